/** Verification in its own thread: the same answer as in this one, progress on the way, and an end when asked. */
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyInThread } from '#main/audit/verify/thread.ts'
import { fillChain } from '#test/bench/audit/chain.ts'
import { givenKey, givenRecord, type GivenRecord } from '#test/given/record.ts'

const length = 60_000
const worker = path.resolve(import.meta.dirname, '../../../main/audit/verify/verify-worker.ts')
let record: GivenRecord
let verify: ReturnType<typeof verifyInThread>

beforeAll(async () => {
  record = await givenRecord()
  const { file, parts, signer } = record
  fillChain({ file, key: givenKey(1), proof: parts.proof, signer }, length)
  verify = verifyInThread(worker, {
    file,
    storeKey: givenKey(1),
    auditKey: givenKey(2),
    publicKey: signer.publicKey,
  })
})
afterAll(() => record.close())

const unwatched = { seen: () => undefined, stopped: () => false }

test('the thread answers what this one would, tells how far it has come, and leaves our keys alone', async () => {
  const seen: number[] = []
  const { view, end } = await verify(undefined, {
    seen: (entries, of) => void seen.push(entries / of),
    stopped: () => false,
  })
  const here = await record.verify()
  expect(view).toMatchObject({ result: 'intact', entries: length })
  expect(end).toMatchObject({ sequence: here.end?.sequence, hash: here.end?.hash })
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.every((share) => share > 0 && share <= 1)).toBe(true)
  expect((await verify(end, unwatched)).view.result).toBe('intact')
})

test('asked to stop, it ends early and says how far it came', async () => {
  const { view, end } = await verify(undefined, { seen: () => undefined, stopped: () => true })
  expect(view.result).toBe('stopped')
  expect(view.entries).toBeLessThan(length)
  expect(end).toBeUndefined()
})

test('what was changed behind our back is named by the thread too', async () => {
  record.tamper((db) => db.prepare(`update audit_entry set subject = 'FD-99999' where sequence = 40000`).run())
  expect((await verify(undefined, unwatched)).view).toMatchObject({
    result: 'broken',
    firstBad: 40_000,
    why: 'changed',
    entries: 39_999,
  })
})

test('a store that cannot be read is an error, not an intact record', async () => {
  const other = verifyInThread(worker, {
    file: record.file,
    storeKey: givenKey(9),
    auditKey: givenKey(2),
    publicKey: record.signer.publicKey,
  })
  await expect(other(undefined, unwatched)).rejects.toThrow()
})
