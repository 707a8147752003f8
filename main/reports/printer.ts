/** Reports are printed in a thread of their own, from pieces that are made while it prints: neither side holds them all. */
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { conflict, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Frame, Piece } from './render/types.ts'
import type { MorePieces, Printed, ReportWork } from './render/worker.ts'

export type PrintJob = {
  readonly frame: Frame
  /** Pieces in handfuls; the next is asked for when the last is on paper and its bytes are written. */
  readonly pieces: AsyncIterable<readonly Piece[]>
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly stopped: AbortSignal
  readonly progress: (pages: number) => void
}

/** A report keeps a page and a few numbers for each page before; with more room, waste is only cleared away later. */
const bounds = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 }

/**
 * Prints a report and answers its number of pages. Fault: conflict report-stopped. Throws what `pieces` and `write`
 * throw, and when the thread breaks; it is gone in any case.
 */
export type ReportPrinter = (job: PrintJob) => Promise<Outcome<number>>

/** @param worker where `render/worker` lies: the `.ts` file under plain Node, the built `.js` file in the product */
export const printerInThread =
  (worker: string, fonts: Pick<ReportWork, 'regularFont' | 'boldFont'>): ReportPrinter =>
  async (job) => {
    const work: ReportWork = { ...fonts, frame: job.frame }
    const thread = new Worker(worker, { workerData: work, resourceLimits: bounds })
    try {
      return ok(await printed(thread, job))
    } catch (error) {
      if (job.stopped.aborted) return conflict('report-stopped')
      throw error
    } finally {
      await thread.terminate()
    }
  }

/** While the thread prints one handful, the next is read here. */
async function printed(thread: Worker, { pieces, write, stopped, progress }: PrintJob): Promise<number> {
  const source = pieces[Symbol.asyncIterator]()
  let coming = begun(source)
  try {
    for await (const [message] of on(thread, 'message', { signal: stopped, close: ['exit'] })) {
      const { done, bytes, pages } = message as Printed
      if (!done) {
        const next = await coming
        stopped.throwIfAborted()
        const more: MorePieces = next.done ? { pieces: [], last: true } : { pieces: next.value, last: false }
        thread.postMessage(more)
        if (!next.done) coming = begun(source)
      }
      if (bytes.length > 0) await write(bytes)
      progress(pages)
      if (done) return pages
    }
    throw new Error('the thread for reports ended without its report')
  } finally {
    await coming.catch(() => undefined)
    await source.return?.()
  }
}

/** The next handful, under way. What goes wrong with it is heard when it is waited for. */
function begun(source: AsyncIterator<readonly Piece[]>): Promise<IteratorResult<readonly Piece[]>> {
  const next = source.next()
  next.catch(() => undefined)
  return next
}
