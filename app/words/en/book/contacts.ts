/** Contacts: the list, one contact, verification by call-back. */
import type { Standing } from '../../../domain/contact.ts'
import type { Likeness } from '../../../domain/look-alike.ts'

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

export const contacts = {
  title: 'Contacts',
  count: (shown: string, count: number) => `${shown} ${count === 1 ? 'number' : 'numbers'}`,
  add: 'New contact',
  search: 'Search contacts',
  filter: 'Filter by verification',
  all: 'All',
  list: 'Contacts',
  columns: {
    name: 'Name',
    fax: 'Fax number',
    verification: 'Verification',
    how: 'How and when',
    until: 'Valid until',
    used: 'Last used',
  },
  calledBack: 'Called back',
  stoppedHere: 'Blocked',
  added: (day: string) => `Added ${day}`,
  today: 'today',
  never: 'never',
  nothing: '–',
  more: 'Reading more',
  empty: {
    title: 'No contacts yet',
    text: 'Add the first recipient. Before anything is sent there, somebody calls them and checks the number.',
    none: 'No contact found',
    noneText: 'Try another part of the name, the department, or the last four digits of the number.',
    clear: 'Show all contacts',
  },

  form: {
    addTitle: 'New contact',
    addLead: 'The number starts unverified. Nothing is sent there until somebody has checked it.',
    changeTitle: 'Change contact',
    changeLead: 'Another fax number starts over: it must be checked before anything is sent to it.',
    organisation: 'Organisation',
    department: 'Department',
    person: 'Person',
    fax: 'Fax number',
    voice: 'Main number',
    voiceHint: 'A person answers here. From their website or the directory.',
    note: 'Note',
    noteHint: 'Opening hours, whom to ask for. Never anything about a patient.',
    optional: 'optional',
    save: 'Save',
    add: 'Add contact',
    missing: 'Type a name. Nothing was saved.',
    missingFax: 'Type the fax number with its area code. Nothing was saved.',
  },

  lookAlike: {
    title: 'Compare this number once more',
    here: 'This number',
    says: (likeness: Likeness, former: boolean): string => {
      if (likeness === 'same-number')
        return former ? 'It belonged to somebody else before.' : 'It belongs to a contact already.'
      return likenessSays[likeness]
    },
    lead: 'Look at the paper or the website it comes from, not at what was typed.',
    more: (count: number) => `${count} more ${count === 1 ? 'number looks' : 'numbers look'} like it.`,
    marked: (count: number) => (count === 1 ? '1 digit differs' : `${count} digits differ`),
  },

  callBack: {
    title: (organisation: string) => `Call back ${organisation}`,
    lead: 'Their own staff must tell you the number. Do not read it to them.',
    call: 'Call their published number',
    callLead: 'From their website or the directory, never from a fax or a letterhead.',
    called: 'Number you called',
    ask: (whom: string) => `Ask: “What is the fax number for ${whom}?”`,
    askLead: 'Type what they say. Faxdesk compares it with the number on file.',
    heard: 'Number they read to you',
    same: 'Same as the number on file',
    differs: 'Not the number on file',
    who: 'Who did you speak to?',
    spokeWith: 'Name, and what they do there',
    until: (day: string) => `Stays verified until ${day}`,
    act: 'Mark as verified',
    missing: 'Fill in all three. The number stays as it is.',
  },

  revoke: {
    title: 'Block this number',
    lead: 'Nothing is sent to it any more until somebody calls back and checks it again.',
    reason: 'Why?',
    reasonHint: 'Never anything about a patient.',
    act: 'Block number',
    missing: 'Say why. The number was not blocked.',
  },

  details: 'Contact details',
  edit: 'Change contact',
  close: 'Close details',
  fax: 'Fax',
  phone: 'Phone',
  person: 'Person',
  note: 'Note',
  history: 'Verification',
  verify: 'Call back and verify',
  verifyAgain: 'Verify again',
  newFax: 'New fax',
  newFaxWhy: 'Verify the number first',
  block: 'Block',
  spokeTo: (who: string, whom: string) => `${who} · spoke to ${whom}`,
  usedOn: (when: string) => `Last used ${when}`,
  unused: 'Never used',
  addedAt: 'Added',
  importedFrom: (file: string) => `From the file ${file}`,
  says: {
    verified: (day: string, until: string) => `Called back ${day}. Holds until ${until}.`,
    'expires-soon': (day: string, until: string) =>
      `Called back ${day}. After ${until} nobody can send here until it is checked again.`,
    expired: (day: string, until: string) =>
      `Called back ${day}. That ended ${until}: nobody can send here until it is checked again.`,
    unverified: 'Nobody has checked that this number belongs to them. Nobody can send here until somebody calls back.',
    revoked: (who: string, day: string) => `${who} blocked this number on ${day}. Nobody can send here.`,
  },
  methods: {
    'call-back': 'Called back',
    directory: 'Directory',
    'test-fax': 'Test fax',
    received: 'Received fax',
  },
  doubts: {
    'human-answered': 'a person answered',
    'number-not-in-service': 'not in service',
  },
  kinds: { person: 'Person', department: 'Department', organisation: 'Organisation' },
  exportFile: (day: string) => `Contacts ${day}.csv`,
  exportColumns: [
    'Organisation',
    'Department',
    'Person',
    'Specialty',
    'NPI',
    'Fax number',
    'Label',
    'Verification',
    'Method',
    'Verified on',
    'Valid until',
    'Phone',
    'Street',
    'City',
    'State',
    'ZIP code',
    'Tags',
    'Note',
  ],
  saved: 'Contact saved',
  wasAdded: 'Contact added',
  verified: 'Number verified',
  blocked: 'Number blocked',
} as const

const likenessSays: Readonly<Record<Exclude<Likeness, 'same-number'>, string>> = {
  'one-digit': 'One digit differs from a number you know.',
  transposed: 'Two digits stand the other way round in a number you know.',
  'area-code': 'Only the area code differs from a number you know.',
  'same-organisation': 'You know this organisation under another number.',
}

/** A number's standing as a badge says it. @param daysLeft whole days until a verification ends */
export function standingWord(standing: Standing, daysLeft: number): string {
  return standing === 'expires-soon' ? `Expires in ${days(Math.max(1, daysLeft))}` : standingWords[standing]
}

/** The same, where many are counted together. */
export const standingWords: Readonly<Record<Standing, string>> = {
  verified: 'Verified',
  'expires-soon': 'Expires soon',
  expired: 'Expired',
  unverified: 'Not verified',
  pending: 'Pending',
  'needs-recheck': 'Needs re-check',
  revoked: 'Withdrawn',
  blocked: 'Blocked',
}
