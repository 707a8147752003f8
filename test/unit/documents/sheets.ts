/** A cover sheet and a report of an invented clinic, with the words that `app/words` would hand over. */
import type { CoverSheet } from '#main/documents/cover/types.ts'
import type { ConfirmationReport, Frame } from '#main/reports/render/types.ts'

export const sheet: CoverSheet = {
  clinic: {
    name: 'Marigold Lane Family Clinic',
    addressLines: ['12 Marigold Lane, Sampleton'],
    phone: '(202) 555-0100',
    fax: '(202) 555-0101',
  },
  to: { name: '', organisation: 'Harborlight Cardiology', department: 'Referrals desk', fax: '(202) 555-0142' },
  from: { name: 'Olive Quillfeather, MD', role: 'Front desk' },
  date: 'Tuesday, April 14, 2026, 10:36 AM',
  pagesTotal: 6,
  purpose: 'Treatment',
  reference: 'Our reference FD-04821',
  message: 'Fax the appointment date to the number above. Weekday mornings suit best.',
  training: true,
  template: 'standard',
  confidentiality: {
    title: 'Confidential health information',
    text: 'This fax is only for the person or office named above. If it reached you by mistake, do not read, copy or pass it on. Tell us at once and we will arrange for it to be destroyed.',
    call: 'Reached you by mistake? Call (202) 555-0100.',
  },
  words: {
    title: 'FAX',
    phone: 'Phone',
    fax: 'Fax',
    to: 'To',
    from: 'From',
    regarding: 'Re',
    purpose: 'Purpose',
    pages: 'Pages',
    pagesIncluding: 'including this one',
    date: 'Date',
    message: 'Remarks',
    urgent: 'URGENT',
    urgentNote: 'Hand to the person named below.',
    training: 'TRAINING – nothing was transmitted',
    continued: 'The remarks are on page 2.',
    restricted: {
      title: 'CONFIDENTIAL',
      lead: 'Restricted records. Only the person named here may read them.',
      for: 'For',
      law: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
      before: 'Before reading on, check that the number of pages is right and that no one else can see them.',
    },
  },
}

export const frame: Omit<Frame, 'title' | 'subtitle'> = {
  paper: 'letter',
  clinic: { name: 'Marigold Lane Family Clinic', lines: ['12 Marigold Lane, Sampleton', 'Phone (202) 555-0100'] },
  training: 'TRAINING – nothing was transmitted',
  footer: { left: ['Made by Priya Lanternwood', 'Apr 14, 2026, 10:41 AM'], right: ['Contains health information.'] },
  pageOf: 'Page {page} of {pages}',
  at: Date.UTC(2026, 3, 14, 10, 41),
}
const sha256 = '9f3c41d077abe812'.repeat(4)

export const confirmation: ConfirmationReport = {
  ...frame,
  title: 'Confirmation report',
  subtitle: 'FD-04815 · Harborlight Cardiology',
  outcome: {
    mark: 'ok',
    title: 'Delivered',
    detail: 'Their machine confirmed all 6 pages.',
    when: 'Apr 14, 2026, 10:24 AM',
  },
  facts: [
    { label: 'Sent to', value: 'Harborlight Cardiology, Referrals desk' },
    { label: 'Number', value: '(202) 555-0142' },
    { label: 'Pages', value: '6 of 6' },
  ],
  attempts: {
    title: 'Attempts',
    steps: [
      { mark: 'step', title: 'Queued by Dana F.', when: '10:18:40 AM' },
      { mark: 'attention', title: 'Attempt 1: busy', detail: 'Training line', when: '10:18:52 AM' },
      { mark: 'ok', title: 'All pages confirmed', when: '10:24:23 AM' },
    ],
  },
  packet: {
    title: 'What was sent',
    facts: [{ label: 'Pages', value: '6' }],
    codes: [{ label: 'SHA-256', value: sha256 }],
  },
}
