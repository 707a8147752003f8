/**
 * Random mutations of a chain of ten thousand entries, each judged by the whole verification from the first
 * entry on, over rows at hand instead of a file. Every hash is made anew; only HMACs of hashes that the chain holds are
 * remembered, as a pure function's answers may be. The suite makes 600; `FAXDESK_MUTATIONS=10000` makes all ten thousand.
 */
import { beforeAll, expect, test } from 'vitest'
import { checkpointText } from '#app/domain/record/audit.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { canonicalOfRow, headText, proofWith, type Proof } from '#main/audit/proof.ts'
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

const mutations = { otherByte, removed, swapped, slippedIn, cutOff, older }

test('no mutation is missed, and the first bad entry is named', async () => {
  expect((await verifyChain(parts, sourceOver(whole), end)).view).toMatchObject({ result: 'intact', entries: length })
  const roll = dice(seed)
  const made: Record<string, number> = {}
  const missed: string[] = []
  for (let time = 0; time < times; time += 1) {
    const kind = (Object.keys(mutations) as (keyof typeof mutations)[])[roll(6)] ?? 'otherByte'
    const { record, from, witness } = mutations[kind](roll)
    const { view } = await verifyChain(parts, sourceOver(record), witness)
    made[kind] = (made[kind] ?? 0) + 1
    if (view.result !== 'broken' || view.firstBad !== from) missed.push(`${kind} at ${from}: ${JSON.stringify(view)}`)
  }
  const kinds = Object.entries(made).map(([kind, count]) => `${count} ${kind}`)
  process.stdout.write(
    `tamper: ${times} mutations of ${length} entries (${kinds.join(', ')}), ${missed.length} missed\n`,
  )
  expect(missed).toEqual([])
}, 900_000)

test('the owner of the computer makes all of it again, with all keys: one checkpoint kept elsewhere tells', async () => {
  const kept = whole.checkpoints[40] as CheckpointRow
  const { proof } = parts
  let previous = '0'.repeat(64)
  const entries = whole.entries.map((row) => {
    const changed = row.sequence === 17 ? { ...row, subject: 'FD-99999' } : row
    const hash = proof.hash(canonicalOfRow(changed, previous))
    const again = { ...changed, previous, hash, mac: proof.mac(hash) }
    previous = hash
    return again
  })
  // Told by the record itself, even with our MAC: it cannot sign. With the signing key as well, only what was kept tells.
  expect((await verifyChain(parts, sourceOver({ ...whole, entries }))).view).toMatchObject({ result: 'broken' })
  const again = remade(entries)
  expect((await verifyChain(parts, sourceOver(again))).view).toMatchObject({ result: 'intact', entries: length })
  const witness = { sequence: kept.sequence, hash: kept.hash }
  expect((await verifyChain(parts, sourceOver(again), witness)).view).toMatchObject({
    result: 'broken',
    firstBad: kept.sequence,
    why: 'not-ours',
  })
})

/** The whole chain linked and signed anew with every key of the installation. */
function remade(rows: readonly EntryRow[]): Kept {
  const signer = createSigner(givenKey(3))
  const { proof } = parts
  const checkpoints: CheckpointRow[] = []
  const entries: EntryRow[] = []
  let previous = '0'.repeat(64)
  for (const row of rows) {
    const last = entries.at(-1)
    let { details } = row
    if (row.action === 'audit.checkpoint' && last) {
      const { at } = whole.checkpoints[checkpoints.length] as CheckpointRow
      const signature = signer.sign(checkpointText(last.sequence, last.hash, at))
      checkpoints.push({ sequence: last.sequence, hash: last.hash, at, signature, public_key: signer.publicKey })
      details = JSON.stringify([
        ['signature', signature],
        ['signedAt', at],
        ['upTo', last.sequence],
      ])
    }
    const hash = proof.hash(canonicalOfRow({ ...row, details }, previous))
    entries.push({ ...row, details, previous, hash, mac: proof.mac(hash) })
    previous = hash
  }
  const head = { sequence: entries.length, hash: previous, mac: proof.mac(headText(entries.length, previous)) }
  return { entries, checkpoints, head }
}
