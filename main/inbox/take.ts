/**
 * One file of the scanner's folder becomes a scan of the store, whole, or stays where it is. The order is what keeps it:
 * claimed, read, opened by the document service, encrypted, read back and compared, entered, and only then removed.
 */
import { createHash } from 'node:crypto'
import { documentLimits, type DocumentRefusal } from '#app/domain/pages/document.ts'
import { DocumentId, makeId, ScanId } from '#app/domain/ids.ts'
import { fail, ok } from '#app/domain/outcome.ts'
import type { AuditWriter } from '../audit/writer.ts'
import type { DocumentService, Taken } from '../documents/client.ts'
import { keepBytes } from '../packet/keep.ts'
import type { Chance, Clock } from '../ports.ts'
import { insertDocument, type DocumentRow } from '../store/faxes/documents.ts'
import { changeScan, insertScan, readyScans, sameScan, type ScanRow } from '../store/faxes/scans.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { Store } from '../store/store.ts'
import type { Found, Place } from './place.ts'
import type { WaitsFor } from '#app/contract/desk/scans.ts'
import { sourceOf } from './waiting.ts'

export type TakeParts = {
  readonly store: Store
  readonly files: DocumentFiles
  readonly audit: AuditWriter
  readonly documents: Pick<DocumentService, 'take'>
  readonly clock: Pick<Clock, 'now'>
  readonly chance: Chance
}

export type Took =
  | { readonly became: 'scan' | 'known' | 'aside' | 'gone' }
  /** It stays where it is, and is tried again. */
  | { readonly became: 'waiting'; readonly why: WaitsFor }

/** Refusals that another try may answer differently: the rest of the file may be on its way. */
const maybeUnfinished: ReadonlySet<DocumentRefusal> = new Set([
  'empty',
  'not-a-pdf',
  'unknown-kind',
  'damaged',
  'no-pages',
  'crashed',
  'took-too-long',
  'called-off',
])

export type TakeChoice = {
  /** Whether the scanner's own file goes once its encrypted copy is known to be good. */
  readonly removeOriginals: boolean
  /** Whether a file that cannot be read has had its time. */
  readonly givenUp: boolean
}

/** Takes one settled file in. Throws what is a bug; what the disk or the scanner does is an answer. */
export async function take(parts: TakeParts, place: Place, found: Found, choice: TakeChoice): Promise<Took> {
  try {
    const token = parts.chance.bytes(6).toString('hex')
    const claimed = choice.removeOriginals ? await place.claim(found, token) : found
    if (claimed.size > documentLimits.bytesAtMost) return await setAside(parts, place, claimed, token, 'too-large')
    const bytes = await place.read(claimed)
    if (!bytes) return { became: 'waiting', why: 'growing' }
    const taken = await parts.documents.take(bytes, { urgency: 'background' })
    if (!taken.ok) {
      if (taken.fault.code !== 'document') return { became: 'waiting', why: 'trouble' }
      const { refusal } = taken.fault
      if (maybeUnfinished.has(refusal) && !choice.givenUp) return { became: 'waiting', why: 'incomplete' }
      return await setAside(parts, place, claimed, token, refusal)
    }
    return await enter(parts, place, claimed, bytes, taken.value, choice.removeOriginals)
  } catch (error) {
    return waitsFor(error)
  }
}

