import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaxFilter } from '#app/contract/desk/faxes.ts'
import { FaxFilter as Filters } from '#app/contract/desk/faxes.ts'
import { phases, type Phase } from '#app/domain/fax/fax.ts'
import { changeFax, changeFaxFrom, findFax, insertFax, type NewFax } from '#main/store/faxes/faxes.ts'
import { countFaxes, listFaxes, type FaxQuery } from '#main/store/faxes/fax-lists.ts'
import type { PhaseGroup } from '#main/store/tables.ts'
import { addFax, addPeople, dana, givenFax, givenStore, idOf, sam, type GivenStore } from './given-store.ts'

let given: GivenStore
beforeEach(async () => {
  given = await givenStore()
  await given.store.write(addPeople)
})
afterEach(() => given.clear())

const all: FaxQuery = { filter: 'all', personId: dana, limit: 100 }
const ask = async (query: Partial<FaxQuery>) =>
  (await listFaxes(given.store.read, { ...all, ...query })).faxes.map((fax) => fax.reference)

test('the newest fax is first, and a page continues where the one before ended, also within a millisecond', async () => {
  for (const [number, at] of [
    [1, 50],
    [2, 70],
    [3, 70],
    [4, 70],
    [5, 60],
  ] as const)
    await addFax(given.store, number, { sent_at: at })
  expect(await ask({})).toEqual(['FD-00004', 'FD-00003', 'FD-00002', 'FD-00005', 'FD-00001'])
  const first = await listFaxes(given.store.read, { ...all, limit: 2 })
  expect(first.more).toBe(true)
  const before = { at: 70, id: first.faxes[1]?.id ?? '' }
  expect(await ask({ before, limit: 2 })).toEqual(['FD-00002', 'FD-00005'])
  expect(await ask({ from: 60, to: 70 })).toEqual(['FD-00005'])
})

test('a page continues even when the fax it ended with has become a draft again', async () => {
  for (const number of [1, 2, 3]) await addFax(given.store, number)
  await given.store.write((tx) => changeFax(tx, idOf('fax', 2), { phase: 'draft', sent_at: null }))
  expect(await ask({ before: { at: 1002, id: idOf('fax', 2) } })).toEqual(['FD-00001'])
})

test('every word typed must begin a word of the fax; digits find the number by any of its parts', async () => {
  await addFax(given.store, 1)
  await addFax(given.store, 4821, {
    organisation: 'Møller & Søn',
    department: '',
    person: 'Éva',
    regarding: 'B 2',
    e164: '+31201234567',
    person_id: sam,
  })
  for (const [typed, found] of [
    ['river', ['FD-00001']],
    ['card riv', ['FD-00001']],
    ['RIVERSIDE records noor', ['FD-00001']],
    ['riverside dermatology', []],
    ['side', []],
    ['555-0147', ['FD-00001']],
    ['+1 202 555 0147', ['FD-00001']],
    ['0147', ['FD-00001']],
    ['r 14', ['FD-00001']],
    ['4821', ['FD-04821']],
    ['fd-04821', ['FD-04821']],
    ['eva', ['FD-04821']],
    ['møl', ['FD-04821']],
    ['4567', ['FD-04821']],
    ['31 20', ['FD-04821']],
    ['', ['FD-04821', 'FD-00001']],
    ['  -- ', ['FD-04821', 'FD-00001']],
  ] as const) {
    expect([typed, await ask({ text: typed })]).toEqual([typed, found])
  }
  expect(await ask({ text: 'fd', filter: 'mine', personId: sam })).toEqual(['FD-04821'])
  expect(await ask({ text: 'fd', filter: 'needs-you' })).toEqual([])
})

test('search follows a fax: its heap, its words, and undo', async () => {
  await addFax(given.store, 1, { phase: 'queued' })
  const change = (part: Parameters<typeof changeFax>[2]) =>
    given.store.write((tx) => changeFax(tx, idOf('fax', 1), part))
  expect(await ask({ text: 'noor', filter: 'in-progress' })).toHaveLength(1)
  await change({ phase: 'failed' })
  expect(await ask({ text: 'noor', filter: 'in-progress' })).toEqual([])
  expect(await ask({ text: 'noor', filter: 'needs-you' })).toHaveLength(1)
  await change({ handled_at: 9 })
  expect(await ask({ text: 'noor', filter: 'needs-you' })).toEqual([])
  await change({ person: 'Priya' })
  expect(await ask({ text: 'noor' })).toEqual([])
  expect(await ask({ text: 'priya' })).toHaveLength(1)
  await change({ phase: 'draft', sent_at: null })
  expect(await ask({ text: 'priya' })).toEqual([])
})

