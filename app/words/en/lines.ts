/** Lines in Settings: what each is, its agreement, what a check found and the one thing to do about it. */
import type { AgreementStanding, FindingName, LineAbilities, LineStanding } from '../../domain/fax/line.ts'
import { lineKindWords } from './line-kinds/index.ts'

const findings: Readonly<Record<FindingName, { readonly says: string; readonly next: string }>> = {
  'not-reached': {
    says: 'Nothing answers at this address.',
    next: 'Check the address and that the service is running, then check again.',
  },
  'sign-in-refused': {
    says: 'The service does not accept these credentials.',
    next: 'Ask who runs it for new ones and enter them under Change.',
  },
  'not-protected': {
    says: 'Passwords and pages would travel unencrypted to this address, so nothing was sent there.',
    next: 'A cloud service: enter its https address. A HylaFAX server: connect through a VPN, then confirm that under Change.',
  },
  'not-secured': {
    says: 'The connection cannot be trusted: the certificate at this address is not one this computer trusts, or only TLS older than 1.2 is spoken. Nothing was said there.',
    next: 'Check the address under Change. If your network opens connections on their way, ask your IT person to leave this address alone.',
  },
  'plain-connection': {
    says: 'The connection itself is not encrypted. Somebody here answered for the network it runs over.',
    next: 'Ask your IT person once a year whether that is still so.',
  },
  'server-not-dialling': {
    says: 'The server answers, and what dials for it (a modem, a scheduler, a telephone exchange) is not running.',
    next: 'Ask who runs the server to start it, then check again.',
  },
  'answer-not-understood': {
    says: 'Something answers that is not this kind of fax service.',
    next: 'Check the address and port under Change.',
  },
  'provider-trouble': {
    says: 'The service says that it has trouble of its own.',
    next: 'Check again in a few minutes.',
  },
  'balance-gone': {
    says: 'The account has no money left, so nothing would be sent.',
    next: 'Add money at the provider, then check again.',
  },
  'test-key': {
    says: 'These are test credentials. The service pretends to send and dials nobody.',
    next: 'Enter the live credentials under Change.',
  },
  'retention-unknown': {
    says: 'The service does not say how long it keeps pages. Faxdesk removes them there after each fax.',
    next: 'Ask the company to switch storage off, and to confirm it in writing.',
  },
  'weak-evidence': {
    says: 'This kind of line is experimental: parts of how the service behaves could not be confirmed.',
    next: 'Send yourself a fax first, and compare what arrives.',
  },
  'keeps-sent-pages': {
    says: 'The provider keeps the pages of faxes that were sent.',
    next: 'Switch storage of sent faxes off in your account there, then check again.',
  },
  'keeps-received-pages': {
    says: 'The provider keeps the pages of faxes that come in.',
    next: 'Ask the company how long, and have the shortest time set.',
  },
  'pages-stay-there': {
    says: 'The service keeps pages for a time, and Faxdesk knows no way to remove them there.',
    next: 'Ask the company for the shortest time, and to confirm it in writing.',
  },
  'sending-set-up-missing': {
    says: 'The account is not set up for sending faxes yet.',
    next: 'Finish the set-up at the provider as this line’s page in the manual says, then check again.',
  },
  'company-behind': {
    says: 'This gateway sends through a company, and nobody here has said that it signed a BAA.',
    next: 'Record that company’s BAA under Agreement, then say so under Change.',
  },
  'tells-no-end': {
    says: 'With what this gateway sends through, it often never says how a fax ended.',
    next: 'Connect that company as a line of its own instead.',
  },
  'open-to-all': {
    says: 'The server answers anybody who reaches it, without a key.',
    next: 'Ask who runs it to require keys.',
  },
  'key-of-all-rights': {
    says: 'This looks like the server’s first key, which may do everything there.',
    next: 'Ask for a key with the rights to send and read only, and enter it under Change.',
  },
  'certificate-not-trusted': {
    says: 'The server’s certificate is not one this computer trusts, so nothing was said to it.',
    next: 'Ask who runs the server for the certificate’s SHA-256 fingerprint, and enter it under Change.',
  },
  'folder-not-answered-for': {
    says: 'Pages would lie unencrypted in the shared folder, and nobody here has answered for it.',
    next: 'Have your IT person protect the folder and the way to it, then confirm that under Change.',
  },
  'folder-not-usable': {
    says: 'Nothing can be written to the shared folder from this computer.',
    next: 'Check the folder under Change, that it is connected, and that this computer may write there.',
  },
  'no-public-address': {
    says: 'This service fetches the pages from you, and your practice has no public address it could fetch them from.',
    next: 'Set one up under Settings, Callbacks, then check again.',
  },
  'links-unprotected': {
    says: 'Whether links to received faxes need your credentials there is a switch that cannot be read from here.',
    next: 'Switch Protect Fax Media URLs on in the service’s console.',
  },
  'callbacks-unproved': {
    says: 'The service could call here when something happens, and nothing proves yet that a call is its own. Calls are turned away.',
    next: 'Enter the key from the service’s console under Settings, Callbacks.',
  },
  'not-of-this-account': {
    says: 'The account does not list this fax number, or this fax line, as its own.',
    next: 'Compare it with the provider’s console, and correct it under Change.',
  },
  'agreement-ends-60': {
    says: 'The agreement ends in less than 60 days.',
    next: 'Ask the company for a new one now: signing takes weeks.',
  },
  'agreement-ends-30': {
    says: 'The agreement ends in less than 30 days. On that day the line stops by itself.',
    next: 'Record the new agreement under Agreement.',
  },
  'agreement-incomplete': {
    says: 'The record of the agreement lacks the services it covers, or the document itself.',
    next: 'Add them under Agreement, so that an auditor finds both.',
  },
}

