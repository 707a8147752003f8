/**
 * A document child's inner side: hears orders on a port, does one at a time, answers each. It keeps nothing between
 * jobs. A refusal is an answer; a bug or a broken engine ends the child, which is then replaced.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Order, type Assets, type Job, type Reply } from './protocol.ts'
import { Refused } from './refused.ts'

/** What the child needs of the thread or process it runs in. */
export interface ServicePort {
  readonly post: (reply: Reply) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** Ends this child. */
  readonly exit: () => void
}

/** Signs of life; each lets its message out, and a `stop` in, before the work goes on. Refuses: called-off. */
export interface Signs {
  readonly progress: (done: number) => Promise<void>
  readonly part: (part: unknown, done: number) => Promise<void>
}

/** What a child can do, once its engines run. */
export interface Performer {
  /** Answers the job's result, or throws Refused. */
  readonly perform: (job: Job, signs: Signs) => Promise<unknown>
  /** Bytes its engines have taken so far. */
  readonly heapBytes: () => number
}

/** Begins to serve. The first order must be `init`; an order of unknown shape ends the child. */
export function serve(port: ServicePort, start: (assets: Assets) => Promise<Performer>): void {
  let performer: Promise<Performer> | undefined
  let last: Promise<void> = Promise.resolve()
  const calledOff = new Set<number>()
  port.onMessage((message) => {
    const order = Order.safeParse(message)
    if (!order.success) return port.exit()
    const { data } = order
    if (data.kind === 'stop') return void calledOff.add(data.job)
    if (data.kind === 'init') {
      performer = start(data.assets)
      performer.then(() => port.post({ kind: 'ready' })).catch(port.exit)
      return
    }
    last = last.then(async () => (performer ? answer(port, await performer, data, calledOff) : port.exit()))
    last.catch(port.exit)
  })
}

async function answer(port: ServicePort, performer: Performer, job: Job, calledOff: Set<number>): Promise<void> {
  const sign = async (reply: Reply): Promise<void> => {
    port.post(reply)
    await nextTurn()
    if (calledOff.has(job.job)) throw new Refused('called-off')
  }
  try {
    const result = await performer.perform(job, {
      progress: (done) => sign({ kind: 'progress', job: job.job, done }),
      part: (part, done) => sign({ kind: 'part', job: job.job, done, part }),
    })
    port.post({ kind: 'done', job: job.job, result, heapBytes: performer.heapBytes() })
  } catch (error) {
    if (error instanceof Refused) {
      const page = error.page === undefined ? {} : { page: error.page }
      return port.post({ kind: 'refused', job: job.job, refusal: error.refusal, ...page })
    }
    // WebAssembly that has aborted must not be used again.
    port.post({ kind: 'broken', job: job.job, where: place(error) })
    await nextTurn()
    port.exit()
  } finally {
    calledOff.delete(job.job)
  }
}

/** The kind of error and the place in our code; its message could quote a document and stays here. */
function place(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const frame = error.stack?.split('\n').find((line) => line.startsWith('    at '))
  return `${error.name} ${frame?.trim().replace(/\(.*[/\\]/, '(') ?? ''}`.slice(0, 400)
}
