/** Delivery: what became of a fax, why, and what to do next; the training line and its outcomes. */
import type { FailureReason } from '../../../domain/fax/fax.ts'

export const delivery = {
  trainingLine: 'Training line',
  /** The training line's outcomes, as its settings and the sidebar list them. */
  trainingOutcomes: {
    deliver: 'Delivers',
    'busy-once': 'Busy once, then delivers',
    'no-answer': 'Nobody answers',
    human: 'A person answers',
    partial: 'Breaks off after one page',
    outage: 'Fax service down twice, then delivers',
    'answer-lost-taken': 'Answer lost, but the fax was taken',
    reply: 'Delivered, and a sample fax comes back',
    'answer-lost-not-taken': 'Answer lost, and the fax was not taken',
  },
  anyOtherEnding: 'any other',
  /** What happened and what to do, for a fax that will not be tried again by itself. */
  happened: {
    busy: 'The number stayed busy. No page was sent. Call them, or send it again later.',
    'no-answer': 'Nobody answered. No page was sent. Call and check that their machine is on.',
    'human-answered':
      'A person or voicemail answered, so Faxdesk hung up. No page was sent. Call and check the number before sending again.',
    'line-trouble': 'The line broke down and did not recover. Send it again when the line works.',
    'provider-trouble': 'The fax service could not take it. No page was sent. Send it again later.',
    partial: 'The call broke off part way. Call them about the pages that arrived before sending any again.',
    'number-not-in-service': 'The number is not in service. No page was sent. Call and verify the number.',
    'refused-by-line': 'The line refused this fax. No page was sent. Check the line in Settings.',
    'answer-lost': 'The line never said what became of it. Call them and ask whether it arrived.',
    'line-not-allowed':
      'The line may not carry faxes now: its agreement or its last check says so. Nothing was sent. Look at the line in Settings.',
    'recipient-not-allowed':
      'The number was blocked or lost its verification before this could go. Nothing was sent. Look at the contact, then send it again.',
    'packet-unreadable':
      'The sealed pages could not be read from this computer, so nothing was sent. Send it as a new fax.',
    'account-trouble':
      'The fax service refuses the practice’s account: its password, balance or permission, or it no longer knows the account. Nothing was sent. Check the line in Settings, then send it again.',
  } satisfies Readonly<Record<FailureReason, string>>,
  uncertain:
    'The line has not said whether it took this fax, and it is asked again by itself. To settle it now, call the recipient and ask whether it arrived.',
} as const
