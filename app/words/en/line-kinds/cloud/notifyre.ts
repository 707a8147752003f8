import type { notifyre as entry } from '../../../../domain/line-kinds/cloud/notifyre.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const notifyre: KindWords<typeof entry> = {
  name: 'Notifyre',
  note: 'Faxdesk knows no way to stop a fax there, nor to remove sent pages. A fax that failed is always left to a person.',
  fields: {
    from: ownNumberWords,
    address: addressWords,
    proxy: proxyWords,
    apiToken: { label: 'API token' },
  },
}
