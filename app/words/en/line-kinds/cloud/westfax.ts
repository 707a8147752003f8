import type { westfax as entry } from '../../../../domain/line-kinds/cloud/westfax.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const westfax: KindWords<typeof entry> = {
  name: 'WestFax',
  note: 'Faxdesk knows no way to stop a fax there, nor to remove its pages. It takes North American numbers only.',
  fields: {
    user: { label: 'User name' },
    productId: { label: 'Product ID', hint: 'Of the fax line; the service also calls it API key' },
    from: ownNumberWords,
    header: {
      label: 'Text at the top of each page',
      hint: 'The service wants one. Use the practice’s name, no patient’s and no person’s.',
    },
    address: addressWords,
    proxy: proxyWords,
    password: { label: 'Password' },
  },
}
