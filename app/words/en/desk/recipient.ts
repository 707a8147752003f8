/** Ways out of a recipient that nothing can be sent to: approving once, and a number typed by hand. */
const pages = (count: number): string => `${count} ${count === 1 ? 'page' : 'pages'}`
const firstName = (shortName: string): string => shortName.split(' ')[0] ?? shortName

export const recipientWays = {
  testFax: 'Send a test fax',
  testFaxLead: 'One page without patient details. They read a code to you.',
  testFaxTime: '5 min',
  readBack: 'Type the code they read to you',
  readBackLead: 'The test fax is on its way or has arrived.',
  readBackTime: '1 min',
  directory: 'Match a directory',
  directoryLead: 'Look the number up in the provider directory.',
  directoryTime: '1 min',
  own: (number: string) => `Use ${number}`,
  ownLead: 'Another number of theirs, which is verified.',

  /** In the list, of the choice one stands on. */
  why: {
    enter: 'Enter shows the ways out',
    blocked: 'Nothing is sent there. Enter shows why',
  },

  approve: {
    ask: 'Cannot wait?',
    lead: 'A supervisor can allow this one fax. It is written in the record.',
    open: 'Ask a supervisor to approve once',
    title: 'Approve this fax once',
    what: (count: number, to: string, standing: string) =>
      `${pages(count)} to ${to}. ${standing} Approving does not change that.`,
    standings: {
      unverified: 'The number is not verified.',
      pending: 'The number’s verification is not finished.',
      expired: 'The number’s verification has expired.',
      'needs-recheck': 'The number needs a re-check.',
    },
    reason: 'Why can it not wait?',
    reasonHint: 'Never anything about a patient.',
    together: 'Check the number together',
    togetherLead: 'The supervisor types the last four digits from a source of their own.',
    digits: 'Last four digits',
    who: 'Who approves?',
    can: 'can approve',
    password: (shortName: string) => `${firstName(shortName)}’s password`,
    passwordHint: 'Only the supervisor types here.',
    code: (shortName: string) => `${firstName(shortName)}’s one-time code`,
    says: (asker: string, approver: string) =>
      `The record will say: sent to a number that is not verified, asked by ${asker}, approved by ${approver}, with the reason above.`,
    nobody:
      'Nobody else here may approve. An administrator can give somebody the role of supervisor under Settings, People.',
    missing: 'Fill in everything.',
    act: 'Approve once',
    actAndSend: 'Approve and send',
    badge: 'Approved once',
    by: (who: string, until: string) => `by ${who}, send it before ${until}`,
    given: (who: string) => `Approved once by ${who}`,
  },

  typed: {
    open: (number: string) => `Type ${number} as the recipient’s number`,
    off: 'Typing a bare number is off',
    offWhy:
      'Typing a bare number is off at this practice. An administrator can allow it under Settings, Security. Until then, add it as a contact.',
    on: 'A number can be typed here',
    title: 'A number typed by hand',
    lead: 'Type it twice: the second time from the source document, not from this screen. Nothing is sent there before it is verified.',
    fax: 'Fax number',
    again: 'The same number, from the source document',
    againHint: 'Letter, referral or order. Pasting is off here.',
    pasted: 'Type it: a pasted number was not read from the document.',
    organisation: 'Whose number is it?',
    department: 'Department or desk',
    missing: 'Fill in both numbers and whose they are.',
    act: 'Add as not verified',
  },
} as const
