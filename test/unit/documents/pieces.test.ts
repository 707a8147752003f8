import { createHash, randomBytes } from 'node:crypto'
import { MessageChannel } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPieces, whole } from '#main/documents/service/pieces.ts'
import { longestShare } from '#test/given/turns.ts'

const million = 1024 * 1024
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Two ends as main process and child have them; `post` answers what the other end then heard, after `count` messages. */
function givenEnds() {
  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  const posted: unknown[] = []
  let told: () => void = () => undefined
  port2.on(
    'message',
    whole((message) => {
      heard.push(message)
      told()
    }),
  )
  const post = inPieces((message) => {
    posted.push(message)
    port1.postMessage(message)
  })
  return {
    post,
    posted,
    close: () => port1.close(),
    async heard(count: number): Promise<readonly unknown[]> {
      while (heard.length < count) await new Promise<void>((resolve) => (told = resolve))
      return heard
    },
  }
}

test('large bytes arrive whole, wherever they are in a message, and messages keep their order', async () => {
  const ends = givenEnds()
  const [large, other, small] = [randomBytes(8 * million + 7), randomBytes(million + 1), randomBytes(million)]
  const message = {
    kind: 'seal',
    packet: { cover: small, sources: [{ bytes: large }, { bytes: other }, { bytes: large }] },
  }
  ends.post({ kind: 'first' })
  ends.post(message)
  ends.post({ kind: 'stop', job: 1 })
  const [first, second, last] = (await ends.heard(3)) as [unknown, typeof message, unknown]
  expect([first, last]).toEqual([{ kind: 'first' }, { kind: 'stop', job: 1 }])
  const { cover, sources } = second.packet
  expect([cover, ...sources.map(({ bytes }) => bytes)].map(hashOf)).toEqual([small, large, other, large].map(hashOf))
  // The same bytes went once.
  expect(ends.posted).toHaveLength(3 + 9 + 2)
  ends.close()
})

test('bytes that are quickly copied go in one message', async () => {
  const ends = givenEnds()
  const bytes = randomBytes(5 * million)
  ends.post({ bytes })
  const [message] = (await ends.heard(1)) as [{ readonly bytes: Uint8Array }]
  expect(hashOf(message.bytes)).toBe(hashOf(bytes))
  expect(ends.posted).toHaveLength(1)
  ends.close()
})

test('a thread that posts a large file does little of it in one go', async () => {
  const ends = givenEnds()
  const bytes = new Uint8Array(40 * million)
  const share = await longestShare(async () => {
    ends.post({ bytes })
    await ends.heard(1)
  })
  expect(share).toBeLessThan(0.5)
  ends.close()
})

test('nothing is posted to one that is gone', async () => {
  let [posted, gone] = [0, false]
  const post = inPieces(
    () => {
      posted += 1
      gone = posted === 2
    },
    () => gone,
  )
  post({ bytes: new Uint8Array(9 * million) })
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  post({ kind: 'stop' })
  expect(posted).toBe(2)
})

test('pieces that no end of ours would send are handed on as they are, and nothing throws', () => {
  const count = fc.oneof(fc.integer(), fc.constantFrom(0, 1, 2, 1e12, Number.NaN))
  const piece = fc.record({ part: count, at: count, size: count, bytes: fc.uint8Array({ maxLength: 4 }) })
  fc.assert(
    fc.property(fc.array(fc.record({ piece: fc.oneof(piece, fc.anything()) })), (messages) => {
      const heard: unknown[] = []
      const hear = whole((message) => heard.push(message))
      messages.forEach((message) => hear(message))
      hear({ kind: 'done', result: { bytes: { piecesOf: 7 } } })
      expect(heard.length).toBeGreaterThan(0)
    }),
  )
})
