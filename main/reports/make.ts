/** Making a report: from the pieces of its kind to an encrypted file, followed and stopped by whoever asked for it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CheckpointView, VerificationView } from '#app/contract/record/audit.ts'
import { kindsOfFaxes, type ReportChoice, type ReportPaper, type ReportView } from '#app/contract/record/reports.ts'
import { ReportId, makeId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Failure, type Outcome } from '#app/domain/outcome.ts'
import { signCheckpoint } from '../audit/checkpoint.ts'
import { actorsOf } from '../audit/entries.ts'
import { actorOf, type Act, type Actor } from '../door/handler.ts'
import { insertDocument, insertReport } from '../store/faxes/documents.ts'
import { mayOpen } from '../people/work/own-fax.ts'
import { findFaxByReference } from '../store/record/reports.ts'
import { practiceSetting, readSetting, writeSetting } from '../store/settings.ts'
import { reportDates } from './dates.ts'
import { chainStatement, fingerprint, frame } from './frame.ts'
import { keepStream } from './keep.ts'
import { certificate } from './kinds/certificate.ts'
import { disclosureReport } from './kinds/disclosures.ts'
import { entryReport } from './kinds/entries.ts'
import { faxReport } from './kinds/faxes.ts'
import type { KindParts, Report, Row } from './kinds/kind.ts'
import { paperOf, paperSetting } from './paper-setting.ts'
import type { ReportParts } from './parts.ts'
import type { Piece } from './render/types.ts'

/** What every kind is handed. `upTo` keeps later entries out. */
export async function kindParts(parts: ReportParts, choice: ReportChoice, act: Act, upTo: number): Promise<KindParts> {
  const { read } = parts.store
  return {
    read,
    dates: reportDates(),
    actors: await actorsOf(read),
    reader: actorOf(act),
    lineName: parts.lineName,
    upTo,
    breathe: nextTurn,
    choice,
  }
}

/** Why this cannot be asked for by this person, before anything is read or signed. Faults: invalid, forbidden. */
export function refusalOf(choice: ReportChoice, { rights }: Actor): Failure | undefined {
  if (choice.from >= choice.to) return fail({ code: 'invalid', issues: ['to'] })
  if (choice.kind === 'person' && choice.actor === undefined) return fail({ code: 'invalid', issues: ['actor'] })
  if (choice.kind === 'fax' && choice.reference === undefined) return fail({ code: 'invalid', issues: ['reference'] })
  if (kindsOfFaxes.includes(choice.kind) && !rights.includes('fax.read'))
    return fail({ code: 'forbidden', needs: 'fax.read' })
  return undefined
}

/** The report of a choice, its rows not yet read. Faults: invalid, not-found; forbidden, also for a fax one may not open. */
export async function reportOf(parts: ReportParts, kind: KindParts, thumbnails: boolean): Promise<Outcome<Report>> {
  const { choice, reader, read } = kind
  const refusal = refusalOf(choice, reader)
  if (refusal) return refusal
  if (choice.kind === 'faxes') return ok(await faxReport(kind))
  if (choice.kind === 'disclosures') return ok(await disclosureReport(kind))
  if (choice.kind !== 'fax') return ok(await entryReport(kind))
  const fax = await findFaxByReference(read, choice.reference ?? '')
  if (!fax || fax.sent_at === null) return notFound
  const allowed = await mayOpen(read, reader, fax, parts.clock.now())
  if (!allowed.ok) return allowed
  return ok(await certificate({ ...kind, ...parts, fax, thumbnails }))
}

export type Making = {
  readonly kind: ReportView['kind']
  readonly paper: ReportPaper | undefined
  readonly stopped: AbortSignal
  readonly progress: (rows: number, of: number, pages: number) => void
  readonly report: Report
  readonly verified: VerificationView
  readonly checkpoint: CheckpointView
}

/** A checkpoint signed now, and whether the chain holds: what every report is tied to. */
export async function tied({ store, verification, checkpoints }: ReportParts) {
  const verified = await verification.run()
  const checkpoint = await store.write((tx) => signCheckpoint(tx, checkpoints))
  return checkpoint && { verified, checkpoint }
}

/** Prints the report into an encrypted file and enters it with the act. Faults: conflict report-stopped; store. */
export async function printReport(parts: ReportParts, act: Act, making: Making): Promise<Outcome<ReportView>> {
  const { store, printer } = parts
  const { report, kind, stopped } = making
  const by = actorOf(act)
  const paper = making.paper ?? (await paperOf(store.read))
  const facts = await frameFacts(parts, act, making)
  const id = makeId(ReportId, 'report', parts.chance.bytes(10).toString('hex'))
  const name = `${report.fileName}.pdf`
  const print = (write: (bytes: Uint8Array) => Promise<void>): Promise<Outcome<number>> => {
    let rows = 0
    const pieces = piecesOf(making, facts.dates, (done) => (rows += done))
    const progress = (pages: number): void => making.progress(Math.min(rows, report.count), report.count, pages)
    return printer({ frame: { ...frame(facts, report), paper }, pieces, write, stopped, progress })
  }
  return keepStream(parts, { name, added_at: act.at, added_by: by.personId }, print, (document, pages) =>
    act.commit(async (tx) => {
      const { id: documentId, sha256 } = document
      const made = { document_id: documentId, at: act.at, made_by: by.personId }
      await insertDocument(tx, document)
      await insertReport(tx, { id, kind, file_name: name, pages, ...made })
      if (making.paper) await writeSetting(tx, paperSetting, making.paper)
      const view: ReportView = { id, kind, fileName: name, pages, at: act.at, url: `document/report/${id}` }
      return ok({
        value: view,
        subject: id,
        details: { pages, sha256, upTo: making.checkpoint.sequence, ...report.details },
      })
    }),
  )
}

const frameFacts = async ({ store }: ReportParts, act: Act, { report, checkpoint }: Making) => ({
  practice: await readSetting(store.read, practiceSetting),
  madeBy: actorOf(act).name,
  at: act.at,
  training: report.training,
  dates: reportDates(),
  checkpoint,
})

/** Head, table and checkpoint, in handfuls. `printed` hears how many rows each held. */
async function* piecesOf(
  { report, verified, checkpoint }: Making,
  dates: ReturnType<typeof reportDates>,
  printed: (rows: number) => void,
): AsyncGenerator<readonly Piece[]> {
  yield [
    chainStatement(verified, dates),
    ...(report.totals.length > 0 ? [{ is: 'totals', facts: report.totals } as const] : []),
    { is: 'filters', facts: report.filters },
  ]
  yield* report.before()
  yield [{ is: 'table', columns: report.columns }]
  let none = true
  for await (const rows of report.rows()) {
    none &&= rows.length === 0
    printed(rows.length)
    yield rows.map(({ piece }: Row) => piece)
  }
  if (none) yield [{ is: 'text', text: report.nothing }]
  yield [{ is: 'proof', ...fingerprint(checkpoint, dates) }]
}
