import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canonical, checkpointText, firstPrevious, type AuditDetails } from '#app/domain/record/audit.ts'
import { signIfGrown } from '#main/audit/checkpoint.ts'
import { canonicalOfRow, detailsText, hashOf, macWith } from '#main/audit/proof.ts'
import { entriesAfter, latestCheckpoint } from '#main/store/record/audit.ts'
import { givenKey, givenRecord, type GivenRecord } from '#test/given/record.ts'

let record: GivenRecord
beforeEach(async () => void (record = await givenRecord()))
afterEach(() => record.close())

const rows = () => entriesAfter(record.store.read, undefined, 1000)

test('each entry carries the hash of the one before and the MAC of its own', async () => {
  await record.append({ subject: 'FD-00001', details: { pages: 3, attempt: 1 } })
  await record.append({ actor: 'nobody', action: 'session.signIn', outcome: 'refused' })
  const [first, second] = await rows()
  expect(first?.previous).toBe(firstPrevious)
  expect(second?.previous).toBe(first?.hash)
  for (const row of [first, second]) {
    if (!row) throw new Error('no entry')
    const details = Object.fromEntries(JSON.parse(row.details) as [string, string][]) as AuditDetails
    expect(row.hash).toBe(hashOf(canonical({ ...row, outcome: row.outcome as 'done', details }, row.previous)))
    expect(row.mac).toBe(createHmac('sha256', givenKey(2)).update(row.hash).digest('hex'))
  }
})

test('an entry of a transaction that was dropped was never there', async () => {
  await record.append()
  const dropped = record.store.write(async (tx) => {
    await record.writer.append(tx, { actor: 'system', action: 'fax.failed' })
    throw new Error('dropped')
  })
  await expect(dropped).rejects.toThrow('dropped')
  expect(await record.append()).toBe(2)
  expect((await rows()).map((row) => row.action)).toEqual(['fax.delivered', 'fax.delivered'])
})

test('entries appended at the same time are chained one after another', async () => {
  const numbers = await Promise.all(Array.from({ length: 20 }, () => record.append()))
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

test('details that do not fit an entry are refused, and nothing of the act is kept', async () => {
  await expect(record.append({ details: { note: 'x'.repeat(201) } })).rejects.toThrow()
  expect(await rows()).toEqual([])
})

test('a stored row has the same canonical form as the entry it came from', () => {
  const details = fc.dictionary(fc.string({ maxLength: 40 }), fc.oneof(fc.string(), fc.double(), fc.boolean()))
  fc.assert(
    fc.property(details, fc.string({ unit: 'binary' }), fc.nat(), (given, text, sequence) => {
      const facts = {
        sequence,
        at: sequence,
        actor: text,
        action: text,
        subject: text,
        outcome: 'done',
        details: given,
      } as const
      const row = { ...facts, details: detailsText(given), previous: firstPrevious, hash: '', mac: '' }
      expect(canonicalOfRow(row, firstPrevious)).toBe(canonical(facts, firstPrevious))
    }),
  )
})

test('the MAC is HMAC-SHA-256, whatever it made before', () => {
  const mac = macWith(givenKey(7))
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{0,200}$/), (text) => {
      expect(mac(text)).toBe(createHmac('sha256', givenKey(7)).update(text, 'latin1').digest('hex'))
    }),
  )
})

test('a checkpoint is signed every hundred entries, and leaves an entry of its own', async () => {
  await record.store.write(async (tx) => {
    for (let at = 0; at < 100; at += 1) await record.writer.append(tx, { actor: 'system', action: 'fax.delivered' })
  })
  const checkpoint = await latestCheckpoint(record.store.read)
  const all = await rows()
  expect(checkpoint?.sequence).toBe(100)
  expect(checkpoint?.hash).toBe(all[99]?.hash)
  expect(all[100]?.action).toBe('audit.checkpoint')
  const signed = checkpointText(100, all[99]?.hash ?? '', checkpoint?.at ?? 0)
  expect(record.signer.holds(signed, checkpoint?.signature ?? '')).toBe(true)
  expect(record.signer.holds(`${signed} `, checkpoint?.signature ?? '')).toBe(false)
})

test('at quit a checkpoint is signed only when something happened since the last one', async () => {
  const parts = { signer: record.signer, clock: record.clock, append: record.writer.append }
  expect(await signIfGrown(record.store, parts)).toBeUndefined()
  await record.append()
  const first = await signIfGrown(record.store, parts)
  expect(first?.sequence).toBe(1)
  expect((await signIfGrown(record.store, parts))?.sequence).toBe(1)
  await record.append()
  expect((await signIfGrown(record.store, parts))?.sequence).toBe(3)
})

test('the page is told once of a burst of entries, and never of a dropped one', async () => {
  await record.append()
  await record.append()
  record.clock.advance(100)
  await expect.poll(() => record.told).toEqual([2])
  const dropped = record.store.write(async (tx) => {
    await record.writer.append(tx, { actor: 'system', action: 'fax.failed' })
    throw new Error('dropped')
  })
  await expect(dropped).rejects.toThrow('dropped')
  record.clock.advance(100)
  await record.append()
  record.clock.advance(100)
  await expect.poll(() => record.told).toEqual([2, 3])
})
