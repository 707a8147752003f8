import type { telnyx as entry } from '../../../../domain/line-kinds/cloud/telnyx.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const telnyx: KindWords<typeof entry> = {
  name: 'Telnyx',
  note: 'Have them confirm in writing that their BAA covers fax: what they publish contradicts itself.',
  fields: {
    connectionId: { label: 'Fax application ID', hint: 'Also called connection ID' },
    from: ownNumberWords,
    address: addressWords,
    proxy: proxyWords,
    apiKey: { label: 'API key', hint: 'Version 2.' },
  },
}
