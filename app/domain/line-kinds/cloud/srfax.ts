import { z } from 'zod'
import { address, defineKind, ownNumber, proxy, secret, text } from '../kind.ts'

export const srfax = defineKind('srfax', {
  place: 'cloud',
  experimental: true,
  settings: {
    accountNumber: text(20),
    /** The service wants one with every fax; it says where its own notices go. */
    senderEmail: { ...text(120), schema: z.email().max(120) },
    from: ownNumber(),
    address: address('https://www.srfax.com/SRF_SecWebSvc.php'),
    proxy: proxy(),
  },
  secret: { password: secret() },
})
