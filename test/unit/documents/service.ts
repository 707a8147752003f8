/** The real document service for tests: its child is the real entry in a worker thread, as in the stories. */
import { fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { createDocumentService, type DocumentService } from '#main/documents/client.ts'
import type { ServiceLimits } from '#main/documents/runner.ts'
import type { Assets } from '#main/documents/service/protocol.ts'
import type { Child, Clock, DocumentWork, Note } from '#main/ports.ts'

const root = path.resolve(import.meta.dirname, '../../..')

export const assets: Assets = {
  wasmPath: path.join(root, 'node_modules/@embedpdf/pdfium/dist/pdfium.wasm'),
  regularFontPath: path.join(root, 'build/fonts/inter-regular.ttf'),
  boldFontPath: path.join(root, 'build/fonts/inter-bold.ttf'),
  vipsPath: path.join(root, 'node_modules/wasm-vips/lib/vips-node.mjs'),
  readerPath: path.join(root, 'node_modules/tesseract.js-core/tesseract-core-simd-lstm.js'),
  lettersPath: path.join(root, 'node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'),
}

const entries: Readonly<Record<DocumentWork, string>> = {
  pages: path.join(root, 'main/documents/service/entry.ts'),
  pictures: path.join(root, 'main/documents/intake/entry.ts'),
  reading: path.join(root, 'main/documents/reading/entry.ts'),
}

/** The real child for pages, or for pictures. */
export const startDocumentWorker = (work: DocumentWork = 'pages'): Child => startWorker(entries[work])

/** A worker thread as a child. `source` is a file, or code when `code` says so. */
export function startWorker(source: string, code = false): Child {
  const worker = new Worker(source, { eval: code, stdout: true, stderr: true })
  // A thread that throws also exits, and its exit is what counts.
  worker.on('error', () => undefined)
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => {
      worker.on('message', listener)
      return () => void worker.off('message', listener)
    },
    onExit: (listener) => {
      const exited = (): void => listener()
      worker.on('exit', exited)
      return () => void worker.off('exit', exited)
    },
    stop: () => void worker.terminate(),
  }
}

/** A child as a process of its own, as in the product, and the most memory it has had, in MB (Linux tells it). */
export function startForked(work: DocumentWork): Child & { readonly peakMb: () => number } {
  const port =
    'process.parentPort={postMessage:(m)=>process.send(m),on:(_,hear)=>process.on("message",(data)=>hear({data}))}'
  const execArgv = ['--disable-warning=ExperimentalWarning', '--import', `data:text/javascript,${port}`]
  const child = fork(entries[work], [], { serialization: 'advanced', execArgv, stdio: 'ignore' })
  let peakMb = 0
  const look = (): void => {
    const status = `/proc/${child.pid}/status`
    const found = existsSync(status) ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined
    peakMb = Math.max(peakMb, Number(found ?? 0) / 1024)
  }
  const timer = setInterval(look, 20)
  child.on('exit', () => clearInterval(timer))
  return {
    post: (message) => void child.send(message as object),
    onMessage: (listener) => {
      child.on('message', listener)
      return () => void child.off('message', listener)
    },
    onExit: (listener) => {
      const exited = (): void => listener()
      child.on('exit', exited)
      return () => void child.off('exit', exited)
    },
    stop: () => void child.kill(),
    peakMb: () => peakMb,
  }
}

/** Real time, for tests in which a child must be given up while it works. */
export const realClock: Pick<Clock, 'after'> = {
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

export interface Given {
  readonly service: DocumentService
  readonly notes: readonly Note[]
}

/** Other jobs may share the machine; only a test of lateness wants to be late. */
const patient = { stepMs: 60_000 }

export function givenService(
  parts: {
    readonly start?: (work: DocumentWork) => Child
    readonly clock?: Pick<Clock, 'after'>
    readonly limits?: Partial<ServiceLimits>
    readonly workers?: number
  } = {},
): Given {
  const notes: Note[] = []
  const { start = startDocumentWorker, clock = realClock, limits = patient, workers = 1 } = parts
  const service = createDocumentService({
    start,
    clock,
    limits,
    workers,
    assets,
    log: { note: (note) => void notes.push(note) },
  })
  return { service, notes }
}

/** The value of an outcome that must be good. */
export function value<T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: unknown },
): T {
  if (!outcome.ok) throw new Error(`unexpected fault ${JSON.stringify(outcome.fault)}`)
  return outcome.value
}

export const refusal = (refused: string): object => ({ ok: false, fault: { code: 'document', refusal: refused } })
