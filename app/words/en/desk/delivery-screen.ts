/** The Delivery and Drafts screens: list, drawer, attempts, report, and the questions they ask. */
import type { AttemptView } from '../../../contract/desk/faxes.ts'
import type { FailureReason, FaxState } from '../../../domain/fax/fax.ts'
import { unreachable } from '../../../domain/outcome.ts'
import { delivery } from './delivery.ts'
import { becauseSays } from './outbox.ts'
import { mostOf } from './status.ts'

const pages = (count: number): string => `${count} ${count === 1 ? 'page' : 'pages'}`

export const deliveryScreen = {
  title: 'Delivery',
  today: (day: string) => `Today, ${day}`,
  search: 'Search deliveries',
  filter: 'Filter by status',
  filters: {
    all: 'All',
    'needs-you': 'Needs you',
    'in-progress': 'In progress',
    delivered: 'Delivered',
    mine: 'Mine',
  },
  period: 'Sent when',
  periods: { any: 'Any day', today: 'Today', week: 'Last 7 days', month: 'Last 30 days' },
  list: 'Faxes',
  columns: {
    status: 'Status',
    recipient: 'Recipient',
    regarding: 'Re',
    pages: 'Pages',
    sentBy: 'Sent by',
    time: 'Time',
  },
  groups: {
    needsYou: 'Needs you',
    inProgress: 'In progress',
    /** Over the faxes sent today, by what is listed. */
    today: {
      all: 'Finished today',
      'needs-you': 'Today',
      'in-progress': 'Today',
      delivered: 'Delivered today',
      mine: 'Today',
    },
    yesterday: 'Yesterday',
  },
  empty: {
    title: 'Nothing sent yet',
    text: 'Faxes show here from the moment they are sent off, with what became of them.',
    newFax: 'New fax',
    none: 'No fax found',
    noneText: 'Try another part of the name, the number, Re or the reference (FD-00012).',
    clear: 'Show all faxes',
    nobodyNeeded: 'Nothing needs you',
    nobodyNeededText: 'Every fax was delivered, was called off, or is on its way.',
  },

  details: 'Fax details',
  previous: 'Previous fax',
  next: 'Next fax',
  close: 'Close details',
  whatYouCanDo: 'What you can do',
  attempts: 'Attempts',
  queuedBy: (who: string) => `Queued by ${who}`,
  attempt: (number: number, what: string) => `Attempt ${number}: ${what}`,
  planned: (number: number, most: number) => `Attempt ${number} of ${most}`,
  pagesThrough: (sent: number, of: number) => `${sent} of ${pages(of)} went through`,
  took: (time: string) => `Took ${time}`,
  cancelled: 'Canceled',
  settled: 'Settled by a person',
  allConfirmed: 'All pages confirmed',
  peek: { pages, note: 'Opening them is recorded', show: 'Show', title: 'Pages as sent' },
  facts: {
    title: 'Details',
    reference: 'Reference',
    regarding: 'Re',
    attention: 'Attention',
    purpose: 'Purpose',
    form: 'Pages',
    forms: { prepared: 'As prepared', original: 'Original' },
    quality: 'Quality',
    line: 'Line',
    size: 'Size',
    sha256: 'SHA-256',
    overlooked: 'Sent over',
  },

  report: {
    title: 'Confirmation report',
    /** Of a fax that was not delivered. */
    titleOther: 'Report',
    number: 'Number',
    asDialled: 'as dialed',
    pages: 'Pages',
    pagesOf: (sent: number, of: number) => `${sent} of ${of}`,
    connected: 'Connected',
    quality: 'Quality',
    line: 'Line',
    open: 'Open report',
    certificate: 'Certificate',
    certificateLead:
      'Everything about this fax: how the number was verified, each attempt, each page with its SHA-256, and who opened it.',
    making: 'Making the report',
    lead: 'Made from the record, and kept with it.',
    save: 'Save PDF',
    saved: 'Report saved',
    print: 'Print',
  },

  acts: {
    undo: 'Take it back',
    undone: 'Taken back. The fax is a draft again.',
    cancel: 'Cancel fax',
    callFirst: 'Call and check the number',
    callFirstLead: 'Opens the contact',
    noContact: 'This number is in no contact any more.',
    again: 'Send again',
    againLead: 'A new fax with its own record',
    again2: 'Send again…',
    settle: 'Settle what became of it',
    settleLead: 'After asking the recipient',
    seen: 'Nothing more to do',
    seenLead: 'Takes it off this list; the record stays',
  },
  cancel: {
    title: 'Cancel this fax',
    leadWaiting: 'It waits. Nothing has been sent, and nothing will be.',
    leadCalling: 'It is on the line. Pages that have gone through cannot be taken back.',
    keep: 'Let it go on',
    act: 'Cancel fax',
    tooLate: 'It was too late to cancel: see what became of it.',
    done: 'Fax canceled',
  },
  again: {
    title: 'Send again',
    lead: 'A new fax with its own reference and its own record.',
    text: (count: number) =>
      `Opens a draft with the same ${pages(count)}, recipient and cover sheet. Nothing is sent until you have looked at it.`,
    partial: (sent: number) =>
      `${pages(sent)} of the first fax arrived. Leave out what they have, or tell them that pages come twice.`,
    act: 'Open as a draft',
  },
  settle: {
    title: 'What became of it?',
    lead: 'The line never answered. Call the recipient and ask whether the pages arrived.',
    as: 'They say',
    delivered: 'All pages arrived',
    deliveredNote: 'The fax is closed as delivered, on your word.',
    notDelivered: 'Nothing arrived',
    notDeliveredNote: 'The fax is closed as failed. You can send it again.',
    act: 'Settle',
    done: 'Settled',
  },

  drafts: {
    title: 'Drafts',
    count: (count: number) => `${count} to finish`,
    list: 'Drafts',
    noRecipient: 'No recipient yet',
    columns: { recipient: 'Recipient', regarding: 'Re', pages: 'Pages', missing: 'Still missing', saved: 'Saved' },
    ready: 'Ready to send',
    open: 'Open',
    discard: 'Discard',
    discarded: 'Draft discarded',
    empty: 'No drafts to finish',
    emptyText: 'What you begin saves itself and waits here, also when the screen is locked.',
  },
} as const

