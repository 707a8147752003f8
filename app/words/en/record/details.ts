/** Details of entries in plain words. Entries outlive versions: a detail that no word here knows is said by its own name. */
import type { Fault } from '../../../domain/outcome.ts'

export type Value = string | number | boolean

const faults: Readonly<Record<Fault['code'], string>> = {
  locked: 'the desk was locked',
  forbidden: 'not in the role',
  'unknown-operation': 'unknown to Faxdesk',
  invalid: 'not well formed',
  'not-found': 'no longer there',
  conflict: 'no longer fitting',
  'sign-in-refused': 'name and password did not fit',
  'code-needed': 'without a code',
  'proof-needed': 'without proving who it was',
  'codes-due': 'without one-time codes in a role that needs them',
  'password-refused': 'new password too weak',
  document: 'document not usable',
  pages: 'no fax could be made of the pages',
  number: 'number not usable',
  stopped: 'stopped by a check',
  store: 'trouble with the store',
  internal: 'a fault in Faxdesk',
}

const day = (value: Value): string => new Date(Number(value)).toLocaleDateString('en-US', { dateStyle: 'medium' })
const moment = (value: Value): string =>
  new Date(Number(value)).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'medium' })
/** Codes of one word each, side by side. */
const listed = (value: Value): string => String(value).trim().split(/ +/).join(', ').replaceAll('-', ' ') || 'none'
const only =
  (word: string, otherwise = '') =>
  (value: Value) =>
    value === true ? word : otherwise
const plural = (one: string, many: string) => (value: Value) => `${value} ${value === 1 ? one : many}`

/** Details that have a better form than their name and value. Empty: it is not for the eye. */
const forms: Readonly<Record<string, (value: Value) => string>> = {
  pages: plural('page', 'pages'),
  entries: plural('entry', 'entries'),
  attempts: plural('attempt', 'attempts'),
  fault: (value) => (Object.hasOwn(faults, String(value)) ? faults[value as Fault['code']] : String(value)),
  waitMs: (value) => (value === 0 ? '' : `wait ${Math.ceil(Number(value) / 1000)} s`),
  from: (value) => `from ${day(value)}`,
  // The end of a range is the first moment after it.
  to: (value) => `to ${day(Number(value) - 1)}`,
  lastAt: (value) => `last ${day(value)}`,
  triedAt: (value) => `tried ${moment(value)}`,
  until: (value) => `until ${day(value)}`,
  signedAt: () => '',
  signature: () => '',
  upTo: (value) => `up to entry ${value.toLocaleString('en-US')}`,
  unlocked: only('unlocked'),
  saved: only('', 'called off'),
  format: (value) => (value === 'proof' ? 'with proof' : `as ${value}`),
  reason: (value) => String(value).replaceAll('-', ' '),
  result: (value) => String(value),
  lookAlike: (value) => `sent over a look-alike: ${String(value).replaceAll('-', ' ')}`,
  ofContact: () => '',
  roles: (value) => `as ${listed(value)}`,
  before: (value) => `before: ${listed(value)}`,
  after: (value) => `after: ${listed(value)}`,
  changed: (value) => `changed: ${listed(value)}`,
  fields: (value) => `fields: ${listed(value)}`,
  by: (value) => `by ${String(value).replaceAll('-', ' ')}`,
}

/** Names of details that their key does not say plainly. */
const labels: Readonly<Record<string, string>> = {
  sha256: 'SHA-256',
  idleMinutes: 'minutes until the lock',
  signOutMinutes: 'minutes until signed out',
  verificationMonths: 'months a number stays verified',
  secondPerson: 'second person for changed numbers',
  typedNumbers: 'numbers typed by hand',
  requireCodes: 'one-time codes required',
  roleLabels: 'words for roles',
  removeAtLine: 'removed at the line',
  removeOriginals: 'scans removed from the folder',
  callsAtOnce: 'calls at once',
  callsGo: 'calls go',
  takesOver: 'taken over by',
  ladders: 'retries',
  way: 'by',
  kept: 'tries kept',
  rest: 'those after them',
}

/** Hashes by their beginning, before and after as words, ids that nobody has a name for by their end. */
const plain = (value: string): string =>
  value
    .replaceAll(/\b[0-9a-f]{40,}\b/g, (hash) => `${hash.slice(0, 8)} …`)
    .replaceAll(/\b([a-z]+)_[0-9a-f]{16}([0-9a-f]{4})\b/g, '$1 … $2')
    .replaceAll(/\btrue\b/g, 'yes')
    .replaceAll(/\bfalse\b/g, 'no')

/** One detail of an entry, for the eye; empty when it is not for the eye. */
export function detail(key: string, value: Value): string {
  if (Object.hasOwn(forms, key)) return forms[key]?.(value) ?? ''
  const name =
    (Object.hasOwn(labels, key) ? labels[key] : undefined) ?? key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  if (typeof value === 'boolean') return `${name} ${value ? 'yes' : 'no'}`
  if (key.endsWith('At')) return `${name} ${moment(value)}`
  if (typeof value === 'number') return `${name} ${value.toLocaleString('en-US')}`
  const text = plain(value)
  // An id begins with what it is the id of.
  return text.startsWith(`${name} …`) ? text : `${name} ${text}`
}
