import type { documo as entry } from '../../../../domain/line-kinds/cloud/documo.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const documo: KindWords<typeof entry> = {
  name: 'Documo mFax',
  note: 'Faxdesk knows no way to stop a fax there, nor to remove its pages: have the company purge them for you.',
  fields: {
    from: ownNumberWords,
    address: addressWords,
    proxy: proxyWords,
    apiKey: { label: 'API key', hint: 'As the service shows it, without “Basic”' },
  },
}
