import type { phaxio as entry } from '../../../../domain/line-kinds/cloud/phaxio.ts'
import { addressWords, proxyWords, type KindWords } from '../words.ts'

export const phaxio: KindWords<typeof entry> = {
  name: 'Phaxio',
  note: 'For accounts that exist. Its owner, Sinch, sells a newer service.',
  fields: {
    address: addressWords,
    proxy: proxyWords,
    key: { label: 'API key' },
    secret: { label: 'API secret' },
  },
}
