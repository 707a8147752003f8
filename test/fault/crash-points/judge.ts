/** Running to the end, and laying the service's book and the store side by side: lost, twice, untrue. */
import { final } from '#app/domain/fax/fax.ts'
import type { Store } from '#main/store/store.ts'
import type { ManualClock } from '#test/given/clock.ts'
import { idleMs, openOutbox, runOn, sha256Of, toldOf, type Told } from '#test/given/outbox/desk.ts'
import type { Having, Taken } from '#test/given/worlds/world.ts'
import type { Subject } from './subject.ts'

export type Verdict = { readonly lost: number; readonly twice: number; readonly untrue: number; readonly why: string }

const settled = ({ state }: Told): boolean =>
  final(state.phase) || (state.phase === 'queued' && state.because === 'number-to-check')

/** What nobody can know is asked about for so long before it is left to a person for good. */
const askedForMs = 30 * 60_000

/** Answers the incidents on the way: there must be none. */
export async function toTheEnd(store: Store, clock: ManualClock, subject: Subject): Promise<readonly string[]> {
  const { line, leave } = await subject.begin({ store, clock })
  const desk = openOutbox(store, clock, [line])
  desk.engine.start()
  const from = clock.now()
  const came = await runOn(
    desk,
    clock,
    async () => {
      const told = await toldOf(store)
      if (!told.every((each) => settled(each) || each.state.phase === 'uncertain')) return false
      if (told.some(({ state }) => state.phase === 'uncertain')) return clock.now() - from > askedForMs
      const due = store.read.selectFrom('attempt').select('number').where('removal_due_at', 'is not', null)
      return (await due.execute()).length === 0
    },
    { asleepMs: () => idleMs(store, clock.now()) },
  )
  await desk.engine.stop()
  await leave()
  const incidents = desk.notes.filter(({ event }) => event.endsWith('incident')).map((note) => JSON.stringify(note))
  return came ? incidents : [...incidents, 'it never came to rest']
}

/** Pages went, or will: what a call does of which nothing is known counts too. */
const through = ({ ending }: Taken): boolean =>
  ending === undefined || ending === 'delivered' || ending === 'partial' || ending === 'unknown-state'

export async function judged(subject: Subject, having: Having, incidents: readonly string[]): Promise<Verdict> {
  const told = await toldOf(having.store)
  const taken = await subject.taken(having)
  let [lost, twice, untrue] = [0, 0, incidents.length > 0 ? 1 : 0]
  const why: string[] = [...incidents]
  for (const { number } of subject.faxes) {
    const own = told.find((each) => each.number === number)
    const calls = taken.filter(({ sha256 }) => sha256 === sha256Of(number))
    const gone = calls.filter(through).length
    const verdict = {
      lost: !own || !(settled(own) || own.state.phase === 'uncertain'),
      twice: gone > 1,
      untrue: !own || !truly(own.state, calls),
    }
    lost += verdict.lost ? 1 : 0
    twice += verdict.twice ? 1 : 0
    untrue += verdict.untrue ? 1 : 0
    if (verdict.lost || verdict.twice || verdict.untrue) why.push(JSON.stringify({ number, state: own?.state, calls }))
  }
  const left = taken.some(({ removed }) => !removed) && told.every(({ state }) => state.phase === 'delivered')
  if (left && (await removes(subject, having))) {
    untrue += 1
    why.push('pages were left at the service')
  }
  return { lost, twice, untrue, why: why.join('\n') }
}

async function removes(subject: Subject, having: Having): Promise<boolean> {
  const { line, leave } = await subject.begin(having)
  await leave()
  return line.capabilities.removes
}

function truly(state: Told['state'], calls: readonly Taken[]): boolean {
  const arrived = calls.filter(({ ending }) => ending === 'delivered').length
  if (state.phase === 'delivered') return arrived === 1
  if (state.phase === 'cancelled') return false
  // Whether it went nobody can know where its answer is lost, and the state says that.
  return state.phase !== 'failed' || state.reason === 'answer-lost' || arrived === 0
}
