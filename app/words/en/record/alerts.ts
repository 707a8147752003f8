/** What the record gives reason to look at, in words. */
import type { AlertView } from '../../../contract/record/alerts.ts'
import type { AlertKind } from '../../../domain/record/audit-alerts.ts'

const times = (details: AlertView['details']): string => String(details['times'] ?? '')

function span(seconds: number): string {
  const whole = Math.abs(seconds)
  if (whole < 120) return `${whole} seconds`
  if (whole < 7200) return `${Math.round(whole / 60)} minutes`
  return whole < 172_800 ? `${Math.round(whole / 3600)} hours` : `${Math.round(whole / 86_400)} days`
}

/** Each kind: what happened, and what to do about it. */
const kinds: Readonly<
  Record<
    AlertKind,
    { readonly title: string; readonly says: (details: AlertView['details']) => string; readonly next: string }
  >
> = {
  refusals: {
    title: 'Refused again and again',
    says: (details) => `${times(details)} refusals within ten minutes.`,
    next: 'Ask the person what they wanted to do. If they know nothing of it, change their password.',
  },
  'refusal-notes': {
    title: 'Notes of refused sign-ins were touched',
    says: (details) => {
      const what = details['notes'] === 'delay' ? 'The count that slows guessing' : 'The list of refused sign-ins'
      return `${what} was ${details['notesFound'] === 'gone' ? 'removed' : 'changed'} while Faxdesk was closed.`
    },
    next: 'Somebody may have tried passwords. Ask who was at this computer. A power cut can leave the same trace.',
  },
  'unusual-hours': {
    title: 'Much was opened at an unusual hour',
    says: (details) => `${times(details)} faxes or documents opened within the hour.`,
    next: 'Look in the activity at who it was, and ask why.',
  },
  'chain-broken': {
    title: 'The record did not hold when Faxdesk was started',
    says: (details) => `First entry that does not hold: ${details['firstBad'] ?? ''}.`,
    next: 'Choose “What this means” in the activity.',
  },
  'verification-failed': {
    title: 'Verification found that the record does not hold',
    says: (details) => `First entry that does not hold: ${details['firstBad'] ?? ''}.`,
    next: 'Choose “What this means” in the activity.',
  },
  'clock-jump': {
    title: 'The computer’s clock was set',
    says: (details) => {
      const seconds = Number(details['seconds'] ?? 0)
      return `${span(seconds)} ${seconds < 0 ? 'back' : 'forward'}. Entries keep their order by number.`
    },
    next: 'Have the computer set its time by itself. Times of entries around this one may be wrong.',
  },
  'clock-offset': {
    title: 'The computer’s clock is wrong',
    says: (details) => `The computer says it is ${span(Number(details['seconds'] ?? 0))} off the time it is given.`,
    next: 'Have the computer set its time by itself. Times of entries since then are as wrong; their order is not.',
  },
  'configuration-drift': {
    title: 'Settings differ from what was approved',
    says: (details) => `${times(details)} ${details['times'] === 1 ? 'part' : 'parts'} changed.`,
    next: 'See in the activity who changed them, then approve the settings or have them set back.',
  },
}

const parts: Readonly<Record<string, string>> = {
  practice: 'Practice',
  'idle-minutes': 'Idle lock',
  'sign-out-minutes': 'Sign-out',
  'verification-months': 'Expiry of numbers',
  'second-person': 'Second person',
  'typed-numbers': 'Numbers typed by hand',
  receiving: 'Receiving',
  'line-rules': 'Calls and retries of lines',
  'cover-texts': 'Words on cover sheets',
  'callback-setup': 'How services reach this computer',
  'require-codes': 'One-time codes',
  'role-labels': 'Names of roles',
  'directory-server': 'Directory',
  inbox: 'Scanner folder',
  'audit-sink': 'Other log',
  lines: 'Fax lines',
  people: 'People and roles',
}

export const alerts = {
  title: 'Alerts',
  tab: (open: number) => (open === 0 ? 'Alerts' : `Alerts (${open})`),
  open: (count: number) => `${count} ${count === 1 ? 'alert' : 'alerts'} nobody has looked at`,
  kinds,
  entry: (sequence: string) => `Entry ${sequence}`,
  acknowledge: 'I looked at it',
  seen: (by: string, at: string) => `${by} looked at it, ${at}`,
  none: 'No alerts',
  noneText:
    'Faxdesk watches for repeated refusals, notes of them that were touched, unusual hours, a broken record, a clock that was set or is wrong, and settings nobody approved.',
  configuration: 'Approved settings',
  neverApproved: 'Nobody has approved the settings yet. Once somebody has, every difference is an alert.',
  approvedBy: (by: string, at: string) => `Approved by ${by}, ${at}. Nothing has changed since.`,
  drift: (by: string, at: string, changed: readonly string[]) =>
    `Approved by ${by}, ${at}. Changed since: ${changed.map((part) => parts[part] ?? part).join(', ')}.`,
  approve: 'Approve the settings as they are',
  approved: 'Settings approved.',
} as const
