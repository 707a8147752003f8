/**
 * One child, one job at a time. Whatever the child does, each job gets exactly one answer and the next job gets a child
 * that works. What a job means, and which one is next, is not known here.
 */
import type { DocumentRefusal } from '#app/domain/pages/document.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Child, Clock, Log, Undo } from '../ports.ts'
import { inPieces, whole } from './service/pieces.ts'
import { parts, Reply, results, type Assets, type Job } from './service/protocol.ts'

/** How long a child may take, in ms. */
export interface ServiceLimits {
  /** From one sign of life to the next: a page, as a rule. */
  readonly stepMs: number
  readonly totalMs: number
  /** A child whose PDFium has taken more than this is replaced once its job is done: that memory never shrinks. */
  readonly heapBytes: number
}

export type Kind = Job['kind']
export type Content<K extends Kind> = Omit<Extract<Job, { readonly kind: K }>, 'kind' | 'job'>

export interface RunnerParts {
  readonly start: () => Child
  readonly assets: Assets
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
  readonly limits: ServiceLimits
  /** A child that has had nothing to do for so long, in ms, is ended; it stays, unless given. */
  readonly restMs?: number
  /** Whether a child whose job is called off is ended at once: for work that cannot stop half way. */
  readonly abrupt?: boolean
}

interface Living {
  readonly post: Child['post']
  readonly end: () => void
}

/** A job before its turn. `settle` may be called again by whoever calls it off: only the first answer counts. */
export interface Waiting {
  readonly kind: Kind
  readonly content: object
  readonly settle: (answer: Outcome<unknown>) => void
  readonly onPart: (part: unknown) => void
}

interface Running {
  readonly waiting: Waiting
  readonly id: number
  readonly total: Undo
  step: Undo
  done: number
  calledOff: boolean
}

/** @param page the one to blame, from 1, where it is known */
export const refused = (refusal: DocumentRefusal, page?: number): Outcome<never> =>
  fail({ code: 'document', refusal, ...(page === undefined ? {} : { page }) })

export class Runner {
  readonly #parts: RunnerParts
  readonly #free: () => void
  #child: Living | undefined
  #running: Running | undefined
  #jobs = 0
  #rest: Undo = () => undefined

  /** @param free called whenever a job has been answered and another may be run */
  constructor(parts: RunnerParts, free: () => void) {
    this.#parts = Object.freeze(parts)
    this.#free = free
  }

  get idle(): boolean {
    return this.#running === undefined
  }

  /** Whether its child runs already. */
  get warm(): boolean {
    return this.#child !== undefined
  }

  /** Runs a job; only while idle. */
  run(waiting: Waiting): void {
    const { clock, limits } = this.#parts
    const late = (): void => this.#replace('took-too-long')
    const id = (this.#jobs += 1)
    this.#rest()
    const [step, total] = [clock.after(limits.stepMs, late), clock.after(limits.totalMs, late)]
    this.#running = { waiting, id, step, total, done: 0, calledOff: false }
    this.#child ??= this.#startChild()
    this.#child.post({ kind: waiting.kind, job: id, ...waiting.content })
  }

  /** Nobody waits for this job any more, if it is the one that runs: its child stops after the page in hand, or is ended. */
  callOff(waiting: Waiting): void {
    const job = this.#running
    if (job?.waiting !== waiting) return
    job.calledOff = true
    if (this.#parts.abrupt) {
      this.#dropChild()
      return this.#settle(refused('called-off'))
    }
    this.#child?.post({ kind: 'stop', job: job.id })
  }

  stop(): void {
    this.#dropChild()
    this.#settle(refused('crashed'))
    this.#rest()
  }

  #startChild(): Living {
    const child = this.#parts.start()
    let over = false
    const post = inPieces(child.post, () => over)
    const undo = [
      child.onMessage(whole((message) => this.#hear(message))),
      child.onExit(() => this.#replace('crashed')),
    ]
    const end = (): void => {
      over = true
      undo.forEach((undoOne) => undoOne())
      child.stop()
    }
    post({ kind: 'init', assets: this.#parts.assets })
    return { post, end }
  }

  /** A child that says what no child of ours would say is treated like one that died. */
  #hear(message: unknown): void {
    const reply = Reply.safeParse(message)
    if (!reply.success) return this.#replace('crashed')
    const { data } = reply
    const job = this.#running
    if (data.kind === 'ready') return job && this.#giveTime(job)
    if (!job || data.job !== job.id) return this.#replace('crashed')
    if (data.kind === 'broken') return this.#replace('crashed', data.where)
    if (data.kind === 'refused') return this.#settle(refused(data.refusal, data.page))
    if (data.kind === 'done') return this.#finish(job, data.result, data.heapBytes)
    if (data.kind === 'part' && !this.#takePart(job, data.part)) return this.#replace('crashed')
    this.#continue(job, data.done)
  }

  /** Hands a part over if its job may have any, and if it looks as it should. */
  #takePart({ waiting, calledOff }: Running, part: unknown): boolean {
    const { kind, onPart } = waiting
    const shape = kind === 'rendition' || kind === 'facts' || kind === 'thumbs' ? parts[kind] : undefined
    const parsed = shape?.safeParse(part)
    if (!parsed?.success) return false
    if (!calledOff) onPart(parsed.data)
    return true
  }

  /** Progress buys another step, but only by growing: repeating itself is no sign of life. */
  #continue(job: Running, done: number): void {
    if (done <= job.done) return this.#replace('crashed')
    job.done = done
    this.#giveTime(job)
  }

  #giveTime(job: Running): void {
    const { clock, limits } = this.#parts
    job.step()
    job.step = clock.after(limits.stepMs, () => this.#replace('took-too-long'))
  }

  #finish(job: Running, result: unknown, heapBytes: number): void {
    const parsed = results[job.waiting.kind].safeParse(result)
    if (!parsed.success) return this.#replace('crashed')
    if (heapBytes > this.#parts.limits.heapBytes) {
      this.#parts.log.note({ event: 'document.child-replaced', why: 'heap' })
      this.#dropChild()
    }
    this.#settle(ok(parsed.data))
  }

  /** Gives the child up, and with it the job it had; the next job starts another. `where` is a place in our code. */
  #replace(why: 'crashed' | 'took-too-long', where?: string): void {
    this.#parts.log.note({ event: 'document.child-replaced', why: where ?? why })
    this.#dropChild()
    this.#settle(refused(why))
  }

  #dropChild(): void {
    const child = this.#child
    this.#child = undefined
    child?.end()
  }

  #settle(answer: Outcome<unknown>): void {
    const job = this.#running
    if (!job) return
    this.#running = undefined
    job.step()
    job.total()
    job.waiting.settle(answer)
    const { clock, restMs } = this.#parts
    if (restMs !== undefined) this.#rest = clock.after(restMs, () => this.#dropChild())
    this.#free()
  }
}
