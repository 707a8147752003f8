/** The call before it is made: from the bytes of the sealed packet's own rendition, and the price the practice typed in. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { costOf } from '#app/domain/fax/line-price.ts'
import { callMs, callOf, roughCallMs, type LineCall } from '#app/domain/pages/rendition.ts'
import { plainRules } from '#app/domain/fax/retry.ts'
import { Sha256 } from '#app/domain/ids.ts'
import { writeRules } from '#main/delivery/rules.ts'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { Kernel } from '#main/documents/rendition/kernel.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, readyDraft, type Given } from '../delivery/given.ts'
import { givenService, value } from '../documents/service.ts'

let given: Given
beforeAll(async () => {
  given = await givenDesk()
  given.be(dana)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

test('time and bytes are those of the sealed packet’s own rendition; a price makes a cost', async () => {
  const draft = await readyDraft(given, sample('referral-10p.pdf'), '+12025550171')
  const sealed = valueOf(await given.call('packet.seal', { id: draft.id, revision: draft.revision }))
  const packet = valueOf(await given.desk.packet.bytes.readPacket(draft.id, dana))
  const { service } = givenService()
  const made = value(await service.rendition(packet, 'fine'))
  service.stop()
  const measured = valueOf(await given.call('packet.measure', { id: draft.id, sha256: sealed.sha256 }))
  expect(measured).toEqual({
    sha256: sealed.sha256,
    bytes: made.bytes,
    durationMs: callMs(made.pages.map(({ g4 }) => g4.byteLength)),
  })
  const { lineId } = draft.content
  if (lineId === null) throw new Error('no line')
  const price = { usdPerMinute: 0.05, usdPerPage: 0.01 }
  await given.store.write((tx) => writeRules(tx, lineId, { ...plainRules, price }))
  const priced = valueOf(await given.call('packet.measure', { id: draft.id, sha256: sealed.sha256 }))
  expect(priced.usd).toBeCloseTo(Math.ceil(measured.durationMs / 60_000) * 0.05 + 11 * 0.01, 10)
  const opened = valueOf(await given.call('drafts.open', { id: draft.id }))
  expect(opened.estimateUsd).toBe(costOf(price, opened.estimateMs, opened.pagesTotal))
  const pages = [1, 2].map((page) => given.desk.packet.bytes.readReceived(`${draft.id}-${page}-600x800`, dana))
  const [first, second] = (await Promise.all(pages)).map((picture) => valueOf(picture))
  expect(first).not.toEqual(second)
})

test('a line that calls without error correction is measured by the bytes it will send, exactly', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550173')
  const sealed = valueOf(await given.call('packet.seal', { id: draft.id, revision: draft.revision }))
  const packet = valueOf(await given.desk.packet.bytes.readPacket(draft.id, dana))
  const { service } = givenService()
  const { pages, bytes } = value(await service.rendition(packet, 'fine'))
  service.stop()
  const { lineId } = draft.content
  if (lineId === null) throw new Error('no line')
  const measured = async (call: LineCall) => {
    await given.store.write((tx) => writeRules(tx, lineId, { ...plainRules, call }))
    return valueOf(await given.call('packet.measure', { id: draft.id, sha256: sealed.sha256 }))
  }
  const kernel = new Kernel()
  const coded = (k: number): readonly number[] =>
    pages.map(({ g4, widthPx, heightPx }) => {
      kernel.begin(widthPx, heightPx)
      kernel.dots().set(decodeG4(g4, widthPx, heightPx).dots)
      return kernel.t4({ k, closed: true }).byteLength
    })
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0)
  for (const [call, coding, k] of [
    ['plain', 'mh', 0],
    ['plain-mr', 'mr', 4],
  ] as const) {
    const { durationMs, bytes: sent } = await measured(call)
    expect(sent).toBe(sum(coded(k)))
    expect(durationMs).toBe(callMs(coded(k), { coding, bitsPerSecond: 9600 }))
  }
  expect(sum(coded(4))).toBeLessThan(sum(coded(2)))
  const slow = await measured('slow')
  expect(slow.bytes).toBe(bytes)
  expect((await measured('fast')).durationMs).toBeLessThan(slow.durationMs)
  const opened = valueOf(await given.call('drafts.open', { id: draft.id }))
  expect(opened.estimateMs).toBe(roughCallMs(opened.pagesTotal, 'fine', callOf('fast')))
})

test('another packet’s hash, and a draft that is not sealed, are not measured', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550172')
  const strange = Sha256.parse('0'.repeat(64))
  const none = await given.call('packet.measure', { id: draft.id, sha256: strange })
  expect(faultOf(none)).toEqual({ code: 'not-found' })
  valueOf(await given.call('packet.seal', { id: draft.id, revision: draft.revision }))
  const other = await given.call('packet.measure', { id: draft.id, sha256: strange })
  expect(faultOf(other)).toEqual({ code: 'conflict', why: 'packet-differs' })
})

test('begun minutes count whole', () => {
  const price = { usdPerMinute: 0.1, usdPerPage: 0 }
  expect(costOf(price, 60_000, 3)).toBeCloseTo(0.1)
  expect(costOf(price, 60_001, 3)).toBeCloseTo(0.2)
})
