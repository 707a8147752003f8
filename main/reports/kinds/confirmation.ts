/** The confirmation report of one fax, as the record that is printed: what became of it, to whom, and the way there. */
import { DraftContent } from '#app/contract/desk/drafts.ts'
import { FailureReason, FaxState } from '#app/domain/fax/fax.ts'
import type { Quality } from '#app/domain/fax/quality.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { purposeWords, qualityWords, reasonWords, statusLine, statusWord, words } from '#app/words/index.ts'
import type { AttemptRow } from '../../store/faxes/attempts.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import { tookWords, type ReportDates } from '../dates.ts'
import { frame, type FrameFacts } from '../frame.ts'
import type { ConfirmationReport, Mark } from '../render/types.ts'

/** What is told of a fax. */
export type FaxTold = {
  readonly dates: ReportDates
  /** A fax that was sent off; never a draft. */
  readonly fax: FaxRow
  readonly attempts: readonly AttemptRow[]
  readonly sentBy: string
  readonly lineName: (id: string) => string
  /** As finely as its pages went. */
  readonly quality: Quality
  /** On what grounds its pages were disclosed, where the purpose asks for any. */
  readonly grounds: readonly Fact[]
}
export type ConfirmationFacts = FrameFacts & FaxTold

type Fact = ConfirmationReport['facts'][number]
type Step = ConfirmationReport['attempts']['steps'][number]

const { reports } = words

export function confirmationReport(facts: ConfirmationFacts): ConfirmationReport {
  const { fax } = facts
  const state = FaxState.parse(JSON.parse(fax.state))
  return {
    ...frame(facts, {
      title: reports.confirmationTitle,
      subtitle: [fax.reference, fax.organisation].filter(Boolean).join(' · '),
      keep: 'keepHealth',
    }),
    outcome: outcomeOf(facts, state),
    facts: factsOf(facts, state),
    attempts: { title: reports.attempts, steps: steps(facts) },
    packet: packetOf(fax),
  }
}

/** How the fax ended, or how it stands. */
export const outcomeOf = ({ fax, dates }: FaxTold, state: FaxState): ConfirmationReport['outcome'] => ({
  mark: stateMark(state),
  title: statusWord(state, fax.pages, (at) => dates.minute(at)),
  detail: statusLine(state, fax.pages, tookWords),
  when: dates.minute(fax.changed_at),
})

/** The sealed pages: how many, how large, and what proves them. */
export const packetOf = (fax: FaxRow): ConfirmationReport['packet'] => ({
  title: reports.packet,
  facts: [
    { label: reports.packetPages, value: String(fax.pages) },
    { label: reports.packetBytes, value: reports.bytes(fax.packet_bytes ?? 0) },
  ],
  codes: [{ label: reports.hash, value: fax.packet_sha256 ?? '' }],
})

export function factsOf({ fax, sentBy, lineName, quality, dates, grounds }: FaxTold, state: FaxState): Fact[] {
  const { purpose } = DraftContent.parse(JSON.parse(fax.content))
  const { facts: labels } = reports
  const through = state.phase === 'delivered' ? state.pages : 'pagesSent' in state ? state.pagesSent : 0
  const all: readonly Fact[] = [
    { label: labels.recipient, value: [fax.organisation, fax.department].filter(Boolean).join(', ') },
    { label: labels.attention, value: fax.person },
    { label: labels.number, value: `${shownNumber(fax.e164)} · ${fax.e164}` },
    { label: labels.pages, value: reports.attemptPages(through, fax.pages) },
    { label: labels.regarding, value: fax.regarding },
    { label: labels.purpose, value: purpose ? purposeWords[purpose].name : '' },
    ...grounds,
    { label: labels.quality, value: qualityWords[quality] },
    { label: labels.line, value: fax.line_id === null ? '' : lineName(fax.line_id) },
    { label: labels.sentBy, value: sentBy },
    {
      label: labels.sentAt,
      value: fax.sent_at === null ? '' : `${dates.minute(fax.sent_at)}, ${dates.zone(fax.sent_at)}`,
    },
  ]
  return all.filter(({ value }) => value !== '')
}

export function steps({ fax, attempts, sentBy, lineName, dates }: FaxTold): Step[] {
  const when = (at: number | null) => (at === null ? '' : `${dates.shortDay(at)}, ${dates.second(at)}`)
  const queued: Step = { mark: 'step', title: reports.queuedBy(sentBy), when: when(fax.sent_at) }
  const tried = attempts.map((attempt): Step => {
    const outcome = AttemptOutcomes[attempt.outcome] ?? AttemptOutcomes['in-progress']
    const reason = FailureReason.safeParse(attempt.reason)
    const what = reason.success ? lower(reasonWords[reason.data]) : outcome.says
    return {
      mark: outcome.mark,
      title: reports.attempt(attempt.number, what),
      detail: `${lineName(attempt.line_id)} · ${reports.attemptPages(attempt.pages_sent, fax.pages)} · ${attempt.line_reference}`,
      when: when(attempt.ended_at ?? attempt.started_at),
    }
  })
  // A report holds 200 steps; retry ladders end long before.
  return [queued, ...tried.slice(-199)]
}

type AttemptWord = { readonly mark: Mark; readonly says: string }

const says = reports.attemptWords
const AttemptOutcomes: Readonly<Record<string, AttemptWord>> & Readonly<Record<'in-progress', AttemptWord>> = {
  'in-progress': { mark: 'waiting', says: says['in-progress'] },
  delivered: { mark: 'ok', says: says.delivered },
  failed: { mark: 'attention', says: says.failed },
  uncertain: { mark: 'attention', says: says.uncertain },
  cancelled: { mark: 'step', says: says.cancelled },
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

function stateMark(state: FaxState): Mark {
  switch (state.phase) {
    case 'delivered':
      return 'ok'
    case 'failed':
      return 'failed'
    case 'uncertain':
      return 'attention'
    case 'draft':
    case 'held':
    case 'queued':
    case 'submitting':
    case 'accepted':
    case 'sending':
      return 'waiting'
    case 'cancelled':
      return 'step'
    default:
      return unreachable(state, 'fax state')
  }
}
