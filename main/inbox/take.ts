/**
 * One file of the scanner's folder becomes a scan of the store, whole, or stays where it is. The order is what keeps it:
 * claimed, read, opened by the document service, encrypted, read back and compared, entered, and only then removed.
 */
import { documentLimits, type DocumentRefusal } from '#app/domain/pages/document.ts'
import { DocumentId, makeId, ScanId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { AuditWriter } from '../audit/writer.ts'
import type { DocumentService, Taken } from '../documents/client.ts'
import { sha256Of } from '../digest.ts'
import { keepBytes } from '../packet/keep.ts'
import type { Chance, Clock } from '../ports.ts'
import { insertDocument, type DocumentRow } from '../store/faxes/documents.ts'
import { changeScan, insertScan, readyScans, sameScan, unreadableFrom, type ScanRow } from '../store/faxes/scans.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { Store } from '../store/store.ts'
import { nameAside, type Found, type Place } from './place.ts'
import { fileTrouble } from './trouble.ts'
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
    const ours = choice.removeOriginals ? await place.claim(found, token) : found
    const aside = nameAside(token, found.name)
    if (ours.size > documentLimits.bytesAtMost) return await setAside(parts, place, ours, aside, 'too-large')
    const bytes = await place.read(ours)
    if (!bytes) return { became: 'waiting', why: 'growing' }
    const taken = await parts.documents.take(bytes, { urgency: 'background' })
    if (!taken.ok) {
      if (taken.fault.code !== 'document') return { became: 'waiting', why: 'trouble' }
      const { refusal } = taken.fault
      if (maybeUnfinished.has(refusal) && !choice.givenUp) return { became: 'waiting', why: 'incomplete' }
      return await setAside(parts, place, ours, aside, refusal)
    }
    return await enter(parts, place, ours, bytes, taken.value)
  } catch (error) {
    const why = fileTrouble(error)
    // Gone: another computer was quicker, or the person took the file away.
    return why === 'gone' ? { became: 'gone' } : { became: 'waiting', why }
  }
}

async function enter(parts: TakeParts, place: Place, found: Found, bytes: Uint8Array, taken: Taken): Promise<Took> {
  const { store, files, clock, chance } = parts
  const sha256 = await sha256Of(bytes)
  const known = await sameScan(store.read, sha256, sourceOf(found))
  if (known) {
    // A twin that stays in the folder is remembered, or it would be found for ever.
    if (!found.claimed) await store.write((tx) => insertScan(tx, twinOf(known, parts, found)))
    await letGo(place, found)
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
    if (!(await place.untouched(found))) return fail({ code: 'document', refusal: 'changed-meanwhile' })
    const replaced = {
      shorter: await shorterOf(store, found.name, bytes),
      unread: await unreadRow(store, place, found),
    }
    return insert(parts, row, scanRow(scanId, found, row, sha256, bytes.length), facts.pages.length, replaced)
  })
  if (!kept.ok) return { became: 'waiting', why: kept.fault.code === 'document' ? 'growing' : 'trouble' }
  await letGo(place, found)
  return { became: 'scan' }
}

type Replaced = {
  /** What the scanner had finished of this file before. */
  readonly shorter: ScanRow | undefined
  /** The same file, when it could not be read. */
  readonly unread: ScanRow | undefined
}

/**
 * One transaction: the scan with its entry, which names the scan that it takes the place of. A conflict where another
 * look entered the same meanwhile.
 */
const insert = (
  { store, audit }: TakeParts,
  document: DocumentRow,
  scan: ScanRow,
  pages: number,
  { shorter, unread }: Replaced,
): Promise<Outcome<undefined>> =>
  store.write(async (tx) => {
    if (await sameScan(tx, scan.sha256, scan.source)) return conflict('changed-meanwhile')
    await insertDocument(tx, document)
    await insertScan(tx, scan)
    const { id, bytes, sha256 } = document
    const details = { document: id, pages, bytes, sha256, ...(shorter ? { inPlaceOf: shorter.id } : {}) }
    await audit.append(tx, { actor: 'system', action: 'scan.taken-in', subject: scan.id, details })
    const over = { state: 'discarded', changed_at: scan.added_at } as const
    for (const one of [shorter, unread]) if (one) await changeScan(tx, one.id, over)
    return ok(undefined)
  })

/** Removes the scanner's file, if it was ours to remove and is still what was read: what was added since is kept. */
async function letGo(place: Place, found: Found): Promise<void> {
  if (found.claimed && (await place.untouched(found))) await place.remove(found)
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

/** The row of a file that has the same bytes as a known scan: nothing to see, nothing to take in. */
const twinOf = (known: ScanRow, { chance, clock }: TakeParts, found: Found): ScanRow => ({
  ...known,
  id: makeId(ScanId, 'scan', chance.bytes(10).toString('hex')),
  document_id: null,
  name: found.name,
  state: 'discarded',
  source: sourceOf(found),
  added_at: clock.now(),
  changed_at: clock.now(),
})

/** What was written is what was meant, proved by reading it: only then may the scanner's file go. */
async function readsBack(files: DocumentFiles, row: DocumentRow): Promise<boolean> {
  const back = row.key ? await files.read(DocumentId.parse(row.id), row.key) : undefined
  return back?.ok === true && (await sha256Of(back.value)) === row.sha256
}

/** A scan of the same name that this file begins with: the scanner added pages after we had taken it. */
async function shorterOf({ read }: Store, name: string, bytes: Uint8Array): Promise<ScanRow | undefined> {
  const ready = await readyScans(read)
  for (const scan of ready.filter((one) => one.name === name && one.bytes < bytes.length)) {
    if ((await sha256Of(bytes.subarray(0, scan.bytes))) === scan.sha256) return scan
  }
  return undefined
}

/**
 * The row of this very file from when it could not be read: its move was cut short, or it is being tried again. A row
 * whose own file lies aside is of another file like it.
 */
async function unreadRow({ read }: Store, place: Place, found: Found): Promise<ScanRow | undefined> {
  const rows = await unreadableFrom(read, sourceOf(found))
  const there = rows.length > 0 ? await place.asideNames() : new Set<string>()
  return rows.find(({ aside }) => aside === null || !there.has(aside))
}

/** The row first, then the move: whatever ends in between, the list has the file, and the next look moves it. */
async function setAside(
  parts: TakeParts,
  place: Place,
  found: Found,
  name: string,
  refusal: DocumentRefusal,
): Promise<Took> {
  const before = await unreadRow(parts.store, place, found)
  const aside = found.claimed ? (before?.aside ?? name) : null
  await listUnreadable(parts, found, before, { aside, refusal })
  if (aside !== null) await place.setAside(found, aside)
  return { became: 'aside' }
}

async function listUnreadable(
  { store, audit, clock, chance }: TakeParts,
  found: Found,
  before: ScanRow | undefined,
  fresh: Pick<ScanRow, 'aside'> & { readonly refusal: DocumentRefusal },
): Promise<void> {
  const at = clock.now()
  if (before) return store.write((tx) => changeScan(tx, before.id, { state: 'unreadable', changed_at: at, ...fresh }))
  const id = makeId(ScanId, 'scan', chance.bytes(10).toString('hex'))
  const facts = { document_id: null, name: found.name, sha256: '', bytes: found.size, source: sourceOf(found) }
  await store.write(async (tx) => {
    await insertScan(tx, { id, ...facts, ...fresh, state: 'unreadable', added_at: at, changed_at: at })
    const details = { refusal: fresh.refusal, bytes: found.size }
    await audit.append(tx, { actor: 'system', action: 'scan.set-aside', subject: id, details })
  })
}
