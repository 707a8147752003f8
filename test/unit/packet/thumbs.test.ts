/**
 * Pictures of pages, their author's alone: small ones for the strip, made a few in a row, kept, and called off with whoever
 * waited; large ones of the cover sheet and of what was sealed, in the room there is.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ok } from '#app/domain/outcome.ts'
import { createThumbs } from '#main/packet/looking/thumbs.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { madePages } from '#test/given/samples/made.ts'
import { dana, givenDesk, noor, readyDraft, type Given } from '../delivery/given.ts'
import { givenService, refusal, startWorker } from '../documents/service.ts'

let given: Given
beforeAll(async () => {
  given = await givenDesk()
})
beforeEach(() => given.be(dana))
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const isPng = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(1, 4)).toString('latin1') === 'PNG'

test('a page of one’s own draft has a picture, kept or taken out again; to anyone else it does not exist', async () => {
  const { id } = valueOf(await given.call('drafts.create', {}))
  const bytes = new Uint8Array(madePages(3))
  const draft = valueOf(await given.call('documents.add', { draftId: id, name: 'three.pdf', bytes }))
  const { readThumb } = given.desk.packet.bytes
  const name = `${id}-${draft.documents[0]?.id}`
  const before = await given.store.read.selectFrom('audit_entry').selectAll().execute()
  expect(isPng(valueOf(await readThumb(`${name}-2`, dana)))).toBe(true)
  for (const page of [`${name}-3`, name, `${id}-document_${'0'.repeat(20)}-0`, `${name}-0/../1`])
    expect(faultOf(await readThumb(page, dana))).toEqual({ code: 'not-found' })
  expect(faultOf(await readThumb(`${name}-2`, noor))).toEqual({ code: 'not-found' })
  expect(faultOf(await readThumb(`${name}-2`, { ...dana, rights: [] }))).toMatchObject({ code: 'forbidden' })
  const content = { ...draft.content, pages: [] }
  valueOf(await given.call('drafts.save', { id, revision: draft.revision, content }))
  expect(isPng(valueOf(await readThumb(`${name}-1`, dana)))).toBe(true)
  const after = await given.store.read.selectFrom('audit_entry').selectAll().execute()
  expect(after.map(({ action }) => action).filter((action) => action.startsWith('document.'))).toEqual(
    before.map(({ action }) => action).filter((action) => action.startsWith('document.')),
  )
  valueOf(await given.call('drafts.discard', { id }))
  expect(faultOf(await readThumb(`${name}-1`, dana))).toEqual({ code: 'not-found' })
})

const widthOf = (png: Uint8Array): number => Buffer.from(png).readUInt32BE(16)

test('pages of the sheet and of what was sealed are had in any size that a window has room for, by their author', async () => {
  const { id, revision } = await readyDraft(given, madePages(1), '+12025550179')
  const { bytes } = given.desk.packet
  const reads = [bytes.readCover, bytes.readSealed, bytes.readReceived]
  const [, ...ofPacket] = reads
  for (const read of ofPacket) expect(faultOf(await read(`${id}-1-60x90`, dana))).toEqual({ code: 'not-found' })
  valueOf(await given.call('packet.seal', { id, revision }))
  for (const read of reads) {
    expect(widthOf(valueOf(await read(`${id}-1-60x900`, dana)))).toBe(60)
    expect(widthOf(valueOf(await read(`${id}-1-1000x2000`, dana)))).toBe(1000)
    const pages = [`${id}-1`, `${id}-0-60x90`, `${id}-3-60x90`, `${id}-1-60x90x2`, `../${id}-1-60x90`]
    const rooms = [
      '0x90',
      '60x0',
      '16001x10',
      '4001x4000',
      '99999x99999',
      '999999x1',
      '-60x90',
      '60.5x90',
      '1e3x9',
      'x',
    ]
    for (const page of [...pages, ...rooms.map((room) => `${id}-1-${room}`)])
      expect(faultOf(await read(page, dana)), page).toEqual({ code: 'not-found' })
    expect(faultOf(await read(`${id}-1-60x90`, noor))).toEqual({ code: 'not-found' })
    expect((await read(`${id}-1-60x90`, { ...dana, rights: [] })).ok).toBe(false)
  }
  expect(widthOf(valueOf(await bytes.readReceived(`${id}-2-4000x4000`, dana)))).toBe(1728)
  expect(faultOf(await bytes.readCover(`${id}-2-60x90`, dana))).toEqual({ code: 'not-found' })
  const off = AbortSignal.abort()
  for (const read of reads) expect(await read(`${id}-1-60x90`, dana, off)).toEqual(refusal('called-off'))
})

/** The keeper on the real service; `asked` are the pages of each order, `reads` how often an original was read. */
function keeper(service = givenService().service) {
  const asked: (readonly number[])[] = []
  let reads = 0
  const thumbs = createThumbs({
    thumbs: (bytes, pages, ...rest) => {
      asked.push(pages)
      return service.thumbs(bytes, pages, ...rest)
    },
  })
  const read = async () => {
    reads += 1
    return ok(new Uint8Array(madePages(8)))
  }
  const of = (index: number, signal?: AbortSignal) => thumbs.of({ documentId: 'one', index }, read, signal)
  return { of, asked, reads: () => reads, forget: thumbs.forget, stop: service.stop }
}

test('neighbours are made in one go, the one looked at first, and kept until the session ends', async () => {
  const { of, asked, reads, forget, stop } = keeper()
  const [eighth, second] = [await of(7), await Promise.all([1, 0, 2, 5].map((index) => of(index)))]
  expect([eighth, ...second].every((one) => one.ok && isPng(one.value))).toBe(true)
  expect(asked).toEqual([
    [7, 6, 8, 9, 10, 11],
    [1, 0, 2, 3, 4, 5],
  ])
  expect(faultOf(await of(8))).toMatchObject({ code: 'document', refusal: 'damaged' })
  const before = reads()
  expect((await of(6)).ok).toBe(true)
  expect(reads()).toBe(before)
  forget()
  expect((await of(6)).ok).toBe(true)
  expect(reads()).toBe(before + 1)
  stop()
})

test('a row is called off with the last who waits for it, and made when it is asked for again', async () => {
  const { of, stop } = keeper()
  const [one, other] = [new AbortController(), new AbortController()]
  const waiting = [of(0, one.signal), of(3, other.signal)]
  const third = of(1)
  one.abort()
  expect((await third).ok).toBe(true)
  await Promise.all(waiting)
  const alone = new AbortController()
  const left = of(6, alone.signal)
  setImmediate(() => alone.abort())
  expect(await left).toEqual(refusal('called-off'))
  expect((await of(6)).ok).toBe(true)
  stop()
})

test('a page that its child dies over is not tried again, its neighbours are', async () => {
  const dies = 'parentPort.on("message", (m) => { if (m.kind === "thumbs") process.exit(1) })'
  const start = () => startWorker(`const { parentPort } = require('node:worker_threads'); ${dies}`, true)
  const { of, asked, stop } = keeper(givenService({ start }).service)
  expect(await of(2)).toEqual(refusal('crashed'))
  expect(await of(2)).toEqual(refusal('crashed'))
  expect(await of(3)).toEqual(refusal('crashed'))
  expect(asked.map(([first]) => first)).toEqual([2, 3])
  expect(asked[1]).not.toContain(2)
  stop()
})