const met: Readonly<Record<FailureReason, string>> = {
  busy: 'busy',
  'no-answer': 'no answer',
  'human-answered': 'a person or voicemail answered',
  'line-trouble': 'line trouble',
  'provider-trouble': 'fax service trouble',
  partial: 'broke off part way',
  'number-not-in-service': 'number not in service',
  'refused-by-line': 'refused by the line',
  'answer-lost': 'the answer was lost',
  'line-not-allowed': 'the line may not carry faxes now',
  'recipient-not-allowed': 'the number is not verified any more',
  'packet-unreadable': 'sealed pages could not be read',
  'account-trouble': 'the service refused the account',
}

/** What an attempt came to, after "Attempt 2: ". */
export function attemptMet({ outcome, reason }: Pick<AttemptView, 'outcome' | 'reason'>): string {
  switch (outcome) {
    case 'in-progress':
      return 'on the line'
    case 'delivered':
      return 'answered by a fax'
    case 'failed':
      return reason ? met[reason] : 'did not get through'
    case 'uncertain':
      return 'the line has not answered'
    case 'cancelled':
      return 'stopped'
    default:
      return unreachable(outcome, 'attempt outcome')
  }
}

const waitingFor: Partial<Readonly<Record<FailureReason, string>>> = {
  busy: 'Their machine is on another call.',
  'no-answer': 'Nobody answered.',
  'line-trouble': 'The line broke down. No page went through.',
  'provider-trouble': 'The fax service could not take it.',
  'answer-lost': 'The line says that it never took the fax.',
  'account-trouble': 'The fax service refused the practice’s account.',
}

/**
 * The state of a fax in a sentence or two: what happened, what was not done, what comes next.
 * @param clock turns epoch ms into the computer's own clock format
 */
export function stateSays(state: FaxState, count: number, clock: (at: number) => string): string {
  switch (state.phase) {
    case 'draft':
      return 'It was never sent off.'
    case 'held':
      return 'Leaves in a few seconds. You can still take it back.'
    case 'queued':
      if (state.because) return becauseSays(state.because, clock(state.notBefore))
      return state.after
        ? `${waitingFor[state.after] ?? delivery.happened[state.after]} Attempt ${state.attempt} of ${mostOf(state)} starts at ${clock(state.notBefore)}.`
        : 'Waits until the line is free. It then goes by itself.'
    case 'submitting':
    case 'accepted':
      return 'The line has it and is calling.'
    case 'sending':
      return `${state.pagesSent} of ${pages(count)} went through so far.`
    case 'uncertain':
      return delivery.uncertain
    case 'delivered':
      return state.settledBy
        ? 'The line never said so; a person asked the recipient and settled it.'
        : `Their machine confirmed ${count === 1 ? 'the page' : `all ${pages(count)}`}.`
    case 'failed':
      return delivery.happened[state.reason]
    case 'cancelled':
      return 'Somebody stopped it before it went through.'
    default:
      return unreachable(state, 'fax state')
  }
}
