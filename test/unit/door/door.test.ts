/** The door: nothing hostile gets through it, nothing gets an answer while locked, everything leaves an entry. */
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract, type OperationName } from '#app/contract/index.ts'
import type { Operation } from '#app/contract/operation.ts'
import { PersonId, makeId } from '#app/domain/ids.ts'
import { fail, ok } from '#app/domain/outcome.ts'
import { rightsOf } from '#app/domain/rights.ts'
import { createDoor, type DoorParts, type Presence } from '#main/door/door.ts'
import type { Act, Handlers } from '#main/door/handler.ts'
import { createStore } from '#main/store/open.ts'
import type { Store } from '#main/store/store.ts'
import type { Entry } from '#main/audit/writer.ts'
import { manualClock } from '#test/given/clock.ts'
import { seededChance } from '#test/given/chance.ts'

const chance = seededChance('door')
const dana: NonNullable<Presence> = {
  session: 's1',
  provenAt: manualClock().now(),
  codesDue: false,
  actor: {
    personId: makeId(PersonId, 'person', chance.bytes(10).toString('hex')),
    shortName: 'Dana F.',
    name: 'Dana Fairweather',
    roles: ['sender'],
    rights: rightsOf(['sender']),
  },
}
const names = Object.keys(contract) as OperationName[]

let folder: string
let store: Store
let entries: Entry[]
let reached: { readonly name: string; readonly input: unknown }[]
let notes: string[]

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-door-'))
  const made = await createStore({ file: path.join(folder, 'store.db'), key: chance.bytes(32) })
  if (!made.ok) throw new Error(made.fault.code)
  store = made.value
  entries = []
  reached = []
  notes = []
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function doorFor(presence: Presence, behave: (name: string, act: Act) => unknown = () => ok({})) {
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      async (input: unknown, act: Act) => {
        reached.push({ name, input })
        return behave(name, act)
      },
    ]),
  ) as unknown as Handlers
  const parts: DoorParts = {
    clock: manualClock(),
    chance,
    log: { note: (note) => void notes.push(JSON.stringify(note)) },
    presence: () => presence,
    ledger: () => ({ store, audit: { append: async (_tx, entry) => entries.push(entry) } }),
    selfRecorded: [],
    handler: (name) => handlers[name],
  }
  return createDoor(parts)
}

const anyName = fc.oneof(
  fc.constantFrom<unknown>(
    ...names,
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'faxes',
    'Faxes.list',
  ),
  fc.string(),
  fc.anything(),
)
const anyInput = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withTypedArray: true,
  }),
  fc.constant(JSON.parse('{"__proto__": {"admin": true}}')),
  fc.constant({
    get id() {
      throw new Error('gotcha')
    },
  }),
  fc.constant(
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('gotcha')
        },
      },
    ),
  ),
)

test('nothing of any shape makes the door throw, and no handler sees what its schema has not parsed', async () => {
  const door = doorFor(dana)
  await fc.assert(
    fc.asyncProperty(anyName, anyInput, fc.boolean(), async (name, input, trusted) => {
      reached = []
      const outcome = await door.call(name, input, trusted)
      expect(typeof outcome.ok).toBe('boolean')
      for (const seen of reached) {
        expect(trusted).toBe(true)
        expect(contract[seen.name as OperationName].input.safeParse(seen.input).success).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('while locked, only what the contract allows gets an answer, and nothing learns which operations exist', async () => {
  const door = doorFor(undefined)
  await fc.assert(
    fc.asyncProperty(anyName, anyInput, async (name, input) => {
      reached = []
      const outcome = await door.call(name, input, true)
      const allowed =
        typeof name === 'string' && Object.hasOwn(contract, name) && contract[name as OperationName].whileLocked
      if (allowed) return
      expect(reached).toEqual([])
      expect(outcome).toEqual(fail({ code: 'locked' }))
    }),
    { numRuns: 500 },
  )
})

test('a call that is not from our own page is refused and recorded', async () => {
  const outcome = await doorFor(dana).call('faxes.counts', {}, false)
  expect(outcome).toEqual(fail({ code: 'forbidden', needs: 'own-page' }))
  expect(reached).toEqual([])
  expect(entries).toMatchObject([{ action: 'faxes.counts', outcome: 'refused' }])
})

test('every operation a sender has no right to is refused, recorded with their name, and reaches no handler', async () => {
  const door = doorFor(dana)
  const beyond = names.filter((name) => {
    const { right } = contract[name] as Operation
    return right !== 'anyone' && right !== 'signed-in' && !dana.actor.rights.includes(right)
  })
  expect(beyond).toContain('people.add')
  for (const name of beyond) expect(await door.call(name, {}, true)).toMatchObject({ fault: { code: 'forbidden' } })
  expect(reached).toEqual([])
  expect(entries.map((entry) => [entry.actor, entry.action, entry.outcome])).toEqual(
    beyond.map((name) => [dana.actor.personId, name, 'refused']),
  )
})

test('a handler that throws becomes an incident number, and nothing it said crosses or is logged', async () => {
  const outcome = await doorFor(dana, () => {
    throw new Error('Tansy Sampleton, born 01/01/1900')
  }).call('faxes.counts', {}, true)
  expect(outcome).toMatchObject({ ok: false, fault: { code: 'internal' } })
  expect(JSON.stringify([outcome, notes, entries])).not.toContain('Sampleton')
  expect(notes).toHaveLength(1)
})

test('an answer that is not of the promised shape never leaves', async () => {
  const outcome = await doorFor(dana, () => ok({ all: 'Tansy Sampleton' })).call('faxes.counts', {}, true)
  expect(outcome).toMatchObject({ ok: false, fault: { code: 'internal' } })
})

test('an act whose work is refused keeps nothing, and the refusal is recorded', async () => {
  const door = doorFor(dana, (_name, act) =>
    act.commit(async (tx) => {
      await tx.insertInto('setting').values({ key: 'half', value: '1' }).execute()
      return fail({ code: 'not-found' })
    }),
  )
  expect(await door.call('drafts.create', {}, true)).toEqual(fail({ code: 'not-found' }))
  expect(await store.read.selectFrom('setting').selectAll().where('key', '=', 'half').execute()).toEqual([])
  expect(entries).toMatchObject([{ action: 'drafts.create', outcome: 'refused', details: { fault: 'not-found' } }])
})

test('lists are recorded once a session, acts each time, counts never', async () => {
  const drafts = ok({ drafts: [] })
  const counts = ok({ all: 0, needsYou: 0, inProgress: 0, delivered: 0, mine: 0, drafts: 0 })
  const door = doorFor(dana, (name) => (name === 'drafts.list' ? drafts : name === 'faxes.counts' ? counts : ok({})))
  for (const name of ['drafts.list', 'drafts.list', 'faxes.counts', 'session.lock', 'session.lock'])
    await door.call(name, {}, true)
  expect(entries.map((entry) => entry.action)).toEqual(['drafts.list', 'session.lock', 'session.lock'])
})
