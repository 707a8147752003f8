/**
 * Random mutations of a chain of ten thousand entries, each judged by the whole verification from the first
 * entry on, over rows at hand instead of a file. Every hash is made anew; only HMACs of hashes that the chain holds are
 * remembered, as a pure function's answers may be. The kinds take turns, so every one of them is there however few are
 * made: the suite makes 600, and `FAXDESK_MUTATIONS=10000` in the environment makes all ten thousand (a quarter of an
 * hour on one core).
 */
import { beforeAll, expect, test } from 'vitest'
import { checkpointText } from '#app/domain/record/audit.ts'
import { checkpointDetails, createSigner } from '#main/audit/checkpoint.ts'
import { canonicalOfRow, detailsText, headText, proofWith, type Proof } from '#main/audit/proof.ts'
import { sourceIn } from '#main/audit/verify/source.ts'
import { verifyChain, type RecordSource, type VerifyParts } from '#main/audit/verify/verify.ts'
import type { ChainHead, CheckpointRow, EntryRow, RememberedHead } from '#main/store/record/audit.ts'
import { fillChain } from '#test/bench/audit/chain.ts'
import { givenKey, givenRecord } from '#test/given/record.ts'

const length = 10_000
const times = Number(process.env['FAXDESK_MUTATIONS'] ?? 600)
const seed = 20260414

type Kept = {
  readonly entries: readonly EntryRow[]
  readonly checkpoints: readonly CheckpointRow[]
  readonly head: RememberedHead
}

let whole: Kept
let end: ChainHead
let parts: VerifyParts

beforeAll(async () => {
  const record = await givenRecord()
  fillChain({ file: record.file, key: givenKey(1), proof: record.parts.proof, signer: record.signer }, length)
  const source = sourceIn(record.store.read)
  const head = await source.rememberedHead()
  if (!head || head === 'unreadable') throw new Error('no head')
  whole = {
    entries: await source.entriesAfter(undefined, length),
    checkpoints: await source.checkpointsAfter(0, length),
    head,
  }
  end = { sequence: head.sequence, hash: head.hash }
  parts = { ...record.parts, proof: remembering(record.parts.proof) }
  await record.close()
})

function remembering({ hash, mac }: Proof): Proof {
  const known = new Map(whole.entries.map((row) => [row.hash, mac(row.hash)]))
  return { hash, mac: (text) => known.get(text) ?? mac(text) }
}

/** Rows as a store would give them: by number, whatever order they are kept in. */
function sourceOver({ entries, checkpoints, head }: Kept): RecordSource {
  const after = <T extends { readonly sequence: number }>(rows: readonly T[], bound: number, limit: number) => {
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((rows[middle]?.sequence ?? Infinity) <= bound) low = middle + 1
      else high = middle
    }
    return rows.slice(low, low + limit)
  }
  return {
    entriesAfter: async (bound, limit) => after(entries, bound ?? -Infinity, limit),
    checkpointsAfter: async (bound, limit) => after(checkpoints, bound, limit),
    latestCheckpoint: async () => checkpoints.at(-1),
    lastEntry: async () => entries.at(-1),
    rememberedHead: async () => head,
  }
}

