/** When a fax goes, and what a line may do by itself: the words of holding, planning, pausing and taking over. */
import type { LineTrouble } from '../../../contract/desk/outbox.ts'
import type { Because } from '../../../domain/fax/fax.ts'
import type { Tunable } from '../../../domain/fax/retry.ts'

export const outbox = {
  urgent: 'Urgent',
  when: {
    title: 'When it goes',
    lead: 'It can be changed until its line calls.',
    legend: 'Send it',
    now: 'As soon as the line is free',
    nowNote: 'In the order faxes were sent off.',
    at: 'At a time',
    atNote: 'It waits until then, also when the screen is locked.',
    onHold: 'When somebody lets it go',
    onHoldNote: 'It waits on hold, in sight under In progress.',
    day: 'Day and time',
    missing: 'Choose a day and time that is still to come, within a year.',
    urgent: 'Ahead of other faxes',
    urgentNote: 'Urgent faxes go first on their line. Calls under way are not cut off.',
    save: 'Save',
    saved: 'Saved',
    more: 'Choose when it goes',
    open: 'When it goes…',
    letGo: 'Send now',
    goes: 'It goes as soon as the line is free.',
  },
  /** The second line of a fax that waits for its line, which is paused. */
  pausedLine: {
    trouble: 'The line is paused',
    account: 'The line refuses the account',
    'put-off': 'The service asked to wait',
  } satisfies Readonly<Record<LineTrouble, string>>,
  /** Why a line is paused, and what to do. `at` is a time of day. */
  paused: {
    trouble: (at: string) =>
      `The line took no fax several times in a row, so it is paused. It is tried again with one fax at ${at}. Nothing is lost: faxes wait. Check the line in Settings.`,
    account: (at: string) =>
      `The service refuses the practice’s account, so the line is paused. It is tried again with one fax at ${at}. Look at its password, balance and permission in Settings.`,
    'put-off': (at: string) => `The service asked to be left alone until ${at}. Faxes wait and then go by themselves.`,
  } satisfies Readonly<Record<LineTrouble, (at: string) => string>>,
  rules: {
    open: 'Calls and retries',
    openFor: (line: string) => `Calls and retries of ${line}`,
    title: (line: string) => `Calls and retries of ${line}`,
    lead: 'When no page went through. Pages that went are never sent again by themselves.',
    ladder: {
      busy: 'Busy',
      'no-answer': 'Nobody answers',
      'line-trouble': 'The line breaks down',
      'provider-trouble': 'The service does not take it',
    } satisfies Readonly<Record<Tunable, string>>,
    callsOf: (what: string) => `${what}: calls in all`,
    minutesOf: (what: string) => `${what}: minutes between calls`,
    own: 'Left empty, Faxdesk’s own steps hold. A number is never called more than 15 times an hour (47 CFR 68.318).',
    callsAtOnce: 'Calls at once',
    callsAtOnceHint: (most: number) => `This line can make ${most}. Empty means all of them.`,
    takesOver: 'When this line gives up',
    nobody: 'Leave it to a person',
    takesOverHint:
      'Another line takes a fax only if its own agreement and check allow it and no page went through. The fax’s history says so.',
    perMinute: 'Price of a minute, in US dollars',
    perPage: 'Price of a page, in US dollars',
    form: 'How pages are handed over',
    forms: { prepared: 'As prepared: arrives as it was shown', original: 'Original: the service converts it' },
    formHint: 'For faxes that say nothing else.',
    call: 'How calls go',
    calls: {
      usual: 'As usual: 14,400 bit/s, errors corrected',
      fast: 'Fast: 33,600 bit/s, errors corrected',
      slow: 'Slow: 9,600 bit/s, errors corrected',
      plain: 'Plain: 9,600 bit/s, errors not corrected',
      'plain-mr': 'Plain, two-dimensional (MR): 9,600 bit/s, errors not corrected',
    },
    callHint: 'Only for the time and cost shown before sending.',
    priceHint: 'Only for the cost shown before sending. Begun minutes count whole.',
    wrong:
      'Calls are 1 to 15, minutes 1 to 120, both or neither. Calls at once fit the line. Prices are sums such as 0.07.',
    save: 'Save',
    saved: (line: string) => `Saved for ${line}`,
  },
  stopAsked: 'Asked the line to stop',
  couldNotStop: 'It could not be stopped',
  notStoppedYet: 'The line has not said that it did',
} as const

/** One word and one line for a queued fax that does not simply wait. @param at its time, as people read it */
export const becauseWord = (because: Because, at: string): string | undefined =>
  ({
    planned: `Planned for ${at}`,
    'on-hold': 'On hold',
    'number-to-check': 'Check the number',
    'line-changed': undefined,
  })[because]

export const becauseLine: Readonly<Record<Because, string>> = {
  planned: 'Waits for its time',
  'on-hold': 'Until somebody lets it go',
  'number-to-check': 'A person answered there',
  'line-changed': 'Goes over another line',
}

/** The same in sentences. */
export const becauseSays = (because: Because, at: string): string =>
  ({
    planned: `It goes at ${at}.`,
    'on-hold': 'It is on hold. It goes when somebody lets it go.',
    'number-to-check':
      'A person answered at this number when another fax was sent, so this one waits. Call and check the number, then let it go or cancel it.',
    'line-changed': 'Its line gave it up before any page went through. Another line takes it.',
  })[because]