/** What a line cannot do, each in one sentence; nothing where it can. */
const cannot = (can: LineAbilities): readonly string[] => [
  ...(can.stopsCalls ? [] : ['A fax it has taken cannot be stopped.']),
  ...(can.removesPages ? [] : ['Pages cannot be removed there after sending.']),
  ...(can.countsPages ? [] : ['It does not tell how many pages of a broken-off call went through.']),
  ...(can.receives ? [] : ['Faxdesk does not fetch received faxes from it.']),
  ...(can.fetches
    ? ['Without a public address of the practice it sends nothing: it fetches the pages from there.']
    : []),
  ...(can.findsLost === 'surely' ? [] : [lost[can.findsLost]]),
]

const lost = {
  later: 'If its answer is lost, it may take minutes to learn whether it has the fax; you decide then.',
  never: 'If its answer is lost, it cannot be asked for the fax by our reference; you decide then.',
} as const

const standings: Readonly<Record<LineStanding, string>> = {
  training: 'Ready',
  ready: 'Ready',
  'no-agreement': 'Blocked',
  'agreement-expired': 'Blocked',
  unchecked: 'Not checked yet',
  stopped: 'Stopped by its check',
  removed: 'Removed',
}

const agreements: Readonly<Record<AgreementStanding, string>> = {
  'not-needed': 'No BAA needed',
  valid: 'Agreement on file',
  'ends-soon': 'Agreement ends soon',
  none: 'No agreement on file',
  expired: 'Agreement has ended',
}

/** What stands under a card that carries nothing, or soon will not. */
const blocked: Partial<Readonly<Record<LineStanding, string>>> = {
  'no-agreement': 'Without an agreement on record this line carries nothing. Nobody can override this.',
  'agreement-expired': 'The agreement has ended, so this line carries nothing until a new one is on record.',
  unchecked: 'This line carries nothing until it was checked once.',
}

