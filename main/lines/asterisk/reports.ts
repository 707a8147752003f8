/** What the dialplan says of a call, as an event or in its file, and what that means. Whatever is not as written is no report. */
import type { News } from '../line.ts'
import { ended } from '../lookup.ts'
import { callEnd } from './codes.ts'
import type { Message } from './message.ts'

export type Report =
  | { readonly stage: 'dialling' }
  /** The far side picked up. */
  | { readonly stage: 'answered' }
  /** The exchange placed no call, or nobody picked up. Where the dialplan says why, that counts for more. */
  | { readonly stage: 'not-answered'; readonly reason: string }
  | { readonly stage: 'no-file' }
  | { readonly stage: 'not-connected'; readonly dial: string; readonly cause: string }
  | { readonly stage: 'finished'; readonly status: string; readonly pages: number; readonly error: string }

/** A report and when it came, epoch ms. */
export type Dated = { readonly report: Report; readonly at: number }

/** How much a report says: later ones of a call never say less, whichever way and in whatever order they come. */
const weight: Readonly<Record<Report['stage'], number>> = {
  dialling: 0,
  answered: 1,
  'not-answered': 2,
  'no-file': 3,
  'not-connected': 3,
  finished: 4,
}

export const saysMore = (one: Dated | undefined, other: Dated | undefined): Dated | undefined => {
  if (!one || !other) return one ?? other
  return weight[other.report.stage] > weight[one.report.stage] ? other : one
}

/** Nothing can come after it but the same, better said. */
export const final = (dated: Dated | undefined): boolean =>
  dated !== undefined && weight[dated.report.stage] >= weight['no-file']

/** @returns the call's reference and what an event says of it; undefined for events that are not ours */
export function reportIn(event: Message): { readonly reference: string; readonly report: Report } | undefined {
  if (event.get('Event') === 'OriginateResponse') {
    const answered = event.get('Response') === 'Success'
    const report: Report = answered ? { stage: 'answered' } : { stage: 'not-answered', reason: event.get('Reason') }
    return { reference: event.get('ActionID'), report }
  }
  if (event.get('Event') !== 'UserEvent' || event.get('UserEvent') !== 'Faxdesk') return undefined
  const parts = ['Dial', 'Cause', 'Status', 'Pages', 'Error'].map((name) => event.get(name))
  const [dial = '', cause = '', status = '', pages = '', error = ''] = parts
  const stage = event.get('Stage')
  const report = reportOf(stage, stage === 'finished' ? [status, pages, error] : [dial, cause])
  return report && { reference: event.get('Ref'), report }
}

/** The same of a file the dialplan left: `stage|word|word`. */
export function reportInFile(text: string): Report | undefined {
  const [stage = '', first = '', second = '', ...rest] = text.trim().split('|')
  return reportOf(stage, [first, second, rest.join('|')])
}

function reportOf(stage: string, [first = '', second = '', third = '']: readonly string[]): Report | undefined {
  switch (stage) {
    case 'dialling':
    case 'no-file':
      return { stage }
    case 'not-connected':
      return { stage, dial: first, cause: second }
    case 'finished':
      return { stage, status: first, pages: /^\d{1,5}$/.test(second) ? Number(second) : 0, error: third }
    default:
      return undefined
  }
}

export type About = {
  /** How many pages it has; undefined where nobody knows any more. */
  readonly pages: number | undefined
  /** When it was handed over, epoch ms. */
  readonly startedAt: number | undefined
  /** We told the server to hang up. */
  readonly stopped: boolean
}

export function newsOf({ report, at }: Dated, { pages, startedAt, stopped }: About): News {
  switch (report.stage) {
    case 'dialling':
      return { phase: 'accepted' }
    case 'answered':
      return { phase: 'sending', pagesSent: 0 }
    case 'not-answered':
      return ended(stopped ? 'cancelled' : callEnd(`originate ${report.reason}`))
    case 'no-file':
      return ended(callEnd('no-file'))
    case 'not-connected':
      if (stopped) return ended('cancelled')
      return ended(callEnd(report.cause === '1' ? 'cause 1' : `dial ${report.dial}`))
    case 'finished':
      return finished(report, pages, stopped, Math.max(0, at - (startedAt ?? at)))
  }
}

/** Sent is what it calls a success and counts whole. FAXERROR is read only after a failure: it says HANGUP after both. */
function finished(
  { status, pages: sent, error }: Extract<Report, { stage: 'finished' }>,
  pages: number | undefined,
  stopped: boolean,
  tookMs: number,
): News {
  if (status === 'SUCCESS') {
    if (sent === 0) return { phase: 'failed', reason: 'partial', pagesSent: 0 }
    if (pages !== undefined && sent < pages) return { phase: 'failed', reason: 'partial', pagesSent: sent }
    return { phase: 'delivered', pages: sent, tookMs }
  }
  return ended(stopped && sent === 0 ? 'cancelled' : callEnd(`fax ${error}`), sent)
}
