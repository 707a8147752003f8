import type { sinch as entry } from '../../../../domain/line-kinds/cloud/sinch.ts'
import { addressWords, ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const sinch: KindWords<typeof entry> = {
  name: 'Sinch Fax',
  fields: {
    projectId: { label: 'Project ID' },
    serviceId: {
      label: 'Fax service ID',
      hint: 'A service of its own for Faxdesk, with storage of documents switched off',
    },
    from: ownNumberWords,
    address: addressWords,
    tokenAddress: { label: 'Address for signing in' },
    proxy: proxyWords,
    keyId: { label: 'Access key ID' },
    keySecret: { label: 'Access key secret' },
  },
}
