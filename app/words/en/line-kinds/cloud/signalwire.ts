import type { signalwire as entry } from '../../../../domain/line-kinds/cloud/signalwire.ts'
import { ownNumberWords, proxyWords, type KindWords } from '../words.ts'

export const signalwire: KindWords<typeof entry> = {
  name: 'SignalWire (Twilio-compatible)',
  note: 'Twilio’s own fax service ended on 17 December 2021; this kind serves SignalWire, which speaks the same language. It fetches the pages from a public https address of yours: set one up under Settings, Callbacks first.',
  fields: {
    address: { label: 'Address of your space', hint: 'Such as https://example.signalwire.com' },
    projectId: { label: 'Project ID' },
    from: ownNumberWords,
    proxy: proxyWords,
    apiToken: { label: 'API token', hint: 'With the Fax scope' },
  },
}
