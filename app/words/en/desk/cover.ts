/** The cover sheet. Black on white, read by whoever stands at the other machine; no patient detail has a place here. */
export const cover = {
  /** The sheet's fixed words, by where they stand. */
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
      // 42 CFR 2.32(a)(2), word for word.
      law: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
      before: 'Before reading on, check that the number of pages is right and that no one else can see them.',
    },
  },
  /** Where each document lies: never what it is called. */
  manifest: (places: readonly string[]) => `In ${places.length} parts: pages ${places.join(', ')}`,
  confidentiality: {
    title: 'Confidential health information',
    text: 'This fax is only for the person or office named above. If it reached you by mistake, do not read, copy or pass it on. Tell us at once and we will arrange for it to be destroyed.',
    call: (phone: string) =>
      phone ? `Reached you by mistake? Call ${phone}.` : 'Reached you by mistake? Tell the sender at once.',
  },
  settings: {
    title: 'Cover sheets',
    lead: 'What all cover sheets say in your own words. New words hold once a second person has approved them; every version is kept.',
    noticeTitle: 'Head of the notice',
    notice: 'Notice',
    noticeHint: 'Say that the fax is confidential, and what to do with pages that went astray. 300 characters at most.',
    urgentNote: 'Beside “urgent”',
    urgentSays: (note: string) => `Urgent: ${note}`,
    logo: 'Logo',
    logoHint:
      'PNG, JPEG or PDF. It becomes black and white, as a fax prints it, and stands above the name on all sheets but restricted ones.',
    logoShown: 'Logo as a fax prints it',
    logoRemove: 'Remove the logo',
    asked: 'Must be filled in',
    askedLead: 'A fax cannot be sent while one of these is empty on its sheet.',
    askedOn: (sheet: string) => `On the ${sheet.toLowerCase()} sheet`,
    fields: { person: 'Recipient’s name', reference: 'Re', message: 'Remarks' },
    asks: (sheet: string, fields: readonly string[]) => `${sheet}: ${fields.join(', ')}`,
    asksNothing: 'Nothing must be filled in.',
    wrong: 'The notice has 20 to 300 characters, and no field is empty.',
    write: 'Save for approval',
    written: 'Saved. The words hold once they are approved.',
    waits: 'Waits for approval',
    waitsFrom: (name: string, on: string) => `${name} wrote these words on ${on}. They wait for approval.`,
    another: 'Somebody else approves them: an administrator or the privacy officer.',
    approve: 'Approve',
    approved: 'Approved. New cover sheets say this.',
    drop: 'Throw away',
    dropped: 'Thrown away. The words before still hold.',
    versions: 'Versions, the latest first',
    own: 'The words Faxdesk comes with',
    approvedBy: (version: number, writer: string, approver: string, on: string) =>
      `Version ${version}: written by ${writer}, approved by ${approver} on ${on}`,
    aloneBy: (version: number, writer: string, on: string) =>
      `Version ${version}: written and approved by ${writer} alone on ${on}, as nobody else could`,
  },
  /** The one page of a test fax. */
  test: {
    regarding: 'Test fax',
    title: 'Test of this fax number',
    text: 'This page holds no patient information. It tests whether this number reaches the office named above. No pages follow.',
    message: (code: string) =>
      `Test of your fax number. No patient information is on this page.\n\nCode: ${code}\n\nSomebody from our office will call you and ask for this code. Read it to them from this page.`,
  },
  /** Along the top of every page; the machine that sends must say so (47 CFR 68.318(d)). */
  stamp: {
    /** @param at epoch ms */
    text: (at: number, practice: string, fax: string): string =>
      [new Date(at).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' }), practice, fax]
        .filter(Boolean)
        .join('   '),
    pageOf: 'Page {page} of {pages}',
  },
  /** A date and time in the computer's own zone. @param at epoch ms */
  date: (at: number): string => new Date(at).toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'short' }),
} as const
