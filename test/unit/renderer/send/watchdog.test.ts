/** A PDF that makes its viewer hang costs one parser and a bounded time; what is shown next gets a parser that works. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { drawPage } from '#renderer/parts/pages/draw.ts'
import { abandonPdf, openPdfBytes, openWithinMs, pdfGeneration, warmPdf } from '#renderer/parts/pages/pdf.ts'
import { picturePixelsAtMost } from '#app/domain/pages/picture.ts'

/** The thread of a parser that has stopped hearing: it takes messages and never says anything. */
class StuckWorker extends EventTarget {
  static readonly all: StuckWorker[] = []
  ended = false
  constructor() {
    super()
    StuckWorker.all.push(this)
  }
  postMessage(): void {}
  terminate(): void {
    this.ended = true
  }
}

const before = globalThis.Worker
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  Object.assign(globalThis, { Worker: StuckWorker, document: { baseURI: 'app://faxdesk/' } })
})
beforeEach(() => {
  abandonPdf()
  StuckWorker.all.splice(0)
})
afterAll(() => {
  abandonPdf()
  vi.useRealTimers()
  Object.assign(globalThis, { Worker: before, document: undefined })
})

const never = new Promise<never>(() => undefined)
const drawing = { page: 1, turn: 0, widthPx: 400 } as const
const canvas = () => ({ width: 0, height: 0 }) as HTMLCanvasElement

/** How a promise ended: `waits` while it has not. */
function ended(promise: Promise<unknown>): () => Promise<string> {
  let how = 'waits'
  promise.then(
    () => (how = 'done'),
    (error: unknown) => (how = error instanceof Error ? error.message : 'thrown'),
  )
  return async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    return how
  }
}

test('a document that never opens is given up with its parser, and the next has another', async () => {
  const how = ended(openPdfBytes(new Uint8Array(64)))
  await vi.advanceTimersByTimeAsync(openWithinMs - 1)
  expect(await how()).toBe('waits')
  expect(StuckWorker.all.map((worker) => worker.ended)).toEqual([false])
  const generation = pdfGeneration()
  await vi.advanceTimersByTimeAsync(1)
  expect(await how()).toBe('took-too-long')
  expect(StuckWorker.all.map((worker) => worker.ended)).toEqual([true])
  warmPdf()
  expect(StuckWorker.all.map((worker) => worker.ended)).toEqual([true, false])
  expect(pdfGeneration()).toBe(generation + 1)
})

test.each(['getPage', 'render'] as const)('a page that hangs in %s is called off with its parser', async (hangs) => {
  warmPdf()
  const cancelled: string[] = []
  const page = {
    rotate: 0,
    getViewport: ({ scale }: { readonly scale: number }) => ({ width: 20_000 * scale, height: 20_000 * scale }),
    render: () => ({ promise: never, cancel: () => cancelled.push('render') }),
  }
  const pdf = { getPage: () => (hangs === 'getPage' ? never : Promise.resolve(page)) } as unknown as PDFDocumentProxy
  const target = canvas()
  const how = ended(drawPage(pdf, { ...drawing, widthPx: 100_000 }, target, new AbortController().signal))
  await vi.advanceTimersByTimeAsync(19_999)
  expect(await how()).toBe('waits')
  expect(StuckWorker.all.map((worker) => worker.ended)).toEqual([false])
  await vi.advanceTimersByTimeAsync(1)
  expect(await how()).toBe('took-too-long')
  expect(StuckWorker.all.map((worker) => worker.ended)).toEqual([true])
  expect(cancelled.length).toBe(hangs === 'render' ? 1 : 0)
  // However large page and zoom: the canvas was bounded before anything was drawn.
  expect(target.width * target.height).toBeLessThanOrEqual(picturePixelsAtMost)
})

test('a page that nobody wants any more is called off, and its parser stays', async () => {
  warmPdf()
  const off = new AbortController()
  const reject = Promise.withResolvers<never>()
  const page = {
    rotate: 0,
    getViewport: () => ({ width: 10, height: 10 }),
    render: () => ({ promise: reject.promise, cancel: () => reject.reject(new Error('cancelled')) }),
  }
  const pdf = { getPage: () => Promise.resolve(page) } as unknown as PDFDocumentProxy
  const how = ended(drawPage(pdf, drawing, canvas(), off.signal))
  expect(await how()).toBe('waits')
  off.abort(new Error('scrolled away'))
  expect(await how()).toBe('scrolled away')
  expect(StuckWorker.all.map((worker) => worker.ended)).toEqual([false])
})
