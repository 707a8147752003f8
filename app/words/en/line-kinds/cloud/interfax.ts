import type { interfax as entry } from '../../../../domain/line-kinds/cloud/interfax.ts'
import { addressWords, proxyWords, type KindWords } from '../words.ts'

export const interfax: KindWords<typeof entry> = {
  name: 'InterFAX',
  note: 'It keeps sent pages for 14 days unless your account is set otherwise, and Faxdesk cannot remove them earlier.',
  fields: {
    user: { label: 'User name', hint: 'A user of its own for Faxdesk; its settings say which fax number is shown' },
    address: addressWords,
    proxy: proxyWords,
    password: { label: 'Password' },
  },
}