/** Mulberry32: small, and the same every time. */
function dice(start: number): (below: number) => number {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** `from` is the first entry that must be named; `witness`, what was kept outside the store or on paper. */
type Mutation = { readonly record: Kept; readonly from: number; readonly witness?: ChainHead }
type Roll = (below: number) => number

const byNumber = (entries: readonly EntryRow[]): readonly EntryRow[] =>
  entries.toSorted((a, b) => a.sequence - b.sequence)

/** One byte of one field, in the store's own columns. */
function otherByte(roll: Roll): Mutation {
  const at = roll(length)
  const row = whole.entries[at] as EntryRow
  const name = (
    ['sequence', 'at', 'actor', 'action', 'subject', 'outcome', 'details', 'previous', 'hash', 'mac'] as const
  )[roll(10)] as keyof EntryRow
  const changed = { ...row, [name]: otherValue(row[name], roll) }
  return {
    record: { ...whole, entries: byNumber(whole.entries.with(at, changed)) },
    from: Math.min(row.sequence, changed.sequence),
  }
}

function otherValue(value: string | number, roll: Roll): string | number {
  if (typeof value === 'number') return value + (roll(2) ? 1 : -1) * (1 + roll(255))
  if (value === '') return String.fromCodePoint(33 + roll(90))
  const at = roll(value.length)
  const now = value.codePointAt(at) ?? 0
  return value.slice(0, at) + String.fromCodePoint((now + 1 + roll(126)) % 127) + value.slice(at + 1)
}

function removed(roll: Roll): Mutation {
  const at = roll(length)
  return { record: { ...whole, entries: whole.entries.toSpliced(at, 1) }, from: at + 1 }
}

function swapped(roll: Roll): Mutation {
  const one = roll(length)
  const other = (one + 1 + roll(length - 1)) % length
  const [a, b] = [whole.entries[one] as EntryRow, whole.entries[other] as EntryRow]
  const entries = whole.entries.with(one, { ...b, sequence: a.sequence }).with(other, { ...a, sequence: b.sequence })
  return { record: { ...whole, entries }, from: Math.min(one, other) + 1 }
}

/** One more entry, made as well as it can be without our keys, and all later ones moved up. */
function slippedIn(roll: Roll): Mutation {
  const at = roll(length)
  const row = whole.entries[at] as EntryRow
  const foreign = proofWith(givenKey(8))
  const made = { ...row, subject: 'FD-99999' }
  const hash = foreign.hash(canonicalOfRow(made, row.previous))
  const later = whole.entries.slice(at).map((entry) => ({ ...entry, sequence: entry.sequence + 1 }))
  return {
    record: { ...whole, entries: [...whole.entries.slice(0, at), { ...made, hash, mac: foreign.mac(hash) }, ...later] },
    from: at + 1,
  }
}

/** The end is gone, from entries and checkpoints alike. */
function cutOff(roll: Roll): Mutation {
  const left = roll(length)
  const entries = whole.entries.slice(0, left)
  const checkpoints = roll(2) ? whole.checkpoints : whole.checkpoints.filter(({ sequence }) => sequence < left)
  return { record: { ...whole, entries, checkpoints }, from: left + 1 }
}

/** Everything as it was once, with the marks of that time: only what is noted outside the store knows of more. */
function older(roll: Roll): Mutation {
  const left = 1 + roll(length - 1)
  const entries = whole.entries.slice(0, left)
  const { sequence, hash } = entries.at(-1) as EntryRow
  const head = { sequence, hash, mac: parts.proof.mac(headText(sequence, hash)) }
  const checkpoints = whole.checkpoints.filter((checkpoint) => checkpoint.sequence < left)
  return { record: { entries, checkpoints, head }, from: left + 1, witness: end }
}

/** One character of a checkpoint, or all of it. */
function otherCheckpoint(roll: Roll): Mutation {
  const at = roll(whole.checkpoints.length)
  const row = whole.checkpoints[at] as CheckpointRow
  const name = (['hash', 'at', 'signature', 'public_key'] as const)[roll(4)] as keyof CheckpointRow
  const changed = whole.checkpoints.with(at, { ...row, [name]: otherValue(row[name], roll) })
  const checkpoints = roll(4) ? changed : whole.checkpoints.toSpliced(at, 1)
  return { record: { ...whole, checkpoints }, from: row.sequence }
}

/** By the owner of the computer, from any entry on, with every key: one checkpoint printed later is on paper. */
function madeAgain(roll: Roll): Mutation {
  const { sequence, hash } = whole.checkpoints[roll(whole.checkpoints.length)] as CheckpointRow
  const at = roll(sequence)
  const changed = { ...(whole.entries[at] as EntryRow), at: 1_700_000_000_000 + roll(1_000_000) }
  return { record: remade(whole.entries.with(at, changed), at), from: sequence, witness: { sequence, hash } }
}

const mutations = { otherByte, removed, swapped, slippedIn, cutOff, older, otherCheckpoint, madeAgain }

test('no mutation is missed, and the first bad entry is named', async () => {
  expect((await verifyChain(parts, sourceOver(whole), end)).view).toMatchObject({ result: 'intact', entries: length })
  const roll = dice(seed)
  const kinds = Object.keys(mutations) as (keyof typeof mutations)[]
  const made: Record<string, number> = {}
  const missed: string[] = []
  for (let time = 0; time < times; time += 1) {
    const kind = kinds[time % kinds.length] ?? 'otherByte'
    const { record, from, witness } = mutations[kind](roll)
    const { view } = await verifyChain(parts, sourceOver(record), witness)
    made[kind] = (made[kind] ?? 0) + 1
    if (view.result !== 'broken' || view.firstBad !== from) missed.push(`${kind} at ${from}: ${JSON.stringify(view)}`)
  }
  const figures = Object.entries(made).map(([kind, count]) => `${count} ${kind}`)
  process.stdout.write(
    `tamper: ${times} mutations of ${length} entries (${figures.join(', ')}), ${missed.length} missed\n`,
  )
  expect(missed).toEqual([])
}, 3_600_000)

test('made again with our MAC key alone, the record tells; with every key, only what was kept elsewhere does', async () => {
  const at = 16
  const changed = whole.entries.with(at, { ...(whole.entries[at] as EntryRow), subject: 'FD-99999' })
  const unsigned = { ...whole, ...linkedAgain(changed, at) }
  expect((await verifyChain(parts, sourceOver(unsigned))).view).toMatchObject({ result: 'broken', why: 'not-ours' })
  expect((await verifyChain(parts, sourceOver(remade(changed, at)))).view).toMatchObject({
    result: 'intact',
    entries: length,
  })
})

/** Linked anew from row `from` on, with our MAC key; `detailsOf` may say other details, knowing the entry before. */
function linkedAgain(rows: readonly EntryRow[], from: number, detailsOf?: (row: EntryRow, last: EntryRow) => string) {
  const { proof } = parts
  const entries = rows.slice(0, from)
  for (const row of rows.slice(from)) {
    const last = entries.at(-1)
    const previous = last?.hash ?? '0'.repeat(64)
    const details = last && detailsOf ? detailsOf(row, last) : row.details
    const hash = proof.hash(canonicalOfRow({ ...row, details }, previous))
    entries.push({ ...row, details, previous, hash, mac: proof.mac(hash) })
  }
  const { sequence, hash } = entries.at(-1) as EntryRow
  return { entries, head: { sequence, hash, mac: proof.mac(headText(sequence, hash)) } }
}

/** The whole chain linked and signed anew with every key of the installation, from row `from` on. */
function remade(rows: readonly EntryRow[], from: number): Kept {
  const signer = createSigner(givenKey(3))
  const checkpoints = whole.checkpoints.filter(({ sequence }) => sequence < from)
  const linked = linkedAgain(rows, from, (row, { sequence, hash }) => {
    if (row.action !== 'audit.checkpoint') return row.details
    const { at } = whole.checkpoints[checkpoints.length] as CheckpointRow
    const signature = signer.sign(checkpointText(sequence, hash, at))
    checkpoints.push({ sequence, hash, at, signature, public_key: signer.publicKey })
    return detailsText(checkpointDetails({ sequence, at, signature }))
  })
  return { ...linked, checkpoints }
}
