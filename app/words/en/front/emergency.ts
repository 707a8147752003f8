/** Access to somebody else's fax in an emergency, and the alarm it raises. */
import type { EmergencyView } from '../../../contract/people/hand-over.ts'

const reasons: Readonly<Record<EmergencyView['reason'], string>> = {
  'patient-in-danger': 'A patient would be harmed by waiting',
  'colleague-away': 'The sender cannot be reached',
  'recipient-calls': 'The recipient asks about it now',
  other: 'Another reason',
}

export const emergency = {
  notYours: 'This fax is somebody else’s.',
  notYoursText: 'Your role opens your own faxes. Ask the sender or a supervisor to open it or to hand it over.',
  open: 'Open in an emergency',
  title: 'Open this fax in an emergency?',
  lead: 'It opens for 15 minutes, this fax only. The privacy officer is told your name and your reason, and answers for it.',
  reason: 'Why now',
  reasons,
  note: 'What happened',
  noteHint: 'At least ten letters. Only privacy officers read this.',
  act: 'Open and raise the alarm',
  banner: (count: number) =>
    count === 1
      ? 'Somebody opened another person’s fax in an emergency.'
      : `Faxes of others were opened in an emergency ${count} times.`,
  bannerText: 'Look into it and answer for it. This stays until somebody has.',
  look: 'Look into it',
  list: 'Emergency access',
  listLead: 'Ask the person, compare with the record, then say that it was looked into. Nobody answers for their own.',
  none: 'There was no emergency access.',
  until: (until: string) => `open until ${until}`,
  acknowledge: 'I looked into it',
  acknowledged: (by: string, at: string) => `Looked into by ${by}, ${at}`,
} as const