test('a person who looked at an older revision changes nothing', async () => {
  await addFax(given.store, 1, { revision: 4 })
  const id = idOf('fax', 1)
  const changes = (revision: number) => given.store.write((tx) => changeFaxFrom(tx, id, revision, { regarding: 'new' }))
  expect(await changes(3)).toBeUndefined()
  expect(await changes(4)).toMatchObject({ revision: 5, regarding: 'new' })
  expect(await changes(4)).toBeUndefined()
  expect((await findFax(given.store.read, id))?.revision).toBe(5)
})

test('drafts are counted, discarded ones are not', async () => {
  const draft: Partial<NewFax> = { phase: 'draft', sent_at: null, reference: null }
  await addFax(given.store, 1, draft)
  await addFax(given.store, 2, { ...draft, discarded_at: 5 })
  expect(await countFaxes(given.store.read, dana)).toMatchObject({ all: 0, drafts: 1 })
})

test('a draft that claims to have been sent is refused: it would show in the list of faxes', async () => {
  await expect(addFax(given.store, 1, { phase: 'draft' })).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' })
})

type Known = { id: string; phase: Phase; sent: number | null; person: string; handled: boolean; discarded: boolean }

const heapOf = ({ phase, sent, handled, discarded }: Known): PhaseGroup => {
  if (phase === 'draft') return discarded ? 'discarded' : 'draft'
  if (sent === null) return 'discarded'
  if (phase === 'delivered') return 'delivered'
  if (phase === 'cancelled') return 'closed'
  if (phase === 'failed' || phase === 'uncertain') return handled ? 'closed' : 'needs-you'
  return 'in-progress'
}

function fits(fax: Known, filter: FaxFilter): boolean {
  if (fax.sent === null || ['draft', 'discarded'].includes(heapOf(fax))) return false
  return filter === 'all' || (filter === 'mine' ? fax.person === dana : heapOf(fax) === filter)
}

const change = fc.record({
  number: fc.integer({ min: 0, max: 7 }),
  phase: fc.constantFrom(...phases),
  sent: fc.option(fc.integer({ min: 1, max: 5 })),
  person: fc.constantFrom(dana, sam),
  handled: fc.boolean(),
  discarded: fc.boolean(),
})

test('whatever becomes of faxes, lists, counts and search say the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
      await given.store.write(async (tx) => {
        await tx.deleteFrom('fax').execute()
        await tx.deleteFrom('fax_search').where('rowid', '>', 0).execute()
      })
      const known = new Map<string, Known>()
      for (const { number, phase, sent: asked, person, handled, discarded } of changes) {
        const id = idOf('fax', number)
        const sent = phase === 'draft' ? null : asked
        const part = {
          phase,
          sent_at: sent,
          person_id: person,
          handled_at: handled ? 1 : null,
          discarded_at: discarded ? 1 : null,
        }
        await given.store.write((tx) =>
          known.has(id) ? changeFax(tx, id, part) : insertFax(tx, givenFax(number, part)),
        )
        known.set(id, { id, phase, sent, person, handled, discarded })
      }
      await agrees([...known.values()])
    }),
    { numRuns: 40 },
  )
})

async function agrees(known: readonly Known[]): Promise<void> {
  const counts = await countFaxes(given.store.read, dana)
  const byFilter = {
    all: counts.all,
    'needs-you': counts.needsYou,
    'in-progress': counts.inProgress,
    delivered: counts.delivered,
    mine: counts.mine,
  }
  for (const filter of Filters.options) {
    const expected = known
      .filter((fax) => fits(fax, filter))
      .map((fax) => fax.id)
      .toSorted()
    const listed = (await listFaxes(given.store.read, { ...all, filter })).faxes
    const found = (await listFaxes(given.store.read, { ...all, filter, text: 'riverside 0147' })).faxes
    expect([filter, listed.map((fax) => fax.id).toSorted(), byFilter[filter]]).toEqual([
      filter,
      expected,
      expected.length,
    ])
    expect(found.map((fax) => fax.id)).toEqual(listed.map((fax) => fax.id))
    const times = listed.map((fax) => fax.sent_at ?? 0)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  }
  expect(counts.drafts).toBe(known.filter((fax) => heapOf(fax) === 'draft').length)
}

test('nothing that can be typed breaks the search', async () => {
  await addFax(given.store, 1)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('"', 'a" OR "b', 'NEAR(', '*', 'words:a', '_gdelivered', "'"),
      ),
      async (text) => {
        await expect(listFaxes(given.store.read, { ...all, text })).resolves.toBeDefined()
      },
    ),
    { numRuns: 300 },
  )
  expect(await ask({ text: '_gdelivered' })).toEqual([])
})
