import { address, defineKind, ownNumber, proxy, secret } from '../kind.ts'

export const notifyre = defineKind('notifyre', {
  place: 'cloud',
  experimental: true,
  settings: { from: ownNumber(), address: address('https://api.notifyre.com/20220711'), proxy: proxy() },
  secret: { apiToken: secret() },
})
