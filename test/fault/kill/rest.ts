/**
 * After the last kill: the application is started once more, in this process, and its clock is moved until nothing is
 * under way. Then everything that is known of a fax is laid side by side: its row, its attempts, the training line's
 * own book, which knows nothing of faxes, and the record.
 */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { finalPhases, FaxState } from '#app/domain/fax/fax.ts'
import type { News } from '#main/lines/line.ts'
import { outcomeOf } from '#main/lines/training/outcomes.ts'
import { progressAt } from '#main/lines/training/progress.ts'
import { openReader, type Connection } from '#main/store/engine/connection.ts'
import type { AttemptTable, FaxTable, TrainingCallTable } from '#main/store/tables.ts'
import { flushed, givenApplication } from '#test/given/application.ts'
import { manualClock } from '#test/given/clock.ts'
import { keptKeychain } from '#test/given/keychain.ts'
import { keysOf, signIn, storeIn } from '#test/given/walk/walk-steps.ts'
import { keychainFile, trainingPace } from './lane.ts'

type Attempt = Readonly<AttemptTable>
/** A call of the book, and what came of it. */
type Call = Readonly<TrainingCallTable> & { readonly news: News; readonly endedAt: number }

/** All that is known of one fax. */
export type Known = {
  readonly fax: Readonly<FaxTable>
  readonly state: FaxState
  readonly attempts: readonly Attempt[]
  /** Calls with its pages, of which no other fax has the same: also those that it knows nothing of. */
  readonly calls: readonly Call[]
  /** How often the record says of it: delivered. */
  readonly deliveredEntries: number
}

export type Rest = {
  readonly sent: readonly Known[]
  readonly drafts: readonly string[]
  readonly calls: readonly Call[]
  /** References of attempts, every one. */
  readonly attempts: ReadonlySet<string>
  readonly integrity: unknown
}

/** Brings a folder to rest; fails when the record does not verify or files and rows differ. */
export async function broughtToRest(folder: string): Promise<Rest> {
  const keychain = keptKeychain(keychainFile(folder))
  const clock = manualClock(Date.now())
  const desk = await givenApplication({ folder, keychain, clock, trainingPace })
  const db = openReader(storeIn(folder), (await keysOf(desk)).store)
  const onTheirWay = `select phase, state, e164 from fax where sent_at is not null and phase not in ('${finalPhases.join("','")}')`
  for (let steps = 0; ; steps += 1) {
    await flushed(5)
    const phases = db.prepare(onTheirWay).all() as { readonly phase: string }[]
    if (phases.length === 0) break
    if (steps > 20_000) throw new Error(`no rest: ${JSON.stringify(phases)}`)
    clock.advance(phases.every(({ phase }) => phase === 'queued') ? 10_000 : 200)
  }
  const [person] = (await desk.done('app.status', {})).people
  if (!person) throw new Error('nobody can sign in')
  await signIn(desk, person.id)
  expect(await desk.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  expect(desk.incidents()).toEqual([])
  await desk.stop()
  await noFileLeftOver(folder, db)
  const rest = everythingIn(db, clock.now())
  db.close()
  return rest
}

async function noFileLeftOver(folder: string, db: Connection): Promise<void> {
  const rows = db.prepare('select id from document where key is not null').all() as { readonly id: string }[]
  const files = await readdir(path.join(folder, 'documents'))
  expect(new Set(files)).toEqual(new Set(rows.map(({ id }) => id)))
}

function everythingIn(db: Connection, now: number): Rest {
  const all = (sql: string): unknown[] => db.prepare(sql).all()
  const faxes = all('select * from fax') as FaxTable[]
  const attempts = all('select * from attempt order by number') as Attempt[]
  const book = all('select * from training_call order by submitted_at') as TrainingCallTable[]
  const delivered = all(`select subject from audit_entry where action = 'fax.delivered'`) as { subject: string }[]
  const calls = book.map((call) => withNews(call, book, now))
  const sent = faxes.filter(({ sent_at }) => sent_at !== null)
  return {
    sent: sent.map((fax) => ({
      fax,
      state: FaxState.parse(JSON.parse(fax.state)),
      attempts: attempts.filter(({ fax_id }) => fax_id === fax.id),
      calls: calls.filter(({ sha256 }) => sha256 === fax.packet_sha256),
      deliveredEntries: delivered.filter(({ subject }) => subject === fax.reference).length,
    })),
    drafts: faxes.filter(({ sent_at }) => sent_at === null).map(({ id }) => id),
    calls,
    attempts: new Set(attempts.map(({ line_reference }) => line_reference)),
    integrity: db.pragma('integrity_check', { simple: true }),
  }
}

/** What the training line would say of a call now, from its book alone. */
function withNews(call: Readonly<TrainingCallTable>, book: readonly Readonly<TrainingCallTable>[], now: number): Call {
  const { e164, sha256, pages, submitted_at: submittedAt, cancelled_at: cancelledAt } = call
  const earlier = book.filter(
    (other) => other !== call && other.e164 === e164 && other.sha256 === sha256 && other.submitted_at <= submittedAt,
  ).length
  const facts = { submittedAt, cancelledAt, pages, outcome: outcomeOf(e164), earlier, pace: trainingPace }
  const news = progressAt(facts, now)
  const over = (at: number): boolean => !['accepted', 'sending'].includes(progressAt(facts, at).phase)
  let endedAt = submittedAt
  while (!over(endedAt)) endedAt += 10
  return { ...call, news, endedAt }
}
