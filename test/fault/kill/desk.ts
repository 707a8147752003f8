/**
 * A desk as a process of its own: it queues faxes and sends them, and those of the lives before it, over the training
 * line until it is killed. It says each thing it does, in one line, before it does it, and each fax that it was told is queued.
 * `node desk.ts FOLDER FIRST`: FIRST numbers its faxes, so that no two are alike.
 */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import type { NumberId } from '#app/domain/ids.ts'
import { systemClock } from '#main/clock.ts'
import { startApplication } from '#test/given/application.ts'
import { keptKeychain } from '#test/given/keychain.ts'
import { valueOf } from '#test/given/outcome.ts'
import { readyDraft, seal, signIn } from '#test/given/walk/walk-steps.ts'
import { faxesALife, keychainFile, onlySending, trainingPace } from './lane.ts'

/** Straight to the pipe: what was said before the kill has been said. */
const say = (...words: readonly (string | number)[]): void => void writeSync(1, `${words.join(' ')}\n`)

async function run(folder: string, first: number): Promise<void> {
  // The clock keeps no process alive; whoever started this one does, and its end is this one's.
  process.stdin.resume().on('end', () => process.exit(0))
  say('doing', 'opening')
  const keychain = keptKeychain(keychainFile(folder))
  const desk = await startApplication(systemClock, { folder, keychain, trainingPace })
  desk.application.subscribe((event) => {
    if (event.name === 'fax.changed') say('fax', event.payload.fax.id, event.payload.fax.state.phase)
  })
  // A killed process leaves no compiled code behind for the next one, unless it does so before.
  flushCompileCache()
  say('doing', 'signing-in')
  const [person] = (await desk.done('app.status', {})).people
  if (!person) throw new Error('nobody can sign in')
  await signIn(desk, person.id)
  say('knows', (await desk.done('faxes.counts', {})).all)
  const numbers = await numbersOf(desk)
  for (let fax = first; fax < first + faxesALife; fax += 1) await queueOne(desk, pick(numbers, fax), fax)
  say('doing', onlySending)
}

type Desk = Awaited<ReturnType<typeof startApplication>>

/** Those that may be sent to: failures have put others in doubt meanwhile. */
async function numbersOf(desk: Desk): Promise<readonly NumberId[]> {
  const { contacts } = await desk.done('contacts.search', { text: '', limit: 100, offset: 0, by: 'name' })
  return contacts.flatMap(({ numbers }) =>
    numbers.filter(({ standing }) => standing === 'verified').map(({ id }) => id),
  )
}

function pick(numbers: readonly NumberId[], turn: number): NumberId {
  const number = numbers[turn % numbers.length]
  if (!number) throw new Error('no number to send to')
  return number
}

/** A busy machine may take longer over a page than a document is given: that is refused in words, and no death. */
function tooSlow(error: unknown): undefined {
  if (!(error instanceof Error && error.message.includes('took-too-long'))) throw error
}

async function queueOne(desk: Desk, to: NumberId, number: number): Promise<void> {
  say('doing', 'drafting')
  const draft = await readyDraft(desk, to, `K-${number}`).catch(tooSlow)
  if (!draft) return
  say('doing', 'sealing')
  const { faxId: id, revision, sha256 } = await seal(desk, draft)
  say('doing', 'queueing', id)
  const sent = await desk.ask('faxes.send', { id, revision, sha256 })
  // An earlier fax has just put this number in doubt: then nothing may be queued, and the draft stays.
  if (!sent.ok && sent.fault.code === 'stopped' && sent.fault.stops.includes('recipient-needs-recheck')) return
  say('queued', valueOf(sent).id, sha256)
}

const [folder, first] = process.argv.slice(2)
if (!folder) throw new Error('node desk.ts FOLDER FIRST')
await run(folder, Number(first))
