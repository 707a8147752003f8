/**
 * Power cuts: an outbox runs over a real encrypted store, and at every write and every answer of the service the disk is
 * kept as it lies (also with the last write torn), with the service's book and the hour. From each such moment another
 * process begins, perhaps dies once more, and is let run to the end. Then book and store are laid side by side.
 */
import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { manualClock, type ManualClock } from '#test/given/clock.ts'
import { newStore, openOutbox, putFax, reopened, storeFile } from '#test/given/outbox/desk.ts'
import { serviceLineId } from '#test/given/outbox/service.ts'
import { nobody } from '#test/given/worlds/world.ts'
import type { Store } from '#main/store/store.ts'
import { judged, toTheEnd, type Verdict } from './judge.ts'
import { numbersFrom } from './scenario.ts'
import { silenceOn, toOf, type Subject } from './subject.ts'

type Disk = { readonly db: Buffer; readonly wal: Buffer; readonly check: Buffer }
export type Moment = { readonly what: string; readonly disk: Disk; readonly kept: unknown; readonly now: number }

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

/** The faxes as they are when somebody has just sent them off. */
export async function begun(subject: Subject, folder: string, clock: ManualClock): Promise<Store> {
  await mkdir(folder, { recursive: true })
  const store = await newStore(folder)
  await store.write(async (tx) => {
    for (const fax of subject.faxes)
      await putFax(tx, { ...fax, to: toOf(fax), lineId: serviceLineId }, clock.now() + undoMs)
  })
  return store
}

/** Lets a scenario run through, and keeps every moment of it at which the power could go. */
export async function momentsOf(subject: Subject, folder: string): Promise<readonly Moment[]> {
  const clock = manualClock()
  const real = await begun(subject, folder, clock)
  const moments: Moment[] = []
  const random = numbersFrom(subject.seed + 7)
  let disk = diskOf(folder)
  const keep = (what: string, now: Disk = disk): void =>
    void moments.push({ what, disk: now, kept: subject.keep(), now: clock.now() })
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
  subject.listen({ passed: keep, silent: silenceOn(clock) })
  await toTheEnd({ ...real, write }, clock, subject)
  subject.listen(nobody)
  subject.cut()
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
async function dieAt(folder: string, subject: Subject, clock: ManualClock, at: number): Promise<void> {
  const real = await reopened(folder)
  let writes = 0
  let die = (): void => undefined
  const died = new Promise<'dead'>((resolve) => (die = () => resolve('dead')))
  const write: Store['write'] = (work) => {
    writes += 1
    if (writes <= at) return real.write(work)
    die()
    return new Promise<never>(() => undefined)
  }
  const store = { ...real, write }
  const { line, leave } = await subject.begin({ store, clock })
  const desk = openOutbox(store, clock, [line], 'dying')
  desk.engine.start()
  for (let step = 0; step < 400; step += 1) {
    if ((await Promise.race([desk.engine.quiet(), died])) === 'dead') break
    const ms = clock.untilNext()
    if (ms === undefined) break
    clock.advance(ms)
  }
  void desk.engine.stop()
  subject.cut()
  await leave()
  await real.close()
}

/** What becomes of everything when the power went at this moment. `again`: it goes once more, at that write. */
export async function after(subject: Subject, moment: Moment, folder: string, again?: number): Promise<Verdict> {
  await put(folder, moment.disk)
  subject.goBack(moment.kept)
  // Half a minute until somebody has switched it on again.
  let clock = manualClock(moment.now + 30_000)
  if (again !== undefined) {
    subject.listen({ ...nobody, silent: silenceOn(clock) })
    await dieAt(folder, subject, clock, again)
    clock = manualClock(clock.now() + 5_000)
  }
  return restOf(subject, folder, clock)
}

/** The last process runs to the end, and is judged. The folder is removed. */
export async function restOf(subject: Subject, folder: string, clock: ManualClock): Promise<Verdict> {
  const store = await reopened(folder)
  subject.listen({ ...nobody, silent: silenceOn(clock) })
  const incidents = await toTheEnd(store, clock, subject)
  const verdict = await judged(subject, { store, clock }, incidents)
  subject.listen(nobody)
  subject.cut()
  await store.close()
  await rm(folder, { recursive: true, force: true })
  return verdict
}

export type Count = {
  readonly points: number
  readonly lost: number
  readonly twice: number
  readonly untrue: number
  readonly why: readonly string[]
}

export const noneYet: Count = Object.freeze({ points: 0, lost: 0, twice: 0, untrue: 0, why: [] })

export const counted = (count: Count, { lost, twice, untrue, why }: Verdict, what: string): Count => ({
  points: count.points + 1,
  lost: count.lost + lost,
  twice: count.twice + twice,
  untrue: count.untrue + untrue,
  why: lost + twice + untrue > 0 ? [...count.why, `${what}: ${why}`] : count.why,
})

/** Seeds of one share: from `first` on in steps of `by`. */
export type Share = { readonly points: number; readonly first: number; readonly by: number }

/**
 * Tries moments of one scenario after another until so many were tried.
 * @param atMost moments of one scenario, drawn by chance; every one of them unless given
 */
export async function tryPoints(
  folder: string,
  { points, first, by }: Share,
  subjectAt: (seed: number) => Subject,
  atMost = Infinity,
): Promise<Count> {
  let count = noneYet
  for (let seed = first; count.points < points; seed += by) {
    const subject = subjectAt(seed)
    const random = numbersFrom(seed + 13)
    const moments = await momentsOf(subject, path.join(folder, `run-${seed}`))
    const share = Math.min(1, atMost / moments.length)
    for (const moment of moments) {
      if (count.points >= points) break
      if (random() >= share) continue
      const again = random() < 0.25 ? 1 + Math.floor(random() * 8) : undefined
      const one = await after(subject, moment, path.join(folder, `after-${seed}`), again)
      const where = again === undefined ? moment.what : `${moment.what}, again at ${again}`
      count = counted(count, one, `${subject.name}, seed ${seed}, ${where}`)
    }
  }
  return count
}
