/** One fax as a row: what it is, whether it fits what was chosen, and how it reads on paper and in a table. */
import { DraftContent } from '#app/contract/desk/drafts.ts'
import type { DisclosurePurpose, ReportChoice, ReportOutcome } from '#app/contract/record/reports.ts'
import { FaxState, type Phase } from '#app/domain/fax/fax.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { purposeWords, reasonWords, words } from '#app/words/index.ts'
import type { ReportedFax } from '../../store/record/reports.ts'
import { recipientName } from '../../audit/names.ts'
import type { Mark, Piece } from '../render/types.ts'
import type { KindParts } from './kind.ts'

const { reports } = words

export type FaxFacts = {
  readonly row: ReportedFax
  readonly state: FaxState
  readonly outcome: ReportOutcome
  readonly purpose: DisclosurePurpose
  readonly content: DraftContent
  /** Pages that got through, as far as the line says. */
  readonly through: number
}

export function factsOfFax(row: ReportedFax): FaxFacts {
  const state = FaxState.parse(JSON.parse(row.state))
  const content = DraftContent.parse(JSON.parse(row.content))
  const { purpose } = content
  const through = state.phase === 'delivered' ? state.pages : 'pagesSent' in state ? state.pagesSent : 0
  return { row, state, outcome: outcomes[state.phase], purpose: purpose ?? 'not-stated', content, through }
}

const outcomes: Readonly<Record<Phase, ReportOutcome>> = {
  draft: 'under-way',
  held: 'under-way',
  queued: 'under-way',
  submitting: 'under-way',
  accepted: 'under-way',
  sending: 'under-way',
  uncertain: 'uncertain',
  delivered: 'delivered',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** Whether a fax is among what was chosen. */
export function faxFits({ actor, recipient = '', lineId, outcome }: ReportChoice): (fax: FaxFacts) => boolean {
  const begins = recipient.toLowerCase().split(/\s+/).filter(Boolean)
  return ({ row, outcome: its }) =>
    (actor === undefined || row.person_id === actor) &&
    (lineId === undefined || row.line_id === lineId) &&
    (outcome === undefined || its === outcome) &&
    begins.every((word) => isOf(row, word))
}

function isOf({ organisation, department, person, e164 }: ReportedFax, word: string): boolean {
  const digits = word.replaceAll(/[^\d]/g, '')
  if (digits !== '' && e164.includes(digits)) return true
  return `${organisation} ${department} ${person}`
    .toLowerCase()
    .split(/[\s,]+/)
    .some((own) => own.startsWith(word))
}

const marks: Readonly<Partial<Record<ReportOutcome, Mark>>> = {
  delivered: 'ok',
  failed: 'failed',
  uncertain: 'attention',
  'under-way': 'waiting',
  cancelled: 'step',
}

export const purposeOf = (purpose: DisclosurePurpose): string =>
  purpose === 'not-stated' ? reports.notStated : purposeWords[purpose].name

export function faxPiece(fax: FaxFacts, { dates, actors }: Pick<KindParts, 'dates' | 'actors'>): Piece {
  const { row, state, outcome, purpose, through } = fax
  const sentAt = row.sent_at ?? 0
  const mark = marks[outcome]
  const why = state.phase === 'failed' ? reasonWords[state.reason] : ''
  const detail = row.training === 1 ? [why, reports.trainingShort].filter(Boolean).join(' · ') : why
  return {
    is: 'row',
    cells: [
      { text: dates.shortDay(sentAt), detail: dates.second(sentAt) },
      { text: row.reference ?? '' },
      { text: recipientName(row), detail: shownNumber(row.e164) },
      {
        text: purposeOf(purpose),
        ...(row.regarding === '' ? {} : { detail: reports.regarding(row.regarding) }),
      },
      { text: outcome === 'delivered' ? String(row.pages) : reports.pagesThrough(through, row.pages) },
      { text: actors(row.person_id).shortName },
      { text: reports.outcomes[outcome], ...(mark ? { mark } : {}), ...(detail === '' ? {} : { detail }) },
    ],
  }
}

/** The same fax for a table, in codes where those are clearer than words. */
export function cellsOf(fax: FaxFacts, { actors, lineName }: Pick<KindParts, 'actors' | 'lineName'>) {
  const { row, state, outcome, purpose, through } = fax
  const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString())
  return [
    row.reference ?? '',
    iso(row.sent_at),
    row.organisation,
    row.department,
    row.person,
    row.e164,
    row.regarding,
    purpose,
    row.pages,
    through,
    actors(row.person_id).shortName,
    row.line_id === null ? '' : lineName(row.line_id),
    row.training === 1 ? reports.yes : '',
    outcome,
    state.phase === 'failed' ? state.reason : '',
    state.phase === 'delivered' || state.phase === 'failed' ? iso(state.at) : '',
    row.packet_sha256 ?? '',
  ] as const
}
