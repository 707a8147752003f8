/**
 * A few children that share one queue. What a person waits for goes first, and in order; work that nobody waits for any
 * more is called off; work that waits outlives any child. What a job means is not known here.
 */
import { availableParallelism } from 'node:os'
import type { Outcome } from '#app/domain/outcome.ts'
import type { Undo } from '../ports.ts'
import { refused, Runner, type Content, type Kind, type RunnerParts, type Waiting } from './runner.ts'
import type { Part, Results } from './service/protocol.ts'

/** `view`: a person looks at an empty place. `strip`: small pictures beside it. `background`: nobody looks. */
export const urgencies = ['view', 'strip', 'background'] as const
export type Urgency = (typeof urgencies)[number]

/** How a job is asked for. */
export interface Asked {
  /** `view` unless given. */
  readonly urgency?: Urgency
  /** Aborted when nobody waits any more: the job answers `called-off`. */
  readonly signal?: AbortSignal | undefined
}

/** One core is left to the window; more than four children would only share memory bandwidth. */
export const usualWorkers = (): number => Math.max(1, Math.min(availableParallelism() - 1, 4))

type Queued = Waiting & { readonly urgency: Urgency }

export class Pool {
  readonly #runners: readonly Runner[]
  readonly #queue: Queued[] = []
  #quiet: (() => void)[] = []
  #stopped = false

  /** @param workers how many children there may be; each starts with its first job */
  constructor(parts: RunnerParts, workers: number) {
    this.#runners = Array.from({ length: workers }, () => new Runner(parts, () => this.#next()))
  }

  /**
   * Queues a job and answers its result, or fault `document`: the file's own refusal, `crashed`, `took-too-long` or
   * `called-off`. `onPart` hears of each part before the result; it must not throw.
   */
  job<K extends Kind>(
    kind: K,
    content: Content<K>,
    { urgency = 'view', signal }: Asked = {},
    onPart: (part: Part<K>) => void = () => undefined,
  ): Promise<Outcome<Results[K]>> {
    const { promise, resolve } = Promise.withResolvers<Outcome<Results[K]>>()
    if (this.#stopped) resolve(refused('crashed'))
    else if (signal?.aborted) resolve(refused('called-off'))
    else {
      const settle = resolve as Waiting['settle']
      const job: Queued = { kind, content, urgency, settle, onPart: onPart as Waiting['onPart'] }
      const forget = this.#watch(job, signal)
      void promise.then(forget)
      this.#queue.push(job)
      this.#next()
    }
    return promise
  }

  /** How many jobs can be under way at once. */
  get children(): number {
    return this.#runners.length
  }

  /** Comes when nothing is under way and nothing waits: for work that must not be in the way of this. */
  quiet(): Promise<void> {
    if (this.#isQuiet()) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#quiet.push(resolve)
    return promise
  }

  #isQuiet(): boolean {
    return this.#stopped || (this.#queue.length === 0 && this.#runners.every((runner) => runner.idle))
  }

  /** Ends all children. Jobs not yet answered, and all later ones, answer `crashed`. */
  stop(): void {
    this.#stopped = true
    for (const { settle } of this.#queue.splice(0)) settle(refused('crashed'))
    for (const runner of this.#runners) runner.stop()
    this.#tellQuiet()
  }

  #watch(job: Queued, signal: AbortSignal | undefined): Undo {
    const calledOff = (): void => {
      const at = this.#queue.indexOf(job)
      if (at >= 0) this.#queue.splice(at, 1)
      else for (const runner of this.#runners) runner.callOff(job)
      job.settle(refused('called-off'))
    }
    signal?.addEventListener('abort', calledOff, { once: true })
    return () => signal?.removeEventListener('abort', calledOff)
  }

  #next(): void {
    while (!this.#stopped) {
      // A child that runs already answers a quarter of a second sooner than one that must start.
      const idle = this.#runners.filter((runner) => runner.idle)
      const runner = idle.find((one) => one.warm) ?? idle[0]
      const job = runner && this.#first()
      if (!job) return this.#tellQuiet()
      runner.run(job)
    }
  }

  #tellQuiet(): void {
    if (this.#isQuiet()) for (const tell of this.#quiet.splice(0)) tell()
  }

  #first(): Queued | undefined {
    for (const urgency of urgencies) {
      const at = this.#queue.findIndex((job) => job.urgency === urgency)
      if (at >= 0) return this.#queue.splice(at, 1)[0]
    }
    return undefined
  }
}
