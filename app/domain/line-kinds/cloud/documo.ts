import { address, defineKind, ownNumber, proxy, secret } from '../kind.ts'

export const documo = defineKind('documo', {
  place: 'cloud',
  experimental: true,
  settings: { from: ownNumber(), address: address('https://api.documo.com'), proxy: proxy() },
  secret: { apiKey: secret(1_000) },
})
