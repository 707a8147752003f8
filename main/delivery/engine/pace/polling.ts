/**
 * Asking how calls go, with as few questions as the line's limits ask for: by one list for all of its calls where it
 * has one, at the same moments, and ever more rarely about calls that go on for long.
 */
import type { Call, Line, News } from '../../../lines/line.ts'

const minute = 60_000
const unknown: News = { phase: 'unknown' }

/**
 * When to ask about a call again, in epoch ms.
 * @param goneOnMs how long it has been going on
 * @param calls calls the line is busy with
 */
export function askAgainAt({ pace, statuses }: Line, now: number, goneOnMs: number, calls: number): number {
  const patience = goneOnMs < 10 * minute ? 1 : goneOnMs < 30 * minute ? 2 : 4
  // A fifth of what a service allows is left to hand-overs, stops and removals.
  const questions = pace.questionsPerMinute === undefined ? Infinity : pace.questionsPerMinute * 0.8
  const leastMs = ((statuses ? 1 : calls) * minute) / questions
  const everyMs = Math.max(pace.askEveryMs * patience, leastMs)
  // Where one answer tells of all calls, they are asked about at the same moments.
  return statuses ? Math.max(now + 1, Math.floor((now + everyMs) / pace.askEveryMs) * pace.askEveryMs) : now + everyMs
}

export type Asker = { readonly ask: (line: Line, call: Call) => Promise<News> }

type Waiting = { readonly call: Call; readonly tell: (news: News | Promise<News>) => void }

/** Gathers what is asked of a line in the same turn of events into one question. */
export function createAsker(): Asker {
  const gathered = new Map<Line['id'], Waiting[]>()

  async function put(line: Line, all: NonNullable<Line['statuses']>): Promise<void> {
    const waiting = gathered.get(line.id) ?? []
    gathered.delete(line.id)
    try {
      const news = await all(waiting.map(({ call }) => call))
      for (const { call, tell } of waiting) tell(news.get(call.reference) ?? unknown)
    } catch {
      // Broken and silent are the same to whoever asked.
      for (const { tell } of waiting) tell(unknown)
    }
  }

  return {
    ask(line, call) {
      const { statuses } = line
      if (!statuses) return line.status(call)
      return new Promise((tell) => {
        const waiting = gathered.get(line.id)
        if (waiting) return void waiting.push({ call, tell })
        gathered.set(line.id, [{ call, tell }])
        setImmediate(() => void put(line, statuses))
      })
    },
  }
}
