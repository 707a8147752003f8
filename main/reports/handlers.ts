/**
 * Reports: made from the record and the store, printed in a thread, kept encrypted like any document. What a kind of
 * report says is `kinds/`; how it looks is `render/`; how it leaves the house is `export/`.
 */
import type { Parsed } from '#app/contract/index.ts'
import type { ReportView } from '#app/contract/record/reports.ts'
import { FaxReference, ReportId, makeId, type FaxId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { actorsOf } from '../audit/entries.ts'
import { readContent } from '../packet/content.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import { keepBytes } from '../packet/keep.ts'
import { mayOpen } from '../people/work/own-fax.ts'
import { putFile } from '../store/engine/put.ts'
import { attemptsOf } from '../store/faxes/attempts.ts'
import { insertDocument, insertReport } from '../store/faxes/documents.ts'
import { findFax } from '../store/faxes/faxes.ts'
import { findPerson, listPeople } from '../store/people/people.ts'
import { practiceSetting, readSetting } from '../store/settings.ts'
import { reportDates } from './dates.ts'
import { exportChoice } from './export/export.ts'
import { findKeptReport } from './kept.ts'
import { confirmationReport } from './kinds/confirmation.ts'
import { groundsFacts } from './kinds/grounds.ts'
import { qualitySent } from './kinds/went.ts'
import { reviewReport } from './kinds/review.ts'
import { kindParts, printReport, refusalOf, reportOf, tied } from './make.ts'
import { paperOf } from './paper-setting.ts'
import type { ReportParts } from './parts.ts'

type Name =
  | 'reports.choices'
  | 'reports.make'
  | 'reports.stop'
  | 'reports.review'
  | 'reports.confirmation'
  | 'reports.export'
  | 'reports.save'

export function createReportHandlers(parts: ReportParts): Share<Name> {
  const making = new Map<string, AbortController>()
  return {
    'reports.choices': async (_input, act) => choices(parts, act),
    'reports.make': (input, act) => make(parts, making, input, act),
    'reports.stop': async ({ ticket }, act) => {
      const report = making.get(ticket)
      report?.abort()
      act.about({ details: { stopped: report !== undefined } })
      return ok({ stopped: report !== undefined })
    },
    'reports.review': (input, act) => review(parts, input, act),
    'reports.confirmation': ({ faxId }, act) => makeConfirmation(parts, faxId, act),
    'reports.export': (input, act) => exportChoice(parts, input, act),
    'reports.save': ({ id }, act) => save(parts, id, act),
  }
}

async function choices({ store: { read }, lines }: ReportParts, act: Act) {
  const people = (await listPeople(read)).map(({ id, short_name }) => ({ id, name: short_name }))
  return ok({
    people: [...people, { id: 'system', name: words.audit.system }, { id: 'nobody', name: words.audit.nobody }],
    lines: lines.map(({ id, name }) => ({ id, name })),
    paper: await paperOf(read),
    zone: reportDates().zone(act.at),
  })
}

async function make(
  parts: ReportParts,
  making: Map<string, AbortController>,
  { paper, ticket, thumbnails, ...choice }: Parsed<'reports.make'>,
  act: Act,
): Promise<Outcome<ReportView>> {
  const refusal = refusalOf(choice, actorOf(act))
  if (refusal) return refusal
  const stop = new AbortController()
  if (ticket !== undefined) making.set(ticket, stop)
  try {
    const ties = await tied(parts)
    if (!ties) return notFound
    const kind = await kindParts(parts, choice, act, ties.checkpoint.sequence)
    const report = await reportOf(parts, kind, thumbnails)
    if (!report.ok) return report
    if (stop.signal.aborted) return conflict('report-stopped')
    const progress = (rows: number, of: number, pages: number): void => {
      if (ticket !== undefined) parts.publish({ name: 'report.progress', payload: { ticket, rows, of, pages } })
    }
    const about = { kind: choice.kind, paper, report: report.value, stopped: stop.signal, progress }
    return await printReport(parts, act, { ...about, ...ties })
  } finally {
    if (ticket !== undefined) making.delete(ticket)
  }
}

/** The door has asked the reviewer to prove who they are: a review under somebody else's name is none. */
async function review(
  parts: ReportParts,
  { from, to, finding, note, paper }: Parsed<'reports.review'>,
  act: Act,
): Promise<Outcome<ReportView>> {
  const choice = { kind: 'everything', from, to } as const
  const refusal = refusalOf(choice, actorOf(act))
  if (refusal) return refusal
  const ties = await tied(parts)
  if (!ties) return notFound
  const kind = await kindParts(parts, choice, act, ties.checkpoint.sequence)
  const report = await reviewReport({ ...kind, finding, note })
  const stopped = new AbortController().signal
  return printReport(parts, act, { kind: 'review', paper, report, stopped, progress: () => undefined, ...ties })
}

async function makeConfirmation(parts: ReportParts, id: FaxId, act: Act): Promise<Outcome<ReportView>> {
  const { store, documents, lineName, lines, files, chance } = parts
  const fax = await findFax(store.read, id)
  const reference = FaxReference.safeParse(fax?.reference)
  if (!fax || !reference.success || fax.phase === 'draft') return notFound
  const by = actorOf(act)
  const allowed = await mayOpen(store.read, by, fax, act.at)
  if (!allowed.ok) return allowed
  const actors = await actorsOf(store.read)
  const attempts = await attemptsOf(store.read, id)
  const printed = confirmationReport({
    practice: await readSetting(store.read, practiceSetting),
    madeBy: by.name,
    at: act.at,
    training: fax.training === 1 ? words.reports.training : undefined,
    dates: reportDates(),
    fax,
    attempts,
    sentBy: (await findPerson(store.read, fax.person_id))?.name ?? words.audit.unknownPerson,
    lineName,
    quality: qualitySent(fax, attempts, lines),
    grounds: await groundsFacts(store.read, fax, readContent(fax.content), {
      dates: reportDates(),
      nameOf: (id) => actors(id).shortName,
    }),
    checkpoint: undefined,
  })
  const pdf = await documents.confirmation({ ...printed, paper: await paperOf(store.read) })
  if (!pdf.ok) return pdf
  const { bytes, pages } = pdf.value
  const report = makeId(ReportId, 'report', chance.bytes(10).toString('hex'))
  const fileName = words.reports.confirmationFile(reference.data)
  const facts = { kind: 'report', name: fileName, pages: [], by: by.personId, at: act.at } as const
  return keepBytes({ files, chance }, bytes, facts, (document) =>
    act.commit(async (tx) => {
      const made = { document_id: document.id, at: act.at, made_by: by.personId }
      await insertDocument(tx, document)
      await insertReport(tx, { id: report, kind: 'confirmation', file_name: fileName, pages, ...made })
      const url = `document/report/${report}`
      const value: ReportView = { id: report, kind: 'confirmation', fileName, pages, at: act.at, url }
      return ok({ value, subject: reference.data, details: { pages, sha256: document.sha256 } })
    }),
  )
}

/** Writes the PDF where the person says, readable by nobody else's account; half a file is never left behind. */
async function save(
  { store, files, askWhereToSave }: ReportParts,
  id: ReportId,
  act: Act,
): Promise<Outcome<{ saved: boolean }>> {
  const report = await findKeptReport({ read: store.read, files }, id, actorOf(act))
  if (!report.ok) return report
  const place = await askWhereToSave(report.value.fileName)
  if (place !== undefined) await putFile(place, report.value.bytes)
  const saved = place !== undefined
  act.about({ subject: id, details: { saved } })
  return ok({ saved })
}
