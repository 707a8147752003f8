/**
 * Power cuts: an outbox runs over a real encrypted store, and at every write and every answer of the service the disk is
 * kept as it lies (also with the last write torn), with the service's book and the hour. From each such moment another
 * process begins, perhaps dies once more, and is let run to the end. Then book and store are laid side by side.
 */
import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { final } from '#app/domain/fax/fax.ts'
import type { Line } from '#main/lines/line.ts'
import type { Store } from '#main/store/store.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'
import {
  idleMs,
  newStore,
  numberOf,
  openOutbox,
  putFax,
  reopened,
  runOn,
  sha256Of,
  storeFile,
  toldOf,
  type Told,
} from '#test/given/outbox/desk.ts'
import { emptyBook, scriptedService, serviceLineId, type Book, type Fate } from '#test/given/outbox/service.ts'
import { numbersFrom, scenarioOf, type Scenario } from './scenario.ts'

type Disk = { readonly db: Buffer; readonly wal: Buffer; readonly check: Buffer }
export type Moment = { readonly what: string; readonly disk: Disk; readonly book: Book; readonly now: number }
export type Verdict = { readonly lost: number; readonly twice: number; readonly untrue: number; readonly why: string }

const undoMs = 10_000

const read = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}
const diskOf = (folder: string): Disk => ({
  db: read(storeFile(folder)),
  wal: read(`${storeFile(folder)}-wal`),
  check: read(`${storeFile(folder)}.check`),
})

function serviceFor(scenario: Scenario, clock: ManualClock, book: Book, passing?: (what: string) => void): Line {
  const scripts = new Map(scenario.faxes.map(({ number, fates }) => [sha256Of(number), fates]))
  const script = (sha256: string): readonly Fate[] => scripts.get(sha256) ?? []
  return scriptedService({ clock, book, profile: scenario.profile, script, ...(passing ? { passing } : {}) })
}

const settled = (told: readonly Told[]): boolean =>
  told.every(({ state }) => final(state.phase) || (state.phase === 'queued' && state.because === 'number-to-check'))

/** What nobody can know is asked about for so long before it is left to a person for good. */
const askedForMs = 30 * 60_000

async function toTheEnd(store: Store, clock: ManualClock, line: Line): Promise<readonly string[]> {
  const desk = openOutbox(store, clock, [line])
  desk.engine.start()
  const from = clock.now()
  await runOn(
    desk,
    clock,
    async () => {
      const told = await toldOf(store)
      const unknown = told.some(({ state }) => state.phase === 'uncertain')
      if (!told.every(({ state }) => state.phase === 'uncertain' || settled([{ number: 0, lineId: '', state }])))
        return false
      if (unknown) return clock.now() - from > askedForMs
      const due = store.read.selectFrom('attempt').select('number').where('removal_due_at', 'is not', null)
      return (await due.execute()).length === 0
    },
    { asleepMs: () => idleMs(store, clock.now()) },
  )
  await desk.engine.stop()
  return desk.notes.filter(({ event }) => event.endsWith('incident')).map((note) => JSON.stringify(note))
}

/** Lets a scenario run through, and keeps every moment of it at which the power could go. */
export async function momentsOf(scenario: Scenario, folder: string): Promise<readonly Moment[]> {
  await mkdir(folder, { recursive: true })
  const real = await newStore(folder)
  const clock = manualClock()
  const book: Book = { ...emptyBook(), removalsFailed: scenario.removalsFail }
  await real.write(async (tx) => {
    for (const { number, to, pages } of scenario.faxes)
      await putFax(tx, { number, to: numberOf(to), pages, lineId: serviceLineId }, clock.now() + undoMs)
  })
  const moments: Moment[] = []
  const random = numbersFrom(scenario.seed + 7)
  let disk = diskOf(folder)
  const keep = (what: string, now: Disk = disk): void =>
    void moments.push({ what, disk: now, book: structuredClone(book), now: clock.now() })
  const write: Store['write'] = async (work) => {
    keep('before a write')
    let before = disk
    const value = await real.write((tx) => {
      // Writes wait for each other: only what this one adds can be torn, what lies there by now was answered for.
      before = diskOf(folder)
      return work(tx)
    })
    disk = diskOf(folder)
    const grown = disk.wal.length - before.wal.length
    if (grown > 0) {
      const torn = before.wal.length + Math.floor(random() * grown)
      keep('within a write', { ...disk, db: before.db, wal: disk.wal.subarray(0, torn) })
    }
    keep('after a write')
    return value
  }
  await toTheEnd({ ...real, write }, clock, serviceFor(scenario, clock, book, keep))
  await real.close()
  await rm(folder, { recursive: true, force: true })
  return moments
}

