import type { faxbot as entry } from '../../../../domain/line-kinds/own/faxbot.ts'
import type { KindWords } from '../words.ts'

export const faxbot: KindWords<typeof entry> = {
  name: 'Faxbot gateway',
  note: 'It hands each fax on: to a telephone exchange of yours, or to a company that then needs a BAA.',
  fields: {
    address: { label: 'Address of the gateway', hint: 'With https, unless it runs on this very computer' },
    largestMb: { label: 'Largest document in MB', hint: 'As the gateway is set up; 10 unless somebody changed it' },
    privateNetwork: {
      label: 'It is reached over a private network without encryption',
      hint: 'Passwords and pages travel in the clear there. Your word is recorded.',
    },
    companyAgreed: {
      label: 'The company behind the gateway signed a BAA',
      hint: 'Only where it sends through a company. Record that BAA under Agreement. Your word is recorded.',
    },
    key: {
      label: 'API key',
      hint: 'One made for Faxdesk with the rights to send and read, never the first key of the server.',
    },
  },
}
