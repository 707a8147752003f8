/**
 * One received fax, from "the line has it" to "we have it": fetched, opened by the document service, encrypted, read
 * back and compared, entered, and only then removed at the line. What cannot be read stays at the line.
 */
import type { DocumentRefusal } from '#app/domain/pages/document.ts'
import { DocumentId } from '#app/domain/ids.ts'
import { fail, ok } from '#app/domain/outcome.ts'
import type { EngineAction } from '#app/domain/record/audit.ts'
import type { AuditWriter } from '../audit/writer.ts'
import { sha256Of } from '../digest.ts'
import type { DocumentService, Taken } from '../documents/client.ts'
import type { Line } from '../lines/line.ts'
import { keepBytes } from '../packet/keep.ts'
import type { Chance, Clock } from '../ports.ts'
import { insertDocument, type DocumentRow } from '../store/faxes/documents.ts'
import { changeReceived, findReceived, type ReceivedRow } from '../store/faxes/received.ts'
import type { DocumentFiles } from '../store/files.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { receivingSetting } from './setting.ts'

export type FetchParts = {
  readonly store: Store
  readonly files: DocumentFiles
  readonly audit: AuditWriter
  readonly documents: Pick<DocumentService, 'take'>
  readonly clock: Pick<Clock, 'now'>
  readonly chance: Chance
}

/** Fetches one that is expected. Answers whether it changed; without an answer of the line it is left as it is. */
export async function fetchReceived(parts: FetchParts, line: Line, row: ReceivedRow): Promise<boolean> {
  const content = await line.content(row.provider_id)
  if (content === undefined) return false
  if (content === 'gone') return settle(parts, row, { state: 'gone', line_copy: 'removed' }, 'received.gone')
  const taken = await parts.documents.take(content, { urgency: 'background' })
  if (taken.ok) return keep(parts, line, row, taken.value)
  // Anything but a refusal, and a service that was stopped, says nothing about the fax.
  if (taken.fault.code !== 'document' || taken.fault.refusal === 'called-off') return false
  const { refusal } = taken.fault
  return settle(parts, row, { state: 'unreadable', refusal }, 'received.unreadable')
}

type Settled =
  | { readonly state: 'gone'; readonly line_copy: 'removed' }
  | { readonly state: 'unreadable'; readonly refusal: DocumentRefusal }

const settle = ({ store, audit }: FetchParts, row: ReceivedRow, change: Settled, action: EngineAction) =>
  store.write(async (tx) => {
    if ((await findReceived(tx, row.id))?.state !== 'expected') return false
    await changeReceived(tx, row.id, change)
    const details = { line: row.line_id, ...('refusal' in change ? { refusal: change.refusal } : {}) }
    await audit.append(tx, { actor: 'system', action, subject: row.id, details })
    return true
  })

async function keep(parts: FetchParts, line: Line, row: ReceivedRow, { bytes, inspection }: Taken): Promise<boolean> {
  const { store, files, audit, clock, chance } = parts
  const pages = inspection.pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt }))
  const facts = { kind: 'original', name: `${row.id}.pdf`, pages, by: 'system', at: clock.now() } as const
  const kept = await keepBytes({ files, chance }, bytes, facts, async (document) => {
    if (!(await readsBack(files, document))) return fail({ code: 'store', kind: 'damaged' })
    const entered = await store.write(async (tx) => {
      if ((await findReceived(tx, row.id))?.state !== 'expected') return false
      await insertDocument(tx, document)
      const removes = line.removeReceived !== undefined && (await readSetting(tx, receivingSetting)).removeAtLine
      await changeReceived(tx, row.id, {
        state: 'kept',
        refusal: null,
        document_id: document.id,
        pages: pages.length,
        line_copy: removes ? 'to-remove' : 'there',
      })
      const details = { line: row.line_id, document: document.id, pages: pages.length, sha256: document.sha256 }
      await audit.append(tx, { actor: 'system', action: 'received.taken-in', subject: row.id, details })
      return true
    })
    return entered ? ok({}) : fail({ code: 'not-found' })
  })
  if (!kept.ok) return false
  const now = await findReceived(store.read, row.id)
  if (now?.line_copy === 'to-remove') await removeAtLine(parts, line, now)
  return true
}

/** What was written is what was meant, proved by reading it: only then may the line's copy go. */
async function readsBack(files: DocumentFiles, row: DocumentRow): Promise<boolean> {
  const back = row.key ? await files.read(DocumentId.parse(row.id), row.key) : undefined
  return back?.ok === true && (await sha256Of(back.value)) === row.sha256
}

/** Tells the line to forget one that is kept here. Answers whether it did; without an answer it is asked again. */
export async function removeAtLine({ store, audit }: FetchParts, line: Line, row: ReceivedRow): Promise<boolean> {
  const became = (await line.removeReceived?.(row.provider_id)) ?? 'refused'
  if (became === 'no-answer') return false
  const copy = became === 'refused' ? 'stays' : 'removed'
  await store.write(async (tx) => {
    await changeReceived(tx, row.id, { line_copy: copy })
    const details = { line: row.line_id, became }
    const outcome = became === 'refused' ? 'refused' : 'done'
    await audit.append(tx, { actor: 'system', action: 'received.removed-at-line', subject: row.id, outcome, details })
  })
  return true
}
