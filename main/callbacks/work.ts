/**
 * What follows a good callback, after it was answered: each call of ours that it names is asked about at once, by its id,
 * as polling would have done later; one that names none may mean that a fax came in. A flood costs one look a while.
 */
import { FaxId, type LineId } from '#app/domain/ids.ts'
import type { Delivery } from '../delivery/engine/engine.ts'
import type { Clock, Undo } from '../ports.ts'
import { callsUnderWay, learnProviderId } from '../store/faxes/attempts.ts'
import type { Store } from '../store/store.ts'
import type { News } from './calls.ts'
import { mentionsIn } from './mentions.ts'

export type WorkParts = {
  readonly store: Store
  readonly clock: Clock
  readonly engine: Pick<Delivery, 'askAgain'>
  /** Asks every line now what came in. */
  readonly look: () => Promise<void>
  readonly trouble: (error: unknown) => void
}

export type Work = {
  readonly later: (news: News) => void
  /** Resolves when nothing waits. */
  readonly stop: () => Promise<void>
}

/** Between two looks at one line, in ms. */
const everyMs = 2_000
/** What waits for a line's next look at most; what is dropped beyond it, polling finds. */
const waitingAtMost = 200

export function createWork(parts: WorkParts): Work {
  const waiting = new Map<LineId, News[]>()
  const resting = new Map<LineId, Undo>()
  const under = new Set<Promise<void>>()
  let running = true

  function later(news: News): void {
    if (!running) return
    const row = waiting.get(news.line)
    if (row) {
      if (row.length < waitingAtMost) row.push(news)
      return
    }
    waiting.set(news.line, [news])
    if (!resting.has(news.line)) begin(news.line)
  }

  /** Looks now, and not again for a while. */
  function begin(line: LineId): void {
    const done = answered()
      .then(() => take(line))
      .catch(parts.trouble)
    under.add(done)
    void done.finally(() => under.delete(done))
    const undo = parts.clock.after(everyMs, () => {
      resting.delete(line)
      if (waiting.has(line)) begin(line)
    })
    resting.set(line, undo)
  }

  async function take(line: LineId): Promise<void> {
    const news = waiting.get(line) ?? []
    waiting.delete(line)
    const named = await Promise.all(news.map((each) => lookAt(parts, each)))
    if (named.includes(false)) await parts.look()
  }

  return {
    later,
    stop: async () => {
      running = false
      for (const undo of resting.values()) undo()
      await Promise.all(under)
    },
  }
}

/** After the answer has left. */
const answered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Answers whether the callback named a call of ours that is under way. */
async function lookAt({ store, engine }: WorkParts, { line, callback, learnt }: News): Promise<boolean> {
  if (learnt) await store.write((tx) => learnProviderId(tx, line, learnt))
  const calls = await callsUnderWay(store.read, line)
  const mentions = await mentionsIn(callback)
  const named = calls.filter(
    ({ provider_id: id, line_reference: reference }) => mentions.has(reference) || (id !== null && mentions.has(id)),
  )
  for (const { fax_id: id } of named) await engine.askAgain(FaxId.parse(id))
  return named.length > 0
}
