import { address, defineKind, id, ownNumber, proxy, secret, text } from '../kind.ts'

export const westfax = defineKind('westfax', {
  place: 'cloud',
  experimental: true,
  settings: {
    user: text(120),
    productId: id(),
    from: ownNumber(),
    /** The service wants one with every fax, and prints it at the top of each page. */
    header: text(40),
    address: address('https://api2.westfax.com/REST'),
    proxy: proxy(),
  },
  secret: { password: secret() },
})