async function enter(
  parts: TakeParts,
  place: Place,
  found: Found,
  bytes: Uint8Array,
  taken: Taken,
  removed: boolean,
): Promise<Took> {
  const { store, files, audit, clock, chance } = parts
  const sha256 = sha256Of(bytes)
  const known = await sameScan(store.read, sha256, sourceOf(found))
  if (known) {
    if (removed) await place.remove(found)
    return { became: 'known' }
  }
  const facts = {
    kind: 'original',
    name: found.name,
    pages: taken.inspection.pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })),
    by: 'system',
    at: clock.now(),
  } as const
  const scanId = makeId(ScanId, 'scan', chance.bytes(10).toString('hex'))
  const kept = await keepBytes({ files, chance }, taken.bytes, facts, async (row) => {
    if (!(await readsBack(files, row))) return fail({ code: 'store', kind: 'damaged' })
    if (!(await place.untouched(found))) return ok('growing' as const)
    const shorter = await shorterOf(store, found.name, bytes)
    await store.write(async (tx) => {
      await insertDocument(tx, row)
      await insertScan(tx, scanRow(scanId, found, row, sha256, bytes.length))
      const details = { document: row.id, pages: facts.pages.length, bytes: row.bytes, sha256: row.sha256 }
      await audit.append(tx, { actor: 'system', action: 'scan.taken-in', subject: scanId, details })
      if (shorter) await changeScan(tx, shorter.id, { state: 'discarded', changed_at: facts.at })
    })
    return ok('entered' as const)
  })
  if (!kept.ok) return { became: 'waiting', why: 'trouble' }
  if (kept.value === 'growing') return { became: 'waiting', why: 'growing' }
  if (removed) await place.remove(found)
  return { became: 'scan' }
}

function scanRow(id: ScanId, found: Found, row: DocumentRow, sha256: string, bytes: number): ScanRow {
  const { name } = found
  const at = row.added_at
  const state = 'ready'
  return {
    id,
    document_id: row.id,
    name,
    sha256,
    bytes,
    state,
    refusal: null,
    aside: null,
    source: sourceOf(found),
    added_at: at,
    changed_at: at,
  }
}

/** What was written is what was meant, proved by reading it: only then may the scanner's file go. */
async function readsBack(files: DocumentFiles, row: DocumentRow): Promise<boolean> {
  const back = row.key ? await files.read(DocumentId.parse(row.id), row.key) : undefined
  return back?.ok === true && sha256Of(back.value) === row.sha256
}

/** A scan of the same name that this file begins with: the scanner added pages after we had taken it. */
async function shorterOf({ read }: Store, name: string, bytes: Uint8Array): Promise<ScanRow | undefined> {
  const ready = await readyScans(read)
  return ready.find(
    (scan) =>
      scan.name === name && scan.bytes < bytes.length && sha256Of(bytes.subarray(0, scan.bytes)) === scan.sha256,
  )
}

async function setAside(
  { store, audit, clock, chance }: TakeParts,
  place: Place,
  found: Found,
  token: string,
  refusal: DocumentRefusal,
): Promise<Took> {
  const at = clock.now()
  const id = makeId(ScanId, 'scan', chance.bytes(10).toString('hex'))
  const aside = found.claimed ? await place.setAside(found, token) : null
  const row = {
    id,
    document_id: null,
    name: found.name,
    sha256: '',
    bytes: found.size,
    state: 'unreadable',
    refusal,
    aside,
    source: sourceOf(found),
    added_at: at,
    changed_at: at,
  } as const
  await store.write(async (tx) => {
    await insertScan(tx, row)
    const details = { refusal, bytes: found.size }
    await audit.append(tx, { actor: 'system', action: 'scan.set-aside', subject: id, details })
  })
  return { became: 'aside' }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const codes: readonly (readonly [RegExp, WaitsFor])[] = [
  [/^(EBUSY|ETXTBSY|EPERM|EAGAIN)$/, 'busy'],
  [/^(EACCES|EROFS)$/, 'no-access'],
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)$/, 'disk-full'],
  [/^(SQLITE_|E[A-Z]+$)/, 'trouble'],
]

/** What the disk said, as a reason to wait; thrown on when it is none of the disk's words. */
function waitsFor(error: unknown): Took {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  // Another computer was quicker, or the person took the file away.
  if (code === 'ENOENT') return { became: 'gone' }
  const why = codes.find(([pattern]) => code !== undefined && pattern.test(code))?.[1]
  if (!why) throw error
  return { became: 'waiting', why }
}
