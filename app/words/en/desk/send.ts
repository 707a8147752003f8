/** The Send screen: dropping pages, choosing them, recipient, cover sheet, purpose, sending, undo. */
import type { Purpose, Quality } from '../../../contract/desk/drafts.ts'
import { documentLimits } from '../../../domain/pages/document.ts'

const pages = (count: number): string => `${count} ${count === 1 ? 'page' : 'pages'}`
const files = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`
const megabytes = documentLimits.bytesAtMost / (1024 * 1024)

export const send = {
  title: 'New fax',
  opening: 'Opening the draft',
  details: 'Fax details',

  drop: {
    title: 'Drop a scan here',
    lead: 'or paste one you have copied',
    choose: 'Choose a file',
    limits: `PDF, TIFF, JPEG or PNG, up to ${documentLimits.pagesAtMost} pages and ${megabytes} MB, ${documentLimits.dotsAtMost / 1_000_000} million dots a page`,
    over: (count: number) => (count > 1 ? `Let go to add ${count} files` : 'Let go to add the file'),
    overMore: (count: number) => `${files(Math.max(1, count))}. It stays on this computer.`,
    overWrong: 'Only PDF, TIFF, JPEG and PNG files can be added',
    field: 'Files to add',
  },
  drafts: {
    title: 'Drafts to finish',
    none: 'Nothing waits to be finished. Drafts save themselves.',
    noRecipient: 'No recipient yet',
    line: (count: number, missing: string | undefined) => (missing ? `${pages(count)} · ${missing}` : pages(count)),
  },
  reading: {
    one: (name: string) => `Reading ${name}`,
    many: (name: string, file: number, of: number) => `Reading file ${file} of ${of}: ${name}`,
    added: (count: number, total: number) => `${pages(count)} added, ${total} in all`,
    refused: (name: string) => `${name} was not added`,
    refusedMany: (count: number) => `${count} files were not added`,
  },

  password: {
    title: 'This file needs a password',
    lead: (name: string) => `${name} is protected. Type its password to add its pages.`,
    label: 'Password of the file',
    note: 'It is used once and kept nowhere.',
    wrong: 'This password does not open the file. Type it again.',
    open: 'Open the file',
    skip: 'Leave it out',
  },
  sentBefore: {
    mine: (day: string, to: string) => `You sent this on ${day} to ${to}`,
    other: (day: string, to: string) => `This was sent on ${day} to ${to}`,
    arrived: '.',
    going: '; it is still on its way.',
    unknown: '; whether it arrived is not known.',
    partly: (through: number, of: number) => `; ${through} of its ${of} pages went through.`,
  },

  saved: (time: string) => `Saved on this computer ${time}`,
  notSaved: 'Not saved yet',
  overtaken: 'This draft was changed elsewhere. What you see is how it is now; change it again if needed.',
  discard: 'Discard',
  discarded: 'The draft was discarded.',
  finishLater: 'Finish later',
  finishedLater: 'The draft is kept under Drafts.',

  strip: {
    label: 'Pages',
    count: pages,
    leftOut: (count: number) => `${count} left out`,
    undo: 'Undo page change',
    redo: 'Redo page change',
    undoQuality: 'Undo quality',
    redoQuality: 'Redo quality',
    add: 'Add pages',
    coverPage: (page: number, of: number) =>
      of < 2 ? 'Cover sheet, made by Faxdesk' : `Cover sheet, page ${page} of ${of}, made by Faxdesk`,
    /** `number` is its place among the pages that go; a page that is left out has none. */
    page: (number: number | undefined, going: number, place: number, all: number, turn: number) =>
      [
        number === undefined ? `Left out, place ${place} of ${all}` : `Page ${number} of ${going}`,
        turn ? `turned ${turn} degrees` : '',
      ]
        .filter(Boolean)
        .join(', '),
    keys: 'Space includes or leaves out, R rotates, D duplicates, Alt with an arrow moves the page.',
    moved: (to: number, of: number) => `Moved to place ${to} of ${of}`,
    duplicated: (to: number, of: number) => `Duplicated to place ${to} of ${of}`,
    include: 'Include this page',
    leaveOut: 'Leave this page out',
    rotateLeft: 'Rotate left',
    rotateRight: 'Rotate right',
    duplicate: 'Duplicate this page',
  },
  preview: {
    label: 'Page preview',
    modes: 'Preview',
    original: 'Original',
    sealed: 'As sent',
    received: 'As received',
    receivedNote: {
      prepared: (quality: string, dots: string) =>
        `What the other machine prints: black on white, ${quality.toLowerCase()}, ${dots} dots an inch`,
      original: (quality: string, dots: string) =>
        `About as it arrives, ${quality.toLowerCase()}, ${dots}: the service converts the original itself`,
    },
    previous: 'Previous page',
    next: 'Next page',
    rotate: 'Rotate page right',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit',
    zoomFit: (zoom: string) => `Zoom ${zoom}. Fit the page in the window`,
    of: (page: number, count: number) => `${page} of ${count}`,
    cover: (page: number, of: number) => ['', 'Cover', `Cover ${page} of ${of}`][of] ?? '',
    leftOut: 'Left out',
    leftOutNote: 'This page is left out. It will not be sent.',
    sealing: 'Making the pages exactly as they will be sent',
    sealedNote: {
      prepared: 'As prepared: what you see here is what arrives.',
      original: 'The original: the fax service makes its own fax pages of this.',
    },
    unshown: 'This page cannot be shown here. Look at the paper, or at “As sent”, before you send it.',
    notDrawn: 'No picture could be made of this page.',
    noCover: 'The cover sheet cannot be shown yet.',
    nothing: 'No pages yet',
    picture: (page: string) => `Picture of ${page}`,
  },

  recipient: {
    title: 'Recipient',
    change: 'Change',
    search: 'Name, department or fax number',
    clear: 'Clear',
    list: 'Contacts',
    none: 'No contact found',
    noneYet: 'No contacts yet',
    found: (count: number) => (count === 1 ? '1 contact found' : `${count} contacts found`),
    add: 'Add a contact',
    addTyped: (typed: string) => `Add “${typed}” as a new contact`,
    move: 'move',
    choose: 'choose',
    close: 'close',
    stopped: 'This fax cannot be sent yet',
    unverified: (organisation: string) =>
      `Nobody has checked that this number belongs to ${organisation}. Check it once; it then stays verified.`,
    callBack: 'Call them back',
    callBackLead: 'They read you their fax number over the phone.',
    callBackTime: '2 min',
    other: 'Choose another recipient',
    otherLead: 'One whose number is verified.',
    addedBy: (day: string, who: string) => `Added ${day}, ${who}`,
  },
  cover: {
    title: 'Cover sheet',
    include: 'Include a cover sheet',
    from: (name: string) => `From ${name}`,
    without: 'Not included',
    counts: (count: number) => `Counts ${pages(count)}`,
    template: 'Sheet',
    templates: { standard: 'Standard', urgent: 'Urgent', restricted: 'Restricted' },
    restrictedNote:
      'For records of substance use disorder treatment: it carries the notice that 42 CFR 2.32 asks for with each disclosure.',
    empty: 'Your practice asks for this on this sheet.',
    emptyPerson:
      'Your practice asks for a person’s name on this sheet: add one to the contact, or choose another sheet.',
    missing: { person: 'the recipient’s name', reference: 'Re', message: 'Remarks' },
    secondPage: 'These remarks take a second page, right after the cover sheet.',
    sender: 'From',
    reference: 'Re',
    referenceNote: 'no patient names',
    message: 'Remarks',
    optional: 'optional',
    patient:
      'Anyone near the other machine can read the cover sheet. Leave out names, birth dates and reasons for a visit.',
    left: (count: number) => `${count} characters left`,
    picture: 'Cover sheet preview',
    withoutNote: 'Without a cover sheet nobody can tell at a glance whom the pages are for.',
  },
  purpose: {
    title: 'Purpose',
    none: 'Choose one',
    ask: 'Why may this be disclosed?',
  },
  options: {
    title: 'Send options',
    quality: 'Quality',
    form: 'Pages go',
    forms: { prepared: 'As prepared', original: 'Original' },
    formNotes: {
      prepared: 'The black and white pages shown under “As received”, so that what you see is what arrives.',
      original: 'The pages as they came. The service converts them, and may do it differently.',
    },
    line: 'Line',
    noLine: 'No line',
    lineOff: (name: string, why: string) => `${name} · ${why}`,
    training: 'Training line: nothing leaves this computer.',
    when: 'now',
  },
  checks: {
    title: 'Before you send',
    passed: (count: number) => `All ${count} passed`,
    some: (passed: number, look: number) => `${passed} passed · ${look} to look at`,
    stops: (count: number) => (count === 1 ? '1 thing missing' : `${count} things missing`),
    fix: 'Fix',
    looked: 'may be sent over, and is recorded',
    onPages: (numbers: readonly number[]) =>
      numbers.length === 1
        ? `page\u00a0${numbers[0]}`
        : `pages ${numbers.slice(0, 6).join(', ')}${numbers.length > 6 ? ' …' : ''}`,
    goToPage: 'Go to page',
    goToCover: 'Go to cover',
    coverCut: {
      clinic: 'the practice’s name and address',
      to: 'To',
      from: 'From',
      reference: 'Re',
      message: 'Remarks',
      notice: 'the notice',
    },
    /** Behind the check: which fields of the sheet are cut, or have letters that it cannot print. */
    cutFields: (fields: readonly string[]) => `cut short, or with letters it cannot print: ${fields.join(', ')}`,
  },
  foot: {
    about: (time: string) => `About ${time}`,
    exactly: (time: string) => `${time} on the line`,
    costs: (usd: string) => `costs ${usd}`,
    costsAbout: (usd: string) => `costs about ${usd}`,
    arrives: 'Arrives about',
    next: (line: string) => `${line} · goes next`,
    send: (count: number) => `Send ${pages(count)}`,
    sealing: 'Making the pages exactly as they will be sent',
    sending: 'Handing over to the line',
  },
  undo: {
    what: (count: number, to: string) => `${pages(count)} to ${to}`,
    dials: (seconds: number) => `dials in ${seconds} s`,
    undo: 'Undo',
    label: 'Just sent',
    undone: 'Taken back. Nothing was sent.',
  },
} as const

export const purposeWords: Readonly<Record<Purpose, { readonly name: string; readonly lead: string }>> = {
  treatment: { name: 'Treatment', lead: 'Care, referral or consultation' },
  payment: { name: 'Payment', lead: 'Claims, coverage, prior authorization' },
  operations: { name: 'Practice operations', lead: 'Quality, audits, business of the practice' },
  'patient-request': { name: 'The patient asked', lead: 'To the patient, or to whom the patient named' },
  authorisation: { name: 'Authorization', lead: 'The patient signed a form for this' },
  'required-by-law': { name: 'Required by law', lead: 'Reporting duties, court orders, oversight' },
  legal: { name: 'Legal proceedings', lead: 'Subpoenas and lawyers, without a court order' },
  'public-health': { name: 'Public health', lead: 'Health departments, registries, safety reports' },
  other: { name: 'Other', lead: 'Allowed for a reason on record' },
}

export const qualityWords: Readonly<Record<Quality, string>> = {
  standard: 'Standard',
  fine: 'Fine',
  superfine: 'Superfine',
}