async function put(folder: string, { db, wal, check }: Disk): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(storeFile(folder), db, { mode: 0o600 })
  await writeFile(`${storeFile(folder)}.check`, check, { mode: 0o600 })
  if (wal.length > 0) await writeFile(`${storeFile(folder)}-wal`, wal, { mode: 0o600 })
}

/** A process that dies at its `at`th write: from then on nothing of it happens. */
async function dieAt(folder: string, scenario: Scenario, clock: ManualClock, book: Book, at: number): Promise<void> {
  const real = await reopened(folder)
  let writes = 0
  const dead = (): boolean => writes > at
  const write: Store['write'] = (work) => {
    writes += 1
    return dead() ? new Promise<never>(() => undefined) : real.write(work)
  }
  const desk = openOutbox({ ...real, write }, clock, [serviceFor(scenario, clock, book)], 'dying')
  desk.engine.start()
  for (let step = 0; step < 400 && !dead(); step += 1) {
    for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    const ms = clock.untilNext()
    if (ms !== undefined && !dead()) clock.advance(ms)
  }
  void desk.engine.stop()
  await real.close()
}

/** What becomes of everything when the power went at this moment. `again`: it goes once more, at that write. */
export async function after(scenario: Scenario, moment: Moment, folder: string, again?: number): Promise<Verdict> {
  await put(folder, moment.disk)
  const book = structuredClone(moment.book)
  // Half a minute until somebody has switched it on again.
  let clock = manualClock(moment.now + 30_000)
  if (again !== undefined) {
    await dieAt(folder, scenario, clock, book, again)
    clock = manualClock(clock.now() + 5_000)
  }
  const store = await reopened(folder)
  const incidents = await toTheEnd(store, clock, serviceFor(scenario, clock, book))
  const verdict = judged(scenario, await toldOf(store), book, incidents)
  await store.close()
  await rm(folder, { recursive: true, force: true })
  return verdict
}

const through: readonly Fate[] = ['deliver', 'partial', 'lost-taken']

function judged(scenario: Scenario, told: readonly Told[], book: Book, incidents: readonly string[]): Verdict {
  let [lost, twice, untrue] = [0, 0, 0]
  const why: string[] = [...incidents]
  for (const { number } of scenario.faxes) {
    const state = told.find((each) => each.number === number)?.state
    const calls = book.calls.filter((call) => call.sha256 === sha256Of(number) && call.cancelledAt === null)
    const gone = calls.filter(({ fate }) => through.includes(fate))
    const arrived = gone.filter(({ fate }) => fate !== 'partial').length
    if (!state || !(settled([{ number, state, lineId: '' }]) || state.phase === 'uncertain')) lost += 1
    if (gone.length > 1) twice += 1
    const truth =
      state?.phase === 'delivered'
        ? arrived === 1
        : state?.phase === 'failed' && state.reason !== 'answer-lost'
          ? arrived === 0 && (state.reason !== 'partial' || gone.length === 1)
          : state?.phase !== 'cancelled'
    if (!truth) untrue += 1
    if (!truth || gone.length > 1 || lost > 0) why.push(JSON.stringify({ number, state, calls }))
  }
  if (
    scenario.profile.removes &&
    told.every(({ state }) => state.phase === 'delivered') &&
    book.calls.some(({ removed }) => !removed)
  ) {
    untrue += 1
    why.push('pages were left at the service')
  }
  if (incidents.length > 0) untrue += 1
  return { lost, twice, untrue, why: why.join('\n') }
}

export type Count = {
  readonly points: number
  readonly lost: number
  readonly twice: number
  readonly untrue: number
  readonly why: readonly string[]
}

/** Tries moments of one scenario after another, from seed `first` on in steps of `by`, until so many were tried. */
export async function tryPoints(folder: string, points: number, first: number, by: number): Promise<Count> {
  let count: Count = { points: 0, lost: 0, twice: 0, untrue: 0, why: [] }
  for (let seed = first; count.points < points; seed += by) {
    const scenario = scenarioOf(seed)
    const random = numbersFrom(seed + 13)
    for (const moment of await momentsOf(scenario, path.join(folder, `run-${seed}`))) {
      if (count.points >= points) break
      const again = random() < 0.25 ? 1 + Math.floor(random() * 8) : undefined
      const one = await after(scenario, moment, path.join(folder, `after-${seed}`), again)
      const said = `seed ${seed}, ${moment.what}${again === undefined ? '' : `, again at ${again}`}: ${one.why}`
      count = {
        points: count.points + 1,
        lost: count.lost + one.lost,
        twice: count.twice + one.twice,
        untrue: count.untrue + one.untrue,
        why: one.lost + one.twice + one.untrue > 0 ? [...count.why, said] : count.why,
      }
    }
  }
  return count
}
