import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manualClock } from '#test/given/clock.ts'
import { sample, unpackingBomb } from '#test/given/samples/made.ts'
import type { Child, DocumentWork } from '#main/ports.ts'
import { givenService, refusal, startDocumentWorker, startForked, startWorker, value } from './service.ts'

/** A thread that does `act` for each job it hears, in place of our own child. */
const thread = (act: string): Child =>
  startWorker(
    `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (m) => { if (m.kind !== 'init') { ${act} } })`,
    true,
  )

/** The first child is bad, the next one is ours. */
function badThenGood(bad: () => Child): () => Child {
  let started = 0
  return () => ((started += 1) === 1 ? bad() : startDocumentWorker())
}

const text = sample('text-1p.pdf')

describe('a child that fails costs its own job and no other', () => {
  test.each([
    ['dies', 'process.exit(1)'],
    ['throws', 'throw new Error("bug")'],
    ['talks nonsense', 'parentPort.postMessage("hello")'],
    ['answers another job', 'parentPort.postMessage({ kind: "refused", job: m.job + 1, refusal: "damaged" })'],
    [
      'answers with the wrong shape',
      'parentPort.postMessage({ kind: "done", job: m.job, heapBytes: 1, result: { pages: [], form: "none" } })',
    ],
    ['invents a refusal', 'parentPort.postMessage({ kind: "refused", job: m.job, refusal: "because" })'],
    ['says that it broke', 'parentPort.postMessage({ kind: "broken", job: m.job, where: "TypeError" })'],
    [
      'repeats its progress',
      'for (const i of [1, 1]) parentPort.postMessage({ kind: "progress", job: m.job, done: i })',
    ],
  ])('one that %s', async (_what, act) => {
    const { service, notes } = givenService({ start: badThenGood(() => thread(act)) })
    const [first, second, third] = [
      service.inspect(text),
      service.inspect(text),
      service.inspect(sample('truncated.pdf')),
    ]
    expect(await first).toEqual(refusal('crashed'))
    expect(value(await second).pages).toHaveLength(1)
    expect(await third).toEqual(refusal('damaged'))
    expect(notes).toHaveLength(1)
    service.stop()
  })

  test('one that hangs is stopped when its step is over', async () => {
    const clock = manualClock()
    const { service } = givenService({
      clock,
      start: badThenGood(() => thread('while (true);')),
      limits: { stepMs: 500 },
    })
    const [first, second] = [service.inspect(text), service.inspect(text)]
    clock.advance(499)
    expect(clock.waiting()).toBe(2)
    clock.advance(1)
    expect(await first).toEqual(refusal('took-too-long'))
    expect(value(await second).pages).toHaveLength(1)
    service.stop()
    expect(clock.waiting()).toBe(0)
  })

  test('one that only pretends to go on is stopped when its whole time is over', async () => {
    const forever =
      'let n = 0; setInterval(() => parentPort.postMessage({ kind: "progress", job: m.job, done: (n += 1) }), 1)'
    const { service } = givenService({ start: () => thread(forever), limits: { stepMs: 60_000, totalMs: 300 } })
    expect(await service.inspect(text)).toEqual(refusal('took-too-long'))
    service.stop()
  })

  test('one that goes on, page after page, has as long as three hundred pages take', async () => {
    const clock = manualClock()
    let say: (message: unknown) => void = () => undefined
    const nothing = (): void => undefined
    const child: Child = {
      post: nothing,
      onMessage: (listener) => ((say = listener), nothing),
      onExit: () => nothing,
      stop: nothing,
    }
    const { service } = givenService({ clock, start: () => child, limits: {} })
    const sealed = service.seal({ sources: [{ bytes: text, pages: [{ index: 0, turn: 0 }] }] })
    for (let done = 1; done <= 300; done += 1) {
      clock.advance(8900)
      say({ kind: 'progress', job: 1, done })
    }
    say({ kind: 'done', job: 1, result: { bytes: text, pages: 1 }, heapBytes: 1 })
    expect(value(await sealed).pages).toBe(1)
    service.stop()
  })

  test('one that has grown too large finishes its job first', async () => {
    const { service, notes } = givenService({ limits: { heapBytes: 1, stepMs: 60_000 } })
    expect(value(await service.inspect(text)).pages).toHaveLength(1)
    expect(value(await service.inspect(text)).pages).toHaveLength(1)
    const replaced = { event: 'document.child-replaced', why: 'heap' }
    expect(notes).toEqual([replaced, replaced])
    service.stop()
  })

  test('after stop every job is answered, and none is begun', async () => {
    const { service } = givenService()
    const jobs = [service.inspect(text), service.inspect(text)]
    service.stop()
    expect(await Promise.all(jobs)).toEqual([refusal('crashed'), refusal('crashed')])
    expect(await service.inspect(text)).toEqual(refusal('crashed'))
  })
})

describe('hostile documents are bounded', () => {
  test('a page that unpacks to gigabytes ends in a refusal within 512 MB, and the service goes on', async () => {
    const children: ReturnType<typeof startForked>[] = []
    const start = (work: DocumentWork): Child => {
      const child = startForked(work)
      children.push(child)
      return child
    }
    const { service } = givenService({ start, limits: { stepMs: 20_000 } })
    const bomb = unpackingBomb(64)
    expect(bomb.byteLength).toBeLessThan(20_000)
    const sealed = await service.seal({ sources: [{ bytes: bomb, pages: [{ index: 0, turn: 90 }] }] })
    expect([refusal('crashed'), refusal('took-too-long')]).toContainEqual(sealed)
    expect(value(await service.inspect(text)).pages).toHaveLength(1)
    service.stop()
    const [first] = children
    expect(first?.peakMb()).toBeLessThan(512)
    // What was measured is a child that took what it could get.
    if (process.platform === 'linux') expect(first?.peakMb()).toBeGreaterThan(300)
  })

  test('a picture of 30,000 by 30,000 dots is sealed without being unpacked', async () => {
    const { service, notes } = givenService()
    const sealed = value(
      await service.seal({ sources: [{ bytes: sample('image-bomb.pdf'), pages: [{ index: 0, turn: 0 }] }] }),
    )
    expect(sealed.bytes.byteLength).toBeLessThan(200_000)
    expect(notes).toEqual([])
    service.stop()
  })

  test('a document with any bytes changed is answered, and the same document whole still opens', async () => {
    const { service } = givenService()
    const original = sample('form-filled.pdf')
    const change = fc.record({ at: fc.nat(original.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 60 }), async (changes) => {
        const bytes = original.slice()
        for (const { at, to } of changes) bytes[at] = to
        const seen = await service.inspect(bytes)
        const sealed = await service.seal({ sources: [{ bytes, pages: [{ index: 0, turn: 0 }] }] })
        expect(seen.ok || seen.fault.code).toBe(seen.ok || 'document')
        expect(sealed.ok ? sealed.value.pages : sealed.fault.code).toBe(sealed.ok ? 1 : 'document')
      }),
      { numRuns: 150 },
    )
    expect(value(await service.inspect(original)).pages).toHaveLength(1)
    service.stop()
  })

  test('bytes of any kind behind a PDF mark are refused or read, never more', async () => {
    const { service, notes } = givenService()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (noise) => {
        const outcome = await service.inspect(new Uint8Array([...Buffer.from('%PDF-1.7\n'), ...noise]))
        expect(outcome.ok).toBe(false)
      }),
      { numRuns: 200 },
    )
    expect(notes).toEqual([])
    service.stop()
  })
})
