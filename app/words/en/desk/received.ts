/** Faxes that came in: the screen that lists and shows them, and the settings of receiving. */
import type { LineCopy, ReceivedState } from '../../../contract/desk/received.ts'
import type { DocumentRefusal } from '../../../domain/pages/document.ts'

const pages = (count: number): string => `${count} ${count === 1 ? 'page' : 'pages'}`

const states: Readonly<Record<ReceivedState, string>> = {
  expected: 'Being fetched',
  kept: 'Received',
  unreadable: 'Could not be read',
  gone: 'No longer on the line',
}

const copies: Readonly<Record<LineCopy, string>> = {
  there: 'Still there',
  'to-remove': 'Being removed',
  removed: 'Removed',
  stays: 'Still there: the line would not remove it',
}

/** Why a fax could not be read, as far as that helps; everything else is damage. */
const refusals: Partial<Readonly<Record<DocumentRefusal, string>>> = {
  'unknown-kind': 'What the line handed over is no fax page in a form Faxdesk knows.',
  'too-many-pages': 'It has more pages than Faxdesk takes in.',
  'too-large': 'It is larger than Faxdesk takes in.',
  encrypted: 'It is protected with a password.',
  'took-too-long': 'Reading it took too long and was stopped.',
}

export const received = {
  title: 'Received',
  list: 'Received faxes',
  unread: (count: number) => `${count} not opened`,
  today: 'Today',
  look: 'Check for new faxes',
  more: 'Show older faxes',
  notOpened: 'Not opened yet',
  pages,
  unknownSender: 'Sender unknown',
  states,
  silent: (lines: string) => `Faxes could not be fetched from ${lines}. Faxdesk tries again every minute.`,
  choose: 'Choose a fax to read it.',
  pagesOf: (sender: string) => `Pages of the fax from ${sender}`,
  expected: {
    title: 'This fax is being fetched',
    text: 'The line has it. Faxdesk fetches it again every minute until it is here.',
  },
  unreadable: {
    title: 'This fax could not be read',
    text: (refusal: DocumentRefusal | undefined) =>
      `${(refusal && refusals[refusal]) ?? 'What the line handed over is damaged.'} The line still has it. Try again, or ask the sender to fax it once more.`,
  },
  gone: {
    title: 'The line no longer has this fax',
    text: 'It was listed and gone before it could be fetched. Ask the sender to fax it once more.',
  },
  again: 'Try again',
  incomplete: 'The call broke off: pages may be missing. Ask the sender.',
  empty: {
    title: 'No received faxes',
    connected: 'Faxes show here by themselves, about a minute after they came in.',
    training: 'No line that receives is connected. An administrator can connect one in Settings, Fax lines.',
    trainingHow:
      'To see how it looks, send a fax over the training line to a number that ends in 0118: a sample comes back.',
  },
  side: {
    label: 'About the sender and this fax',
    contact: 'Show contact',
    notInContacts: 'This number is not in contacts',
    noNumber: 'The line told no number',
    confirm: 'It is from them: verify number',
    confirmNote: 'Only when the pages show that it came from them. Caller numbers can be faked.',
    verified: 'The number counts as verified.',
    about: 'About this fax',
    line: 'Line',
    at: 'Received',
    length: 'Pages',
    copy: 'Line’s copy',
    opened: 'First opened',
    openedBy: (who: string, when: string) => `${who}, ${when}`,
  },
  copies,
  settings: {
    title: 'Receiving',
    lead: 'Faxdesk asks each line every minute what came in, and keeps it encrypted on this computer.',
    lines: 'Lines faxes are fetched from',
    none: 'None yet. HylaFAX and Faxbot servers, Phaxio and Sinch can be asked; connect one under Fax lines.',
    removes: 'Remove the line’s copy once a fax is here',
    removesHint: 'Faxdesk reads its own copy back first. What could not be read is never removed at the line.',
    saved: 'Saved.',
  },
} as const
