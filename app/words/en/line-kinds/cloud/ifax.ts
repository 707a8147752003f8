import type { ifax as entry } from '../../../../domain/line-kinds/cloud/ifax.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const ifax: KindWords<typeof entry> = {
  name: 'iFax',
  note: 'A fax whose answer was lost cannot be looked up there: you check in the company’s console and decide. Less is known of this service than of any other.',
  fields: {
    from: ownNumberWords,
    address: addressWords,
    proxy: proxyWords,
    accessToken: { label: 'API key', hint: 'The service calls it access token' },
  },
}
