/**
 * Verification: reads the chain in order and names the first entry that does not hold. It works in slices, so that it
 * can be watched and stopped, and judges the chain as it stood when it began: what is appended meanwhile comes next time.
 * It never writes.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { VerificationAnswer, VerificationView } from '#app/contract/record/audit.ts'
import { firstPrevious } from '#app/domain/record/audit.ts'
import type { Clock } from '../../ports.ts'
import type { ChainHead, CheckpointRow, EntryRow, RememberedHead } from '../../store/record/audit.ts'
import type { Seal } from '../checkpoint.ts'
import { canonicalOfRow, headText, type Proof } from '../proof.ts'
import { genuine, signedHeads } from './signed-heads.ts'

export type VerifyParts = {
  readonly proof: Proof
  readonly signer: Seal
  readonly clock: Clock
  /** Milliseconds that only go forward, for measuring. */
  readonly elapsed: () => number
}

/** The record as it is read: from the store, or from rows at hand. Ascending, `limit` rows at most. */
export type RecordSource = {
  /** Those after entry `after`, or from whichever is first. */
  readonly entriesAfter: (after: number | undefined, limit: number) => Promise<readonly EntryRow[]>
  readonly checkpointsAfter: (after: number, limit: number) => Promise<readonly CheckpointRow[]>
  readonly latestCheckpoint: () => Promise<CheckpointRow | undefined>
  readonly lastEntry: () => Promise<ChainHead | undefined>
  readonly rememberedHead: () => Promise<RememberedHead | 'unreadable' | undefined>
}

/** Who looks on: told of each slice, and asked whether to go on. */
export type Watch = {
  readonly seen: (entries: number, of: number) => void
  readonly stopped: () => boolean
}

export type Break = { readonly firstBad: number; readonly why: Extract<VerificationView, { result: 'broken' }>['why'] }

/** `end` is the last entry of an intact chain: a witness for the next time. */
export type Verified = { readonly view: VerificationAnswer; readonly end: ChainHead | undefined }

/** Entries read at a time: a slice takes about 6 ms, and its rows are gone before they grow old in memory. */
const slice = 800

const origin: ChainHead = Object.freeze({ sequence: 0, hash: firstPrevious })

const unwatched: Watch = Object.freeze({ seen: () => undefined, stopped: () => false })

/**
 * Verifies the whole chain.
 * @param witness an entry known to have been in the chain, from an earlier verification
 * @returns `intact`, or the first bad entry and why. `changed`: it differs from what was hashed. `missing`: it is not
 * there, but later ones are. `not-ours`: written, or signed, without our keys. `cut-off`: the chain ends before an
 * entry that was there. `entries` are those that hold. `stopped`: the one who watches had it end early.
 */
export const verifyChain = (
  parts: VerifyParts,
  source: RecordSource,
  witness?: ChainHead,
  watch: Watch = unwatched,
): Promise<Verified> =>
  timed(parts, async () => walk(parts, source, { from: origin, end: await endOf(parts, source, witness), watch }))

/**
 * Verifies from the last checkpoint on, and never more than the newest `atMost` entries, taking the one before them at
 * its word: quick enough for every start.
 */
export const verifyTail = (parts: VerifyParts, source: RecordSource, atMost: number): Promise<Verified> =>
  timed(parts, async () => {
    const signed = (await source.latestCheckpoint())?.sequence ?? 0
    const end = await endOf(parts, source, undefined)
    const start = Math.max(0, end.last - atMost, Math.min(signed, end.last) - 1)
    if (start === 0) return walk(parts, source, { from: origin, end, watch: unwatched })
    const [anchor] = await source.entriesAfter(start - 1, 1)
    if (anchor?.sequence !== start) return { head: origin, entries: 0, broken: { firstBad: start, why: 'missing' } }
    return walk(parts, source, { from: anchor, end, watch: unwatched })
  })

type Walked = { readonly head: ChainHead; readonly entries: number; readonly broken: Break | 'stopped' | undefined }

async function timed({ clock, elapsed }: VerifyParts, work: () => Promise<Walked>): Promise<Verified> {
  const began = elapsed()
  const { head, entries, broken } = await work()
  const about = { entries, at: clock.now(), tookMs: elapsed() - began }
  if (broken === 'stopped') return { view: { result: 'stopped', ...about }, end: undefined }
  if (broken) return { view: { result: 'broken', ...broken, ...about }, end: undefined }
  return { view: { result: 'intact', ...about }, end: head }
}

