/**
 * Killed at any moment (promise 2). The process dies at every single write of a fax's way, once just before the write
 * is on disk and once just after, over every outcome of the training line; then it is started again. The training
 * line's book, which outlives the process, proves what was dialled.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { FaxId } from '#app/domain/ids.ts'
import type { Store } from '#main/store/store.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { givenDesk, goOn, pass, phaseOf, readyDraft, type Desk, type Given } from './given.ts'

let given: Given

beforeAll(async () => {
  given = await givenDesk()
})
afterAll(async () => {
  await given.close()
})

/** The store of a process that dies at its `at`th write, before or after it is on disk. From then on nothing happens. */
function dying(store: Store, at: number, when: 'before' | 'after') {
  let writes = 0
  let dead = false
  const forever = new Promise<never>(() => undefined)
  const write: Store['write'] = async (work) => {
    if (dead) return forever
    writes += 1
    if (writes < at) return store.write(work)
    dead = true
    if (when === 'after') await store.write(work)
    return forever
  }
  return { store: { ...store, write }, dead: () => dead }
}

async function flushed(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

const over = ['delivered', 'failed', 'cancelled']

/** Sends a draft in a process that dies at its `at`th write; answers whether it lived to the end. */
async function sendAndDie(draft: DraftView, at: number, when: 'before' | 'after'): Promise<boolean> {
  const { store, dead } = dying(given.store, at, when)
  const desk = given.open(store)
  desk.delivery.engine.start()
  const { id, revision } = draft
  const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
  void desk.call('faxes.send', { id, revision, sha256 })
  for (let step = 0; step < 400 && !dead(); step += 1) {
    await flushed()
    if (over.includes(await phaseOf(given, id))) break
    await pass(given)
  }
  if (dead()) return false
  await desk.delivery.engine.stop()
  return true
}

/** The next process: everything comes to an end that a person can see. */
async function startAgain(id: FaxId): Promise<Desk> {
  const desk = given.open()
  desk.delivery.engine.start()
  const settled = async (): Promise<boolean> => ['draft', ...over].includes(await phaseOf(given, id))
  await goOn({ ...given, engine: desk.delivery.engine }, settled)
  await desk.delivery.engine.stop()
  return desk
}

const outcomes = [
  { name: 'delivers', to: '+12025550142', delivered: 1 },
  { name: 'is busy once', to: '+12025550111', delivered: 1 },
  { name: 'breaks off', to: '+12025550114', delivered: 0 },
  { name: 'loses the answer after taking it', to: '+12025550116', delivered: 1 },
  { name: 'loses the answer before taking it', to: '+12025550117', delivered: 1 },
]

for (const { name, to, delivered } of outcomes) {
  for (const when of ['before', 'after'] as const) {
    test(`a line that ${name}, a process that dies ${when} each write: never twice, never lost`, async () => {
      let lived = false
      let deaths = 0
      for (let at = 1; !lived; at += 1) {
        const number = `+1${(when === 'before' ? 200 : 400) + at}${to.slice(5)}`
        const draft = await readyDraft(given, sample('text-1p.pdf'), number)
        lived = await sendAndDie(draft, at, when)
        deaths += lived ? 0 : 1
        const { id } = draft
        await startAgain(id)
        const phase = await phaseOf(given, id)
        const attempts = await given.attempts(id)
        const book = await given.calls()
        const calls = book.filter((call) => attempts.some((attempt) => attempt.line_reference === call.line_reference))
        // Every call the line made is known here as an attempt: none happened behind the store's back.
        expect(book.filter(({ e164 }) => e164 === number)).toHaveLength(calls.length)
        if (phase === 'draft') {
          expect(attempts).toEqual([])
          continue
        }
        expect(phase).toBe(delivered ? 'delivered' : 'failed')
        expect(calls).toHaveLength(to.endsWith('0111') ? 2 : 1)
        expect(attempts.filter(({ outcome }) => outcome === 'delivered')).toHaveLength(delivered)
      }
      expect(deaths).toBeGreaterThan(4)
    })
  }
}

test('after all of it the chain of the record holds', async () => {
  const entries = await given.entries()
  entries.forEach(({ previous }, at) => expect(previous).toBe(at === 0 ? '0'.repeat(64) : entries[at - 1]?.hash))
  expect(given.incidents()).toEqual([])
})
