import type { srfax as entry } from '../../../../domain/line-kinds/cloud/srfax.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const srfax: KindWords<typeof entry> = {
  name: 'SRFax',
  fields: {
    accountNumber: { label: 'Account number' },
    senderEmail: {
      label: 'Email address of the account',
      hint: 'The service wants it with every fax. Use no patient’s and no person’s.',
    },
    from: ownNumberWords,
    address: addressWords,
    proxy: proxyWords,
    password: { label: 'Password' },
  },
}