/** Where the chain ends now, what it must contain, and what is wrong with its end. */
type End = { readonly last: number; readonly known: readonly ChainHead[]; readonly broken: Break | undefined }

async function endOf(
  { proof, signer }: VerifyParts,
  source: RecordSource,
  witness: ChainHead | undefined,
): Promise<End> {
  // In this order: an entry appended between two of these reads must not look like one that was cut off.
  const kept = await source.rememberedHead()
  const checkpoint = await source.latestCheckpoint()
  const last = (await source.lastEntry())?.sequence ?? 0
  if (checkpoint && !genuine(signer, checkpoint))
    return { last, known: [], broken: { firstBad: checkpoint.sequence, why: 'not-ours' } }
  const forged =
    kept === undefined ? last > 0 : kept === 'unreadable' || proof.mac(headText(kept.sequence, kept.hash)) !== kept.mac
  if (forged || kept === 'unreadable')
    return { last, known: [], broken: { firstBad: Math.max(last, 1), why: 'not-ours' } }
  const known = [kept, checkpoint, witness].filter((head) => head !== undefined)
  const short = known.some((head) => head.sequence > last)
  return { last, known, broken: short ? { firstBad: last + 1, why: 'cut-off' } : undefined }
}

type Way = { readonly from: ChainHead; readonly end: End; readonly watch: Watch }

/** From the entry after `from` to the end. A bad entry comes before a bad end. */
async function walk(parts: VerifyParts, source: RecordSource, { from, end, watch }: Way): Promise<Walked> {
  const signed = signedHeads(parts.signer, source, from.sequence)
  const stopped = (head: ChainHead, broken: Walked['broken']): Walked => ({
    head,
    entries: head.sequence - from.sequence,
    broken,
  })
  let head = from
  // Numbers begin at 1; whatever stands before them was put there by someone else, so the first read has no bound.
  let after = from.sequence === 0 ? undefined : from.sequence
  for (;;) {
    const rows = (await source.entriesAfter(after, slice)).filter((row) => row.sequence <= end.last)
    for (const row of rows) {
      const why = fault(row, head, parts.proof)
      if (why) return stopped(head, { firstBad: why === 'missing' ? head.sequence + 1 : row.sequence, why })
      head = row
    }
    const foreign = Math.min(foreignAmong(rows, end.known), await signed.foreignAmong(rows))
    if (foreign < Infinity) return stopped({ ...head, sequence: foreign - 1 }, { firstBad: foreign, why: 'not-ours' })
    if (rows.length < slice) return stopped(head, (await untold(signed, head)) ?? end.broken)
    after = head.sequence
    watch.seen(head.sequence - from.sequence, end.last - from.sequence)
    if (watch.stopped()) return stopped(head, 'stopped')
    await nextTurn()
  }
}

async function untold(signed: ReturnType<typeof signedHeads>, head: ChainHead): Promise<Break | undefined> {
  const firstBad = await signed.untold(head.sequence)
  return firstBad < Infinity ? { firstBad, why: 'not-ours' } : undefined
}

/** Why this row cannot follow `head`, or undefined. */
function fault(row: EntryRow, head: ChainHead, { hash, mac }: Proof): Break['why'] | undefined {
  if (row.sequence !== head.sequence + 1) return row.sequence > head.sequence ? 'missing' : 'not-ours'
  if (typeof row.details !== 'string' || row.previous !== head.hash) return 'changed'
  if (hash(canonicalOfRow(row, head.hash)) !== row.hash) return 'changed'
  // A chain made again by somebody without our key fits itself, but not this.
  return mac(row.hash) === row.mac ? undefined : 'not-ours'
}

/** The first of these consecutive rows that differs from what is known of it; Infinity when none does. */
function foreignAmong(rows: readonly EntryRow[], known: readonly ChainHead[]): number {
  const first = rows[0]?.sequence ?? 0
  const differing = known.filter(({ sequence, hash }) => (rows[sequence - first]?.hash ?? hash) !== hash)
  return Math.min(...differing.map(({ sequence }) => sequence))
}
