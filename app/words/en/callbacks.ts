/** Services that call this computer and fetch pages from it: setting that up, trying it, and what belongs to one line. */
import type { CallbackLine, CallbackReach, CallbackStanding } from '../../contract/callbacks.ts'

const standings: Readonly<Record<CallbackStanding, string>> = {
  off: 'Nothing listens on this computer.',
  listening: 'Faxdesk listens.',
  'port-taken': 'Another program uses this port. Choose another one here and at your proxy.',
  'address-not-here': 'This computer does not have this address. Enter one of its own, or 0.0.0.0 for all of them.',
  'not-allowed': 'This computer does not let Faxdesk use this port. Choose one above 1023.',
  certificate: 'The certificate and its key cannot be used. Choose both files again.',
  other: 'Faxdesk cannot listen here. Ask your IT person to look at address and port.',
}

const proofs: Readonly<Record<CallbackLine['proof'], string>> = {
  signature: 'Each call is signed by the service.',
  password: 'The service signs nothing. A password in the address proves a call.',
  path: 'The service signs nothing. Only this address, which nobody can guess, proves a call.',
}

/** What a stranger who asks the public address reaches, and what helps. */
function reach(found: CallbackReach): string {
  switch (found.reached) {
    case 'here':
      return `The public address leads here (${found.tookMs} ms).`
    case 'other':
      return `Something else answers at the public address (status ${found.status}). Have it lead to this computer and port.`
    case 'certificate':
      return 'The certificate at the public address is not one that others trust. Have one issued by a public authority.'
    case 'nothing':
      return 'Nothing was reached. Some networks do not let you reach your own public address from inside: have somebody outside try it too.'
    case 'not-listening':
      return 'Faxdesk does not listen, so nothing was asked.'
  }
}

const times = (count: number): string => (count === 1 ? 'once' : `${count.toLocaleString('en-US')} times`)

export const callbacks = {
  title: 'Callbacks',
  lead: 'With a public https address of the practice, services can tell this computer at once how a fax went, and fetch the pages of one. Without it Faxdesk keeps asking them. Only a line whose service fetches the pages itself needs it.',
  how: 'How services reach this computer',
  kinds: { off: 'Not at all', proxy: 'Through our proxy', tls: 'Directly' },
  kindNotes: {
    off: 'Nothing listens on this computer. Faxdesk asks every service how faxes go.',
    proxy:
      'Your reverse proxy has the certificate and hands calls to this computer, where they arrive on 127.0.0.1 only.',
    tls: 'This computer has the certificate itself and is reached from the internet. Your firewall must let the port through.',
  },
  needed: (lines: readonly string[]) =>
    `Needed by ${lines.join(', ')}: the pages are fetched here, so nothing is sent while nothing listens.`,
  status: 'How it stands',
  publicAddress: 'Public address',
  publicAddressHint: 'As services outside reach it, such as https://fax.example.org',
  host: 'Listen on',
  hostHint: 'An address of this computer, or 0.0.0.0 for all',
  port: 'Port on this computer',
  minutes: 'Pages can be fetched for (minutes)',
  minutesHint: 'Each fax has an address of its own, good for one download. 5 to 60.',
  certificate: 'Certificate (PEM)',
  certificateHint: 'With the authority’s own certificates behind it, in one file.',
  certificateKey: 'Its key (PEM)',
  certificateKept: (until: string) => `A certificate is kept. It ends on ${until}.`,
  ended: (until: string) => `The certificate ended on ${until}. Services turn away: choose a new one.`,
  save: 'Save',
  turnOff: 'Stop listening',
  saved: 'Saved.',
  missing: 'Something is still empty or not as it must be: an https address, a port from 1 to 65535, 5 to 60 minutes.',
  invalid: 'The certificate and its key do not belong together, or one of them is missing or not PEM.',
  test: 'Try the public address',
  reach,
  standings,
  strangers: (count: number) => `Calls to addresses that do not exist, turned away: ${count.toLocaleString('en-US')}`,
  lines: 'Lines whose services call',
  none: 'No line whose service is known to call. Add one under Fax lines.',
  proofs,
  named: 'Faxdesk names this address with every fax. For received faxes, enter it at the service.',
  namedOnly:
    'Faxdesk names this address with every fax. The service is not known to call about received ones: Faxdesk asks for those.',
  enter: 'Enter this address at the service, where it asks for a webhook or callback.',
  address: 'Address to call',
  forLine: (name: string) => `for ${name}`,
  offNow: 'Its address is shown while Faxdesk listens.',
  rotate: 'New address',
  rotateNote: 'With a new address the old one stops working at once.',
  rotated: 'The line has a new address. The old one leads nowhere.',
  key: 'Signing key from the service’s console',
  keyHints: 'Webhook token, public key, signing key or secret: whatever the console calls it. It is never shown again.',
  keyKept: 'A key is kept.',
  keyMissing: 'Without the key every call is turned away.',
  keep: 'Keep the key',
  forget: 'Forget the key',
  keySaved: 'The key is kept.',
  keyForgotten: 'The key is forgotten. Calls of this line are turned away.',
  heard: (accepted: number, refused: number, last: string | undefined) =>
    `Since Faxdesk was started: called ${times(accepted)}${last === undefined ? '' : `, last ${last}`} · turned away ${times(refused)}`,
} as const
