import { address, defineKind, id, ownNumber, proxy, secret } from '../kind.ts'

export const signalwire = defineKind('signalwire', {
  place: 'cloud',
  experimental: false,
  settings: {
    /** The whole host of the space; everything below it is the same for every customer. */
    address: address(),
    projectId: id(),
    from: ownNumber(),
    proxy: proxy(),
  },
  secret: { apiToken: secret() },
})
