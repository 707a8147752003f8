import { address, defineKind, proxy, secret, text } from '../kind.ts'

export const interfax = defineKind('interfax', {
  place: 'cloud',
  experimental: true,
  settings: {
    /** A user of the account; a colon would end it in HTTP's Basic scheme (RFC 7617 §2). */
    user: { ...text(80), schema: text(80).schema.regex(/^[^:]+$/) },
    address: address('https://rest.interfax.net'),
    proxy: proxy(),
  },
  secret: { password: secret() },
})
