/**
 * Reports: made from the record and the store, printed by the document service, kept encrypted like any document. What
 * a report says about an entry or a fax is put into words beside this file; how it looks is `render/`.
 */
import type { ReportView } from '#app/contract/audit.ts'
import type { Parsed } from '#app/contract/index.ts'
import { FaxReference, ReportId, makeId, type FaxId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { actorsOf } from '../audit/entries.ts'
import { signCheckpoint } from '../audit/checkpoint.ts'
import type { Verification } from '../audit/verification.ts'
import type { DocumentService } from '../documents/client.ts'
import type { Pdf } from '../documents/service/protocol.ts'
import { actorOf, type Act, type Remark, type Share } from '../door/handler.ts'
import { keepBytes } from '../packet/keep.ts'
import type { Chance } from '../ports.ts'
import { attemptsOf } from '../store/faxes/attempts.ts'
import { insertDocument, insertReport, type ReportRow } from '../store/faxes/documents.ts'
import { putFile } from '../store/engine/put.ts'
import { findFax } from '../store/faxes/faxes.ts'
import type { DocumentFiles } from '../store/files.ts'
import { findPerson } from '../store/people/people.ts'
import { trainedBetween } from '../store/record/reports.ts'
import { practiceSetting, readSetting } from '../store/settings.ts'
import { auditReport } from './audit-report.ts'
import { confirmationReport } from './confirmation-report.ts'
import { reportDates } from './dates.ts'
import { exportRecord, type ExportParts } from './export/export.ts'
import { findKeptReport } from './kept.ts'
import { reportRowsAtMost } from './render/types.ts'
import { chosenEntries } from './subjects.ts'

export type ReportParts = ExportParts & {
  readonly files: DocumentFiles
  readonly documents: Pick<DocumentService, 'auditReport' | 'confirmation'>
  readonly verification: Pick<Verification, 'run'>
  readonly chance: Chance
  /** What a line is called; lines that are no longer there have a name too. */
  readonly lineName: (id: string) => string
}

type Name = 'reports.audit' | 'reports.confirmation' | 'reports.export' | 'reports.save'

export function createReportHandlers(parts: ReportParts): Share<Name> {
  return {
    'reports.audit': (input, act) => makeAuditReport(parts, input, act),
    'reports.confirmation': ({ faxId }, act) => makeConfirmation(parts, faxId, act),
    'reports.export': (input, act) => exportRecord(parts, input, act),
    'reports.save': ({ id }, act) => save(parts, id, act),
  }
}

type AuditInput = Parsed<'reports.audit'>

async function makeAuditReport(parts: ReportParts, input: AuditInput, act: Act): Promise<Outcome<ReportView>> {
  const { store, verification, checkpoints, documents } = parts
  const { from, to, subject, actor } = input
  if (from >= to) return fail({ code: 'invalid', issues: ['to'] })
  const verified = await verification.run()
  const checkpoint = await store.write((tx) => signCheckpoint(tx, checkpoints))
  if (!checkpoint) return notFound
  const range = { from, to, upTo: checkpoint.sequence }
  const entries = await chosenEntries(store.read, range, input, reportRowsAtMost)
  if (!entries) return fail({ code: 'invalid', issues: ['from', 'to'] })
  const dates = reportDates()
  const training = (await trainedBetween(store.read, from, to)) ? words.reports.someTraining : undefined
  const actors = await actorsOf(store.read)
  const about = await frameFacts(parts, act, training)
  const pdf = await documents.auditReport(
    auditReport({ ...about, dates, from, to, subject, actor, entries, actors, verified, checkpoint }),
  )
  if (!pdf.ok) return pdf
  const fileName = words.reports.auditFile(dates.iso(from), dates.iso(to - 1))
  const narrowed = { ...(subject === 'everything' ? {} : { about: subject }), ...(actor ? { of: actor } : {}) }
  const details = { entries: entries.length, from, to, upTo: checkpoint.sequence, ...narrowed }
  return keep(parts, act, { kind: 'audit', fileName, pdf: pdf.value }, { details })
}

async function makeConfirmation(parts: ReportParts, id: FaxId, act: Act): Promise<Outcome<ReportView>> {
  const { store, documents, lineName } = parts
  const fax = await findFax(store.read, id)
  const reference = FaxReference.safeParse(fax?.reference)
  if (!fax || !reference.success || fax.phase === 'draft') return notFound
  const attempts = await attemptsOf(store.read, id)
  const sentBy = (await findPerson(store.read, fax.person_id))?.name ?? words.audit.unknownPerson
  const about = await frameFacts(parts, act, fax.training === 1 ? words.reports.training : undefined)
  const facts = {
    ...about,
    dates: reportDates(),
    fax,
    attempts,
    sentBy,
    lineName: lineName(fax.line_id ?? ''),
    checkpoint: undefined,
  }
  const pdf = await documents.confirmation(confirmationReport(facts))
  if (!pdf.ok) return pdf
  const fileName = words.reports.confirmationFile(reference.data)
  return keep(parts, act, { kind: 'confirmation', fileName, pdf: pdf.value }, { subject: reference.data })
}

const frameFacts = async ({ store }: ReportParts, act: Act, training: string | undefined) => ({
  practice: await readSetting(store.read, practiceSetting),
  madeBy: actorOf(act).name,
  at: act.at,
  training,
})

type Made = { readonly kind: ReportView['kind']; readonly fileName: string; readonly pdf: Pdf }

/** Puts the printed report away, in the transaction of the act, and answers where the page finds it. */
function keep({ files, chance }: ReportParts, act: Act, { kind, fileName, pdf }: Made, remark: Remark) {
  const id = makeId(ReportId, 'report', chance.bytes(10).toString('hex'))
  const by = actorOf(act).personId
  const facts = { kind: 'report', name: fileName, pages: [], by, at: act.at } as const
  return keepBytes({ files, chance }, pdf.bytes, facts, (document) =>
    act.commit(async (tx) => {
      const row: ReportRow = {
        id,
        kind,
        file_name: fileName,
        pages: pdf.pages,
        document_id: document.id,
        at: act.at,
        made_by: by,
      }
      await insertDocument(tx, document)
      await insertReport(tx, row)
      const view: ReportView = { id, kind, fileName, pages: pdf.pages, at: act.at, url: `document/report/${id}` }
      return ok({
        value: view,
        subject: id,
        ...remark,
        details: { pages: pdf.pages, sha256: document.sha256, ...remark.details },
      })
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
