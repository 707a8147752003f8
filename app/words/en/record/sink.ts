/** The other log that hears of every entry. */
import type { SinkTrouble } from '../../../contract/record/sink.ts'

const entry = (sequence: number): string => sequence.toLocaleString('en-US')

const troubles: Readonly<Record<SinkTrouble, string>> = {
  unreachable: 'The server is not found. Check its name and the network.',
  refused: 'The server does not answer at this port. Check the port, and that its service runs.',
  'timed-out': 'The server did not answer in time. Check the network and its firewall.',
  'not-trusted': 'The server’s certificate is not trusted. Check the authority’s certificate and the server’s name.',
  'not-tls': 'The server does not speak TLS at this port. Faxdesk sends the record in no other way.',
  certificate: 'The server did not accept the certificate of this computer.',
  'cut-off': 'The server ended the connection too early. What it may have missed is sent again.',
  'file-missing': 'The file’s folder is not there. Connect the drive, or choose another place.',
  'file-refused': 'The file cannot be written. Check whether this computer may write there.',
  full: 'The drive is full.',
}

export const sink = {
  part: 'Other log',
  title: 'Other log',
  lead: 'Every audit entry can also go to a log that somebody else keeps: what was sent there cannot be changed here unnoticed. Entries hold numbers, names of acts and checksums, never anything about a patient.',
  where: 'Send the record to',
  kinds: { none: 'Nowhere else', syslog: 'A log server', file: 'A file' },
  name: 'This computer’s name there',
  nameHint: 'Letters and digits without spaces.',
  host: 'Server',
  hostHint: 'Name or address. The record is sent by syslog over TLS (RFC 5425).',
  port: 'Port',
  authority: 'Certificate of the authority (PEM)',
  authorityHint:
    'The server must show a certificate of this authority. Without one, the authorities this computer trusts count.',
  authorityKept: 'An authority’s certificate is kept.',
  client: 'Certificate of this computer (PEM)',
  clientKey: 'Its key (PEM)',
  clientHint: 'Only where the server asks for one. Choose both files.',
  clientKept: 'A certificate of this computer is kept.',
  remove: 'Remove',
  keep: 'Keep it',
  removed: 'Removed when you save.',
  save: 'Save',
  chooseFile: 'Choose the file',
  turnOff: 'Send it nowhere else',
  test: 'Try it now',
  tested: 'The other log has taken everything.',
  saved: 'Saved. Entries are sent from now on.',
  off: 'The record is sent nowhere else.',
  missing: 'Name, server and port are needed, and for this computer’s certificate both files.',
  invalid: {
    authority: 'The authority’s file is no certificate. Choose a PEM file that begins with BEGIN CERTIFICATE.',
    client: 'The certificate of this computer and its key do not belong together, or one of them is not PEM.',
  },
  status: 'How it stands',
  fileTarget: (file: string) => `Lines of JSON in ${file}`,
  serverTarget: (host: string, port: number) => `Log server ${host}, port ${port}`,
  none: 'The record is sent nowhere else.',
  upTo: (sequence: number, at: string) => `Up to entry ${entry(sequence)}, ${at}`,
  nothingYet: 'Nothing sent yet',
  waiting: (count: number) =>
    count === 0 ? 'nothing waiting' : `${entry(count)} ${count === 1 ? 'entry' : 'entries'} waiting`,
  troubles,
  notLost: 'Nothing is lost: what waits is sent when it works again.',
} as const
