/**
 * What leaves for another log, and how it is written there. By construction nothing about a patient can: a record for
 * the sink has only numbers, times, ids, names of acts and hashes, and a detail passes only when it is named here and
 * looks as it must. No free text may come in.
 */
import { AuditOutcome } from './audit.ts'
import { PersonId } from '../ids.ts'

/** A stored entry, as far as the sink may look at it. */
export type SinkSource = {
  readonly sequence: number
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly outcome: string
  readonly details: Readonly<Record<string, unknown>>
  readonly hash: string
}

/** What is told of one entry. */
export type SinkRecord = {
  readonly sequence: number
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly outcome: AuditOutcome
  readonly hash: string
  readonly details: Readonly<Record<string, string>>
}

const count = /^-?\d{1,16}$/
const code = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/
const hex = /^[0-9a-f]{64,128}$/
const yes = /^(?:true|false)$/

/** The details that may leave, each with the one form it may have. Anything else stays. */
const codedDetails: Readonly<Record<string, RegExp>> = Object.freeze({
  alert: code,
  attempt: count,
  attempts: count,
  entries: count,
  expected: count,
  fault: code,
  firstBad: count,
  format: code,
  found: count,
  pages: count,
  reason: code,
  result: code,
  seconds: count,
  signature: hex,
  signedAt: count,
  times: count,
  tookMs: count,
  unlocked: yes,
  upTo: count,
  waitMs: count,
  why: code,
})

const codeAtMost = 60
const actionForm = /^[A-Za-z][A-Za-z-]*\.[A-Za-z][A-Za-z-]*$/
const subjectForm = /^(?:FD-\d{5,12}|[a-z]+_[0-9a-f]{20}|entry-\d{1,15})$/
/** Whatever does not have the form it must have is left out, or said to be `other`. */
export function sinkRecord(source: SinkSource): SinkRecord {
  const { sequence, at, actor, action, subject, outcome, hash, details } = source
  const known = AuditOutcome.safeParse(outcome)
  return {
    sequence,
    at,
    actor: actor === 'system' || actor === 'nobody' || PersonId.safeParse(actor).success ? actor : 'other',
    action: action.length <= codeAtMost && actionForm.test(action) ? action : 'other',
    subject: subjectForm.test(subject) ? subject : '',
    outcome: known.success ? known.data : 'failed',
    hash: hex.test(hash) ? hash : '',
    details: Object.fromEntries(Object.entries(details).flatMap(([name, value]) => coded(name, value))),
  }
}

function coded(name: string, value: unknown): readonly (readonly [string, string])[] {
  const form = Object.hasOwn(codedDetails, name) ? codedDetails[name] : undefined
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  if (!form?.test(text) || (form === code && text.length > codeAtMost)) return []
  return [[name, text]]
}

/** One entry as one line of JSON, without its line end. */
export const jsonLine = ({ at, details, ...rest }: SinkRecord, name: string): string =>
  JSON.stringify({ format: 'faxdesk-audit-1', name, ...rest, at: new Date(at).toISOString(), details })

/** RFC 5424 §6.2.1: facility 13, log audit. */
const facility = 13

function severity({ action, outcome }: SinkRecord): number {
  // RFC 5424 table 2: alert 1, warning 4, notice 5, informational 6.
  if (action === 'audit.alert') return 1
  return outcome === 'failed' ? 4 : outcome === 'refused' ? 5 : 6
}

/**
 * RFC 5424 §7.2.2: name and private enterprise number. 32473 is the number that RFC 5612 sets aside for documentation;
 * Faxdesk has none of its own registered.
 */
export const sinkElement = 'faxdesk@32473'

/** RFC 5424 §6.3.3: in a parameter's value these three are escaped. */
const escaped = (value: string): string => value.replaceAll(/["\\\]]/g, (sign) => `\\${sign}`)

/** @param name this workstation as the other log shall know it: printable ASCII without spaces, 1 to 60 characters */
export function syslogText(record: SinkRecord, name: string): string {
  const { sequence, at, actor, action, subject, outcome, hash, details } = record
  const facts = { seq: String(sequence), actor, action, subject, outcome, hash, ...details }
  const told = Object.entries(facts).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const priority = facility * 8 + severity(record)
  // RFC 5424 §6.2.7: the kind of message, at most 32 printable characters.
  const head = `<${priority}>1 ${new Date(at).toISOString()} ${name} faxdesk - ${action.slice(0, 32)}`
  return `${head} [${sinkElement}${told.join('')}] ${action} ${outcome}`
}
