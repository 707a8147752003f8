/** What is chosen for a report, as the form holds it, and as it is asked for. Pure. */
import type { Input } from '#app/contract/index.ts'
import {
  DisclosurePurpose,
  leftOutOfAccounting,
  type ReportKind,
  type ReportOutcome,
  type ReportPaper,
} from '#app/contract/record/reports.ts'
import { FaxReference, LineId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { boundsOf, noFilter, type Filter } from '../filter.ts'

export type ReportFormValues = {
  readonly kind: ReportKind
  readonly dates: Filter
  readonly actor: string
  readonly recipient: string
  readonly lineId: string
  readonly outcome: ReportOutcome | ''
  readonly purposes: readonly DisclosurePurpose[]
  readonly reference: string
  readonly thumbnails: boolean
  readonly paper: ReportPaper
}

export const noForm: ReportFormValues = {
  kind: 'everything',
  dates: { ...noFilter, range: 'month' },
  actor: '',
  recipient: '',
  lineId: '',
  outcome: '',
  purposes: DisclosurePurpose.options.filter((purpose) => !leftOutOfAccounting.includes(purpose)),
  reference: '',
  thumbnails: false,
  paper: 'letter',
}

const ofFaxes: readonly ReportKind[] = ['faxes', 'disclosures']
export const faxOutcomes: readonly ReportOutcome[] = ['delivered', 'failed', 'uncertain', 'cancelled', 'under-way']
export const entryOutcomes: readonly ReportOutcome[] = ['done', 'refused', 'failed']

/** Which fields a kind of report takes. */
export const takes = (kind: ReportKind) => ({
  dates: kind !== 'fax',
  person: kind !== 'fax',
  recipient: ofFaxes.includes(kind),
  line: ofFaxes.includes(kind),
  outcome: kind !== 'fax' && kind !== 'disclosures' && kind !== 'reviews',
  purposes: kind === 'disclosures',
  reference: kind === 'fax',
})

export const outcomesOf = (kind: ReportKind): readonly ReportOutcome[] =>
  ofFaxes.includes(kind) ? faxOutcomes : entryOutcomes

export type Choice = Omit<Input<'reports.make'>, 'paper' | 'ticket' | 'thumbnails'>
type Asked = { readonly ok: true; readonly value: Choice } | { readonly ok: false; readonly wrong: string }

const w = words.auditScreen.report

/** The choice as main is asked for it, or what is still missing. */
export function askedOf(form: ReportFormValues, now: number): Asked {
  const { kind } = form
  const field = takes(kind)
  const { from = 0, to = Math.max(now, Date.now()) + 1 } = field.dates ? boundsOf(form.dates, now) : {}
  const reference = FaxReference.safeParse(form.reference.trim().toUpperCase())
  const lineId = LineId.safeParse(form.lineId)
  if (from >= to) return { ok: false, wrong: w.wrongDates }
  if (kind === 'person' && form.actor === '') return { ok: false, wrong: w.whichPerson }
  if (field.reference && !reference.success) return { ok: false, wrong: w.whichFax }
  const known: string[] = [...outcomesOf(kind)]
  return {
    ok: true,
    value: {
      kind,
      from,
      to,
      ...(field.person && form.actor !== '' && { actor: form.actor }),
      ...(field.recipient && form.recipient.trim() !== '' && { recipient: form.recipient }),
      ...(field.line && lineId.success && { lineId: lineId.data }),
      ...(field.outcome && form.outcome !== '' && known.includes(form.outcome) && { outcome: form.outcome }),
      ...(field.purposes && { purposes: [...form.purposes] }),
      ...(field.reference && reference.success && { reference: reference.data }),
    },
  }
}