export const lines = {
  kinds: lineKindWords,
  training: 'Built in · nothing leaves this computer',
  places: { cloud: 'Cloud provider', own: 'Own server' },
  experimental: 'Experimental',
  cannot,
  cannotTitle: 'What it cannot do',
  standings,
  agreements,
  blocked,
  findings,
  endsSoon: (day: string) => `On ${day} this line stops by itself unless a new agreement is on record.`,
  until: (day: string) => `Until ${day}`,
  since: (day: string) => `Since ${day}, no end`,
  runBy: (who: string) => `Run by ${who}`,
  signedWith: (company: string) => `BAA with ${company}`,
  nobody: 'No other company involved',
  checkedAt: (when: string, count: number) =>
    count === 0 ? `Checked ${when}` : `Checked ${when}: ${count} ${count === 1 ? 'finding' : 'findings'}`,
  neverChecked: 'Never checked',
  busy: (sending: number, waiting: number) => `Sending ${sending} · ${waiting} waiting`,
  add: 'Add a line',
  check: 'Check now',
  checkLine: (name: string) => `Check ${name} now`,
  agreement: 'Agreement',
  agreementOf: (name: string) => `Agreement of ${name}`,
  change: 'Change',
  changeLine: (name: string) => `Change ${name}`,
  remove: 'Remove',
  removeLine: (name: string) => `Remove ${name}`,
  readOnly: 'Only an administrator can add or change lines.',
  form: {
    addTitle: 'Add a line',
    addLead: 'It carries nothing until its agreement is on record and a check has passed.',
    changeTitle: (name: string) => `Change ${name}`,
    changeLead: 'After a change of the connection the line must be checked again.',
    kind: 'Kind',
    experimental: 'Experimental: parts of how it behaves could not be confirmed.',
    optional: 'optional',
    name: 'Name',
    nameHint: 'As people here call it, such as Office server',
    kept: 'Goes into the encrypted store on this computer and is never shown again.',
    leave: 'Leave empty to keep what is stored.',
    save: 'Save',
    addButton: 'Add the line',
    missing: (labels: string) => `Still empty or not as it must be: ${labels}.`,
    added: (name: string) => `${name} added. Next: record its agreement, then check it.`,
    saved: (name: string) => `${name} saved.`,
  },
  agree: {
    title: (name: string) => `Agreement of ${name}`,
    lead: 'A company that carries faxes must have signed a BAA. For a server of your own, record who runs it.',
    kind: 'What there is',
    kindNames: {
      'own-server': 'We run this server ourselves',
      baa: 'A signed BAA',
      conduit: 'The company says it is only a conduit',
    },
    operator: 'Who runs the server',
    since: 'Since',
    company: 'Company that signed',
    practice: 'Signed for the practice by',
    signed: 'Signed on',
    expires: 'Ends on',
    expiresHint: 'Leave empty where it has no end. From that day on the line carries nothing.',
    record: 'Record',
    services: 'Services it covers',
    servicesHint: 'As the paper names them, such as Fax API',
    paper: 'The signed paper',
    paperHint: 'A PDF of up to 20 MB. It is kept encrypted.',
    choosePaper: 'Choose a file',
    paperKept: (name: string) => `On file: ${name}`,
    paperTooLarge: 'This file is larger than 20 MB. Choose a smaller scan.',
    savePaper: 'Save the paper',
    savePaperOf: (name: string) => `Save the signed paper of ${name}`,
    paperSaved: 'Paper saved.',
    missing: 'Somebody’s name or the date is still empty.',
    recorded: 'Agreement recorded.',
  },
  checks: {
    title: 'Checks',
    lead: 'What your lines’ own services say about how they are set up. A check never sends anything.',
    run: 'Run now',
    lastRun: (when: string) => `Last run ${when}`,
    none: 'No line to check',
    noneText: 'The training line needs no check. Add a line under Fax lines.',
    fixNow: 'Fix now',
    lookAt: 'Look at',
    passed: 'Passed',
    blocked: (name: string) => `${name} carries nothing`,
    nothing: (name: string) => `${name}: nothing found`,
    open: 'Show line',
    openLine: (name: string) => `Show ${name} among the fax lines`,
  },
  removing: {
    title: (name: string) => `Remove ${name}`,
    text: 'Its credentials are destroyed at once. Faxes it carried keep their record and its name.',
    done: (name: string) => `${name} removed.`,
  },
  checked: (stops: number) =>
    stops === 0 ? 'The line was checked and nothing stops it.' : 'The check found what stops the line.',
} as const
