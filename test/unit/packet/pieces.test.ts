/** A file comes over in pieces: whole and as it was, or not at all; and nothing of it stays that nobody goes on with. */
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { FaxId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import { pieceWithinMs } from '#main/packet/arriving/pieces.ts'
import { bring } from '#renderer/screens/send/intake/bring.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { madePdf } from '#test/given/samples/made.ts'
import { dana, givenDesk, noor, type Given } from '../delivery/given.ts'

let given: Given
let draftId: FaxId
beforeAll(async () => {
  given = await givenDesk()
})
beforeEach(async () => {
  given.be(dana)
  draftId = valueOf(await given.call('drafts.create', {})).id
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const { pieceBytes, bytesAtMost } = documentLimits

/** A page that takes two messages and a bit. */
const long = new Uint8Array(
  madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[3 0 R]/Count 1',
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]',
    { dictionary: '', stream: randomBytes(2 * pieceBytes) },
  ]),
)

const brought = (bytes = long) => bring(bytes, (piece) => given.call('documents.bring', { draftId, ...piece }))

async function added(rest: Awaited<ReturnType<typeof brought>>, into = draftId): Promise<Outcome<DraftView>> {
  return given.call('documents.add', { draftId: into, name: 'long.pdf', ...valueOf(rest) })
}

const calledOff = { code: 'document', refusal: 'called-off' }

test('a file of several pieces is kept byte for byte, and one of a single piece is one message', async () => {
  const { documents } = valueOf(await added(await brought()))
  const sha256 = createHash('sha256').update(long).digest('hex')
  expect(documents).toMatchObject([{ bytes: long.length, sha256, pages: [{ widthPt: 612, heightPt: 792 }] }])
  const asked: number[] = []
  for (const size of [1, pieceBytes, pieceBytes + 1, 3 * pieceBytes]) {
    let pieces = 0
    await bring(new Uint8Array(size), (piece) => {
      pieces += 1
      return given.call('documents.bring', { draftId, ...piece })
    })
    asked.push(pieces)
  }
  expect(asked).toEqual([0, 0, 1, 2])
})

test('what is brought is taken once: a file that was refused is brought again', async () => {
  const rest = await brought(new Uint8Array(2 * pieceBytes))
  expect(faultOf(await added(rest))).toEqual({ code: 'document', refusal: 'unknown-kind' })
  expect(faultOf(await added(rest))).toEqual(calledOff)
})

test('a file is thrown away when its draft is discarded, the session ends, another comes in, or nobody goes on', async () => {
  const ends: readonly (() => unknown)[] = [
    () => given.call('drafts.discard', { id: draftId }).then(() => given.call('drafts.restore', { id: draftId })),
    () => given.desk.packet.sessionEnded(),
    () => brought(),
    () => given.clock.advance(pieceWithinMs),
  ]
  for (const end of ends) {
    const rest = await brought()
    await end()
    expect(faultOf(await added(rest))).toEqual(calledOff)
  }
  expect(valueOf(await given.call('drafts.open', { id: draftId })).documents).toEqual([])
})

test('somebody else’s draft takes nothing, a file too large is refused with its first piece, and none grows as it comes', async () => {
  const bytes = new Uint8Array(8)
  const piece = (more: object) => given.call('documents.bring', { draftId, total: 100, bytes, ...more })
  expect(faultOf(await piece({ total: bytesAtMost + 1 }))).toEqual({ code: 'document', refusal: 'too-large' })
  expect(faultOf(await piece({ total: 8 }))).toEqual({ code: 'invalid', issues: ['bytes'] })
  expect(faultOf(await piece({ bytes: new Uint8Array(pieceBytes + 1) })).code).toBe('invalid')
  const { id: behind } = valueOf(await piece({}))
  expect(faultOf(await piece({ behind, total: 200 })).code).toBe('invalid')
  const short = await given.call('documents.add', { draftId, name: 'a.pdf', behind, bytes })
  expect(faultOf(short)).toEqual({ code: 'invalid', issues: ['bytes'] })
  given.be(noor)
  expect(faultOf(await piece({}))).toEqual({ code: 'not-found' })
})
