/** The audit report of a date range, as the record that is printed: rows in words, totals, and the checkpoint. */
import type { CheckpointView, ReportSubject, VerificationView } from '#app/contract/audit.ts'
import { AuditOutcome } from '#app/domain/audit.ts'
import { words } from '#app/words/index.ts'
import { detailsOf, type Actors } from '../audit/entries.ts'
import type { EntryRow } from '../store/record/audit.ts'
import { frame, type FrameFacts } from './frame.ts'
import type { AuditReport, Cell, Mark } from './render/types.ts'

export type AuditReportFacts = FrameFacts & {
  /** Epoch ms; `to` is exclusive. */
  readonly from: number
  readonly to: number
  readonly subject: ReportSubject
  /** A person's id, `system` or `nobody`; undefined for everyone. */
  readonly actor: string | undefined
  /** Oldest first. */
  readonly entries: readonly EntryRow[]
  readonly actors: Actors
  readonly verified: VerificationView
  readonly checkpoint: CheckpointView
}

const { reports, audit } = words

export function auditReport(facts: AuditReportFacts): AuditReport {
  const { dates, from, to, entries, subject, actor, actors } = facts
  return {
    ...frame(facts, 'keepRecord'),
    title: reports.auditTitle,
    subtitle: reports.auditPeriod(dates.day(from), dates.day(to - 1), subject === 'everything' && actor === undefined),
    chain: chainState(facts),
    totals: totals(entries),
    filters: [
      { label: reports.filterSubject, value: reports.subjects[subject] },
      { label: reports.filterPerson, value: actor === undefined ? reports.everyone : actors(actor).shortName },
      { label: reports.filterOrder, value: reports.oldestFirst },
      { label: reports.filterZone, value: dates.zone(facts.at) },
    ],
    columns: [
      { label: reports.columns.entry, share: 8, align: 'right' },
      { label: reports.columns.when, share: 14, align: 'left' },
      { label: reports.columns.person, share: 16, align: 'left' },
      { label: reports.columns.action, share: 24, align: 'left' },
      { label: reports.columns.what, share: 26, align: 'left' },
      { label: reports.columns.hash, share: 12, align: 'left' },
    ],
    rows: entries.map((row) => cells(row, facts)),
    nothing: reports.nothing,
    checkpoint: fingerprint(facts),
  }
}

function chainState({ verified, dates }: AuditReportFacts): AuditReport['chain'] {
  const when = dates.minute(verified.at)
  if (verified.result === 'intact') {
    return { mark: 'ok', title: reports.chainIntact(verified.entries), detail: reports.chainIntactNote(when) }
  }
  const { firstBad, why, entries } = verified
  return { mark: 'failed', title: reports.chainBroken(firstBad), detail: audit.brokenNote(why, entries) }
}

function totals(entries: readonly EntryRow[]): AuditReport['totals'] {
  const count = (fits: (row: EntryRow) => boolean): string => entries.filter(fits).length.toLocaleString('en-US')
  const people = new Set(entries.map((row) => row.actor).filter((id) => id.startsWith('person_')))
  const { totals: labels } = reports
  return [
    { label: labels.entries, value: entries.length.toLocaleString('en-US') },
    { label: labels.people, value: String(people.size) },
    { label: labels.sent, value: count(({ action, outcome }) => action === 'faxes.send' && outcome === 'done') },
    { label: labels.delivered, value: count(({ action }) => action === 'fax.delivered') },
    { label: labels.failed, value: count(({ action }) => action === 'fax.failed') },
    { label: labels.refused, value: count(({ outcome }) => outcome === 'refused') },
  ]
}

function cells(row: EntryRow, { dates, actors }: AuditReportFacts): Cell[] {
  const outcome = AuditOutcome.catch('failed').parse(row.outcome)
  const mark = marks[outcome]
  return [
    { text: row.sequence.toLocaleString('en-US') },
    { text: dates.shortDay(row.at), detail: dates.second(row.at) },
    { text: actors(row.actor).shortName },
    { text: line(audit.action(row.action, outcome)), ...(mark ? { mark } : {}) },
    { text: line(audit.what(row.subject, detailsOf(row.details))) },
    { text: row.hash.slice(0, 8) },
  ]
}

const marks: Readonly<Record<AuditOutcome, Mark | undefined>> = {
  done: undefined,
  refused: 'failed',
  failed: 'attention',
}

/** A report's line holds 400 characters. */
const line = (text: string): string => (text.length > 400 ? `${text.slice(0, 399)}…` : text)

function fingerprint({ checkpoint, dates }: AuditReportFacts): AuditReport['checkpoint'] {
  return {
    title: reports.checkpoint,
    facts: [
      { label: reports.checkpointEntry, value: checkpoint.sequence.toLocaleString('en-US') },
      // The signature covers this very number: without it nobody could check it from paper.
      { label: reports.checkpointSigned, value: `${dates.minute(checkpoint.at)} (${checkpoint.at})` },
      { label: reports.checkpointMethod, value: audit.method },
    ],
    codes: [
      { label: reports.hash, value: checkpoint.hash },
      { label: reports.signature, value: checkpoint.signature },
      { label: reports.publicKey, value: checkpoint.publicKey },
    ],
  }
}
