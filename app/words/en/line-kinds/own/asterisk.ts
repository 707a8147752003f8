import type { asterisk as entry } from '../../../../domain/line-kinds/own/asterisk.ts'
import { asteriskDialplan } from '../../../../domain/line-kinds/own/asterisk-dialplan.ts'
import { ownNumberWords, type KindWords } from '../words.ts'

export const asterisk: KindWords<typeof entry> = {
  name: 'Asterisk',
  note: 'A telephone exchange of yours. It gets the pages from a folder that it and this computer share, or fetches them from your public address.',
  paste: {
    label: 'Dialplan for the server',
    hint: 'Whoever runs the server puts this into its extensions.conf, with the name of the trunk for TRUNK, and reloads the dialplan.',
    text: asteriskDialplan,
  },
  fields: {
    host: { label: 'Server', hint: 'Name or address of the computer it runs on' },
    port: { label: 'Port', hint: 'Of its manager interface over TLS' },
    user: { label: 'Manager account', hint: 'One made for Faxdesk: read = call,user and write = originate,call' },
    fingerprint: {
      label: 'SHA-256 fingerprint of its certificate',
      hint: 'Only where no authority signed the certificate. Then this one and no other is accepted.',
    },
    way: {
      label: 'How it gets the pages',
      hint: 'To be fetched, your practice needs a public address (Settings, Callbacks). A result that nobody heard is then not found again.',
      options: { folder: 'From a shared folder', fetch: 'It fetches each once' },
    },
    folder: {
      label: 'Shared folder, from here',
      hint: 'As this computer sees it, such as F:\\faxdesk or /mnt/faxdesk. Empty where the server fetches.',
    },
    serverFolder: {
      label: 'Folder on the server',
      hint: 'The same folder as the server sees it, such as /srv/faxdesk. Where it fetches: one of its own.',
    },
    from: ownNumberWords,
    protectedFolder: {
      label: 'That folder and the way to it are protected',
      hint: 'Pages lie in it unencrypted while a call goes on. Only Faxdesk and the server may read it. Your word is recorded.',
    },
    password: { label: 'Password of the manager account' },
  },
}
