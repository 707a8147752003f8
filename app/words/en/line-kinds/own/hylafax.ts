import type { hylafax as entry } from '../../../../domain/line-kinds/own/hylafax.ts'
import type { KindWords } from '../words.ts'

export const hylafax: KindWords<typeof entry> = {
  name: 'HylaFAX',
  fields: {
    host: { label: 'Server', hint: 'Name or address of the computer it runs on' },
    port: { label: 'Port' },
    user: { label: 'User' },
    password: { label: 'Password' },
    protectedNetwork: {
      label: 'The way to this server is protected',
      hint: 'By a VPN, or it is this very computer. HylaFAX itself encrypts nothing. Your word is recorded.',
    },
  },
}
