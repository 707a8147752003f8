/**
 * Growing delay after wrong passwords (NIST SP 800-63B-4 §3.2.2), for each person and for the whole machine. It is
 * kept on disk, because otherwise ending the application would start it over. It lies outside the store, because it
 * must work before the store is open.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { PersonId } from '#app/domain/ids.ts'
import type { Clock } from '../ports.ts'
import { putFile } from '../store/engine/put.ts'
import { storeTrouble } from '../store/trouble.ts'

export type Throttle = {
  /** How long this person must wait before the next password is looked at; 0 for not at all. */
  readonly waitMs: (id: PersonId) => number
  /**
   * A wrong password or recovery code. Answers the wait in ms before the next, once the count is on disk; a disk that
   * cannot be written to only loses it over a restart.
   */
  readonly failed: (id: PersonId) => Promise<number>
  /** A right password: the person starts over. The machine's count stays, or one's own account would reset it. */
  readonly passed: (id: PersonId) => Promise<void>
  /** So many lines of refused tries lie beside it now; on disk with the next wrong password. */
  readonly noted: (lines: number) => void
  /** What the record is owed: whether this count was lost since the last time, and how many lines there must be. */
  readonly owed: () => { readonly lost: Lost | undefined; readonly lines: number }
  /** The record has it, and the lines. */
  readonly recorded: () => Promise<void>
}

/** `gone`: the file was taken away. `altered`: it is not what was written. */
export type Lost = 'gone' | 'altered'

export type ThrottleParts = {
  readonly dataFolder: string
  readonly clock: Pick<Clock, 'now'>
  /** Nobody has used this desk yet: there need be no count. */
  readonly fresh: boolean
}

/** Wrong passwords that cost nothing, and the longest wait there is, in ms. */
const free = { person: 2, machine: 9 } as const
const firstWaitMs = 2000
const longestWaitMs = 5 * 60_000
/** After which the wait is the longest. */
const lostCount = free.machine + 1 + Math.ceil(Math.log2(longestWaitMs / firstWaitMs))
/** After so long without a wrong password the machine's count starts over; one person's does not. */
const machineForgetsMs = 60 * 60_000
/** Names nobody has fill no memory: beyond this many only the machine counts. */
const peopleAtMost = 200

const Count = z.strictObject({ failures: z.number().int().min(0), at: z.number().min(0) })
type Count = z.infer<typeof Count>
// Not strict: a file from before kept refusals here as well.
const State = z.object({
  machine: Count,
  people: z.record(z.string(), Count),
  lost: z.enum(['gone', 'altered']).optional(),
  lines: z.number().int().min(0).default(0),
})
type State = Readonly<z.infer<typeof State>>
type Counts = Readonly<Record<string, Count>>

const none: Count = { failures: 0, at: 0 }

/** The wait in ms that follows the given number of wrong passwords: nothing at first, then 2 s, doubled each time. */
export const waitAfterMs = (failures: number, free: number): number =>
  failures <= free ? 0 : Math.min(firstWaitMs * 2 ** Math.min(failures - free - 1, 20), longestWaitMs)

/**
 * Reads what is on disk. A file that was altered or taken away counts as so many wrong passwords on this machine that
 * the wait is the longest: whoever does that gains nothing, and the record hears of it.
 */
export async function createThrottle({ dataFolder, clock, fresh }: ThrottleParts): Promise<Throttle> {
  const file = path.join(dataFolder, 'throttle.json')
  let state = await stateFrom(file, clock.now(), fresh)
  await save(file, state)
  let saved: Promise<void> = Promise.resolve()
  const become = (next: State): Promise<void> => {
    state = next
    saved = saved.catch(() => undefined).then(() => save(file, next))
    return saved
  }

  const waitMs = (id: PersonId): number => {
    const now = clock.now()
    // A clock set back would otherwise lock people out until it has caught up.
    const machine = notAfter(state.machine, now)
    const people = Object.hasOwn(state.people, id)
      ? { ...state.people, [id]: notAfter(of(state.people, id), now) }
      : state.people
    state = { ...state, machine, people }
    return Math.max(left(of(people, id), free.person, now), left(remembered(machine, now), free.machine, now))
  }

  return Object.freeze({
    waitMs,
    failed: async (id) => {
      const now = clock.now()
      await become({
        ...state,
        machine: more(remembered(state.machine, now), now),
        people: counted(state.people, id, now),
      })
      return waitMs(id)
    },
    passed: (id) => become({ ...state, people: without(state.people, [id]) }),
    noted: (lines) => {
      state = { ...state, lines: Math.max(state.lines, lines) }
    },
    owed: () => ({ lost: state.lost, lines: state.lines }),
    recorded: () => become({ machine: state.machine, people: state.people, lines: 0 }),
  } satisfies Throttle)
}

const of = (counts: Counts, id: string): Count => (Object.hasOwn(counts, id) ? counts[id] : undefined) ?? none

const more = ({ failures }: Count, now: number): Count => ({ failures: failures + 1, at: now })

const left = ({ failures, at }: Count, free: number, now: number): number =>
  Math.max(0, at + waitAfterMs(failures, free) - now)

const remembered = (machine: Count, now: number): Count => (now - machine.at > machineForgetsMs ? none : machine)

const notAfter = (count: Count, now: number): Count => (count.at > now ? { ...count, at: now } : count)

function counted(counts: Counts, id: string, now: number): Counts {
  const full = !Object.hasOwn(counts, id) && Object.keys(counts).length >= peopleAtMost
  return full ? counts : { ...counts, [id]: more(of(counts, id), now) }
}

const without = (counts: Counts, ids: readonly string[]): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([id]) => !ids.includes(id)))

async function save(file: string, state: State): Promise<void> {
  try {
    await putFile(file, JSON.stringify(state))
  } catch (error) {
    // The count goes on in memory. Nobody is to be kept from signing in because the disk is full.
    if (!storeTrouble(error)) throw error
  }
}

async function stateFrom(file: string, now: number, fresh: boolean): Promise<State> {
  try {
    return State.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (missing && fresh) return { machine: none, people: {}, lines: 0 }
    return { machine: { failures: lostCount, at: now }, people: {}, lost: missing ? 'gone' : 'altered', lines: 0 }
  }
}
