import { randomBytes } from 'node:crypto'
import { constants, crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manualClock } from '#test/given/clock.ts'
import { madePdf, sample, unpackingBomb } from '#test/given/samples/made.ts'
import type { Child, DocumentWork } from '#main/ports.ts'
import { givenService, refusal, startDocumentWorker, startForked, startWorker, value, type Given } from './service.ts'

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

describe('good documents of great size keep to their 512 MB', () => {
  /** As many pages of four million random dots. */
  const scans = (pages: number): Uint8Array => {
    const head = '/Type/XObject/Subtype/Image/Width 2000/Height 2000/ColorSpace/DeviceGray/BitsPerComponent 8'
    const numbers = Array.from({ length: pages }, (_, page) => 4 + 2 * page)
    return madePdf([
      '/Type/Catalog/Pages 2 0 R',
      `/Type/Pages/Kids[${numbers.map((number) => `${number} 0 R`).join(' ')}]/Count ${pages}/MediaBox[0 0 612 792]`,
      { dictionary: '', stream: Buffer.from('q 612 0 0 792 0 0 cm /I0 Do Q') },
      ...numbers.flatMap((number) => [
        `/Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</XObject<</I0 ${number + 1} 0 R>>>>`,
        {
          dictionary: `${head}/Filter/FlateDecode`,
          stream: deflateSync(randomBytes(4_000_000), { level: constants.Z_NO_COMPRESSION }),
        },
      ]),
    ])
  }

  const chunk = (kind: string, bytes: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), bytes])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(bytes.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  /** A PNG in colour (ISO/IEC 15948), all black. */
  const black = (widthPx: number, heightPx: number): Uint8Array => {
    const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
    head.writeUInt32BE(widthPx)
    head.writeUInt32BE(heightPx, 4)
    const dots = deflateSync(Buffer.alloc((1 + 3 * widthPx) * heightPx), { level: 1 })
    const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', dots), chunk('IEND', Buffer.alloc(0))])
  }

  const measured = async (work: DocumentWork, act: (service: Given['service']) => Promise<void>): Promise<number> => {
    const children: { readonly work: DocumentWork; readonly child: ReturnType<typeof startForked> }[] = []
    const start = (kind: DocumentWork): Child => {
      const child = startForked(kind)
      children.push({ work: kind, child })
      return child
    }
    const { service } = givenService({ start })
    await act(service)
    service.stop()
    return Math.max(...children.filter((one) => one.work === work).map(({ child }) => child.peakMb()))
  }

  test('56 MB of scans sealed with the sender line', async () => {
    const peakMb = await measured('pages', async (service) => {
      const pages = Array.from({ length: 14 }, (_, index) => ({ index, turn: 0 }) as const)
      const stamp = { text: 'Marigold Lane Family Clinic', pageOf: 'Page {page} of {pages}' }
      const sealed = value(await service.seal({ stamp, sources: [{ bytes: scans(14), pages }] }))
      expect(sealed.bytes.byteLength).toBeGreaterThan(56_000_000)
    })
    expect(peakMb).toBeLessThan(512)
  })

  test('a picture of 70 million dots is never unpacked whole: that alone is 210 MB', async () => {
    const peakMb = await measured('pictures', async (service) => {
      expect(value(await service.take(black(8000, 8750))).inspection.pages).toHaveLength(1)
    })
    expect(peakMb).toBeLessThan(340)
  })
})
