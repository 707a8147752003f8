import { address, defineKind, id, ownNumber, proxy, secret } from '../kind.ts'

export const telnyx = defineKind('telnyx', {
  place: 'cloud',
  experimental: false,
  settings: {
    connectionId: id(),
    from: ownNumber(),
    address: address('https://api.telnyx.com/v2'),
    proxy: proxy(),
  },
  secret: { apiKey: secret() },
})
