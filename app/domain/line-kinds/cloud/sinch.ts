import { address, defineKind, id, ownNumber, proxy, secret } from '../kind.ts'

export const sinch = defineKind('sinch', {
  place: 'cloud',
  experimental: false,
  settings: {
    projectId: id(),
    serviceId: id(),
    from: ownNumber(),
    address: address('https://fax.api.sinch.com/v3'),
    tokenAddress: address('https://auth.sinch.com/oauth2/token'),
    proxy: proxy(),
  },
  secret: { keyId: secret(), keySecret: secret() },
})
