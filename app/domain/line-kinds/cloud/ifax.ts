import { address, defineKind, ownNumber, proxy, secret } from '../kind.ts'

export const ifax = defineKind('ifax', {
  place: 'cloud',
  experimental: true,
  settings: { from: ownNumber(), address: address('https://api.ifaxapp.com/v1/customer'), proxy: proxy() },
  secret: { accessToken: secret() },
})
