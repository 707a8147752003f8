import type { humblefax as entry } from '../../../../domain/line-kinds/cloud/humblefax.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const humblefax: KindWords<typeof entry> = {
  name: 'HumbleFax',
  note: 'Faxdesk knows no way to stop a fax there, nor to remove its pages. It takes North American numbers only.',
  fields: {
    from: ownNumberWords,
    address: addressWords,
    proxy: proxyWords,
    accessKey: { label: 'Access key' },
    secretKey: { label: 'Secret key' },
  },
}
