import { address, defineKind, ownNumber, proxy, secret } from '../kind.ts'

export const humblefax = defineKind('humblefax', {
  place: 'cloud',
  experimental: true,
  settings: { from: ownNumber(), address: address('https://api.humblefax.com'), proxy: proxy() },
  secret: { accessKey: secret(), secretKey: secret() },
})
