/**
 * The document service's inner side: hears orders on a port, does one at a time, answers each. It keeps nothing between
 * jobs. A refusal is an answer; a bug or a broken engine ends the child, which is then replaced.
 */
import { readFile } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { unreachable } from '#app/domain/outcome.ts'
import { drawAudit } from '../../reports/render/audit.ts'
import { drawConfirmation } from '../../reports/render/confirmation.ts'
import type { Fonts } from '../../reports/render/paper.ts'
import { drawCover } from '../cover/cover.ts'
import { Kernel } from '../rendition/kernel.ts'
import { makeRendition, pictureOf } from '../rendition/rendition.ts'
import { inspect } from './inspect.ts'
import { startPdfium, type Engine } from './pdfium.ts'
import { Order, type Assets, type Job, type Reply } from './protocol.ts'
import { Refused } from './refused.ts'
import { seal } from './seal.ts'

/** What the child needs of the thread or process it runs in. */
export interface ServicePort {
  readonly post: (reply: Reply) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** Ends this child. */
  readonly exit: () => void
}

interface Tools {
  readonly engine: Engine
  readonly kernel: Kernel
  readonly fonts: Fonts
}

/** Begins to serve. The first order must be `init`; an order of unknown shape ends the child. */
export function serve(port: ServicePort): void {
  let tools: Promise<Tools> | undefined
  let last: Promise<void> = Promise.resolve()
  port.onMessage((message) => {
    const order = Order.safeParse(message)
    if (!order.success) return port.exit()
    const { data } = order
    if (data.kind === 'init') {
      tools = start(data.assets)
      tools.then(() => port.post({ kind: 'ready' })).catch(port.exit)
      return
    }
    last = last.then(async () => (tools ? answer(port, await tools, data) : port.exit()))
    last.catch(port.exit)
  })
}

async function start({ wasmPath, regularFontPath, boldFontPath }: Assets): Promise<Tools> {
  const [wasm, regular, bold] = await Promise.all(
    [wasmPath, regularFontPath, boldFontPath].map((path) => readFile(path)),
  )
  if (!wasm || !regular || !bold) throw new RangeError('files missing')
  return { engine: await startPdfium(wasm), kernel: new Kernel(), fonts: { regular, bold } }
}

async function answer(port: ServicePort, tools: Tools, job: Job): Promise<void> {
  try {
    const result = await perform(tools, job, {
      async progress(done) {
        port.post({ kind: 'progress', job: job.job, done })
        await nextTurn()
      },
      async part(part, done) {
        port.post({ kind: 'part', job: job.job, done, part })
        await nextTurn()
      },
    })
    port.post({ kind: 'done', job: job.job, result, heapBytes: heapOf(tools) })
  } catch (error) {
    if (error instanceof Refused) return port.post({ kind: 'refused', job: job.job, refusal: error.refusal })
    // WebAssembly that has aborted must not be used again.
    port.post({ kind: 'broken', job: job.job, where: place(error) })
    await nextTurn()
    port.exit()
  }
}

const heapOf = ({ engine, kernel }: Tools): number => engine.heapBytes() + kernel.heapBytes()

/** Signs of life; each lets its message out before the work goes on. */
interface Signs {
  readonly progress: (done: number) => Promise<void>
  readonly part: (part: unknown, done: number) => Promise<void>
}

function perform(tools: Tools, job: Job, { progress, part }: Signs): Promise<unknown> {
  const { engine, fonts } = tools
  switch (job.kind) {
    case 'inspect':
      return Promise.resolve(inspect(engine, job.bytes, job.password))
    case 'seal':
      return seal(engine, job.packet, progress)
    case 'cover':
      return drawCover(fonts, job.sheet)
    case 'confirmation':
      return drawConfirmation(fonts, job.report, progress)
    case 'audit-report':
      return drawAudit(fonts, job.report, progress)
    case 'rendition':
      return makeRendition(tools, job.order, part)
    case 'rendition-page':
      return Promise.resolve({ png: pictureOf(job.page) })
    default:
      return unreachable(job, 'job')
  }
}

/** The kind of error and the place in our code; its message could quote a document and stays here. */
function place(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const frame = error.stack?.split('\n').find((line) => line.startsWith('    at '))
  return `${error.name} ${frame?.trim().replace(/\(.*[/\\]/, '(') ?? ''}`.slice(0, 400)
}
