import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptsOf, changeAttempt, insertAttempt } from '#main/store/faxes/attempts.ts'
import { findDocument, forgetDocumentKey, insertDocument, keptDocumentIds } from '#main/store/faxes/documents.ts'
import { changePerson, findPerson, listPeople } from '#main/store/people/people.ts'
import { idleMinutesSetting, nextNumber, practiceSetting, readSetting, writeSetting } from '#main/store/settings.ts'
import { addFax, addPeople, dana, givenStore, idOf, sam, type GivenStore } from './given-store.ts'

let given: GivenStore
beforeEach(async () => {
  given = await givenStore()
  await given.store.write(addPeople)
})
afterEach(() => given.clear())

test('a setting holds its fallback until it is set, and only what its schema allows', async () => {
  const { read, write } = given.store
  expect(await readSetting(read, idleMinutesSetting)).toBe(10)
  await write((tx) => writeSetting(tx, idleMinutesSetting, 5))
  await write((tx) => writeSetting(tx, idleMinutesSetting, 6))
  expect(await readSetting(read, idleMinutesSetting)).toBe(6)
  await expect(write((tx) => writeSetting(tx, idleMinutesSetting, 31))).rejects.toThrow()
  const practice = { name: 'Marigold Lane', addressLines: ['1 Lane'], phone: '', fax: '', workstation: 'Desk 1' }
  await write((tx) => writeSetting(tx, practiceSetting, practice))
  expect(await readSetting(read, practiceSetting)).toEqual(practice)
})

test('no fax number is given twice, and one taken back is given again', async () => {
  const next = () => given.store.write((tx) => nextNumber(tx, 'fax-reference'))
  expect(await Promise.all([next(), next(), next()])).toEqual([1, 2, 3])
  const called = given.store.write(async (tx) => {
    await nextNumber(tx, 'fax-reference')
    throw new Error('called off')
  })
  await expect(called).rejects.toThrow('called off')
  expect(await next()).toBe(4)
})

test('people keep their order and their roles', async () => {
  expect((await listPeople(given.store.read)).map((person) => person.id)).toEqual([dana, sam])
  const changed = await given.store.write((tx) =>
    changePerson(tx, sam, { roles: ['administrator', 'sender'], disabled_at: 4 }),
  )
  expect(changed).toMatchObject({ roles: ['administrator', 'sender'], disabled_at: 4, name: 'Sam Madeup' })
  expect(await findPerson(given.store.read, sam)).toEqual(changed)
  expect(await given.store.write((tx) => changePerson(tx, idOf('person', 9), { tint: 2 }))).toBeUndefined()
})

test('an attempt is written once; a fax that nobody knows has none', async () => {
  await addFax(given.store, 1, { phase: 'queued' })
  const attempt = {
    fax_id: idOf('fax', 1),
    number: 1,
    line_id: idOf('line', 1),
    line_reference: 'abc',
    started_at: 5,
    ended_at: null,
    outcome: 'in-progress',
    reason: null,
    pages_sent: 0,
    provider_id: null,
    removal_due_at: null,
    removal_tries: 0,
  }
  const insert = (part: Partial<typeof attempt>) =>
    given.store.write((tx) => insertAttempt(tx, { ...attempt, ...part }))
  await insert({})
  await expect(insert({ line_reference: 'other' })).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
  await expect(insert({ number: 2 })).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' })
  await expect(insert({ fax_id: idOf('fax', 2), number: 1, line_reference: 'x' })).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  })
  expect(await attemptsOf(given.store.read, idOf('fax', 1))).toEqual([attempt])
  await given.store.write((tx) => changeAttempt(tx, idOf('fax', 1), 1, { ended_at: 9, outcome: 'delivered' }))
  expect(await attemptsOf(given.store.read, idOf('fax', 1))).toEqual([
    { ...attempt, ended_at: 9, outcome: 'delivered' },
  ])
})

test('a destroyed document keeps its row and loses its key, once', async () => {
  const key = Buffer.alloc(32, 1)
  const document = {
    id: idOf('document', 1),
    kind: 'original' as const,
    name: 'scan.pdf',
    bytes: 3,
    sha256: 'a',
    pages: '[]',
    key,
    added_at: 1,
    added_by: dana,
  }
  await given.store.write((tx) => insertDocument(tx, document))
  expect((await findDocument(given.store.read, document.id))?.key).toEqual(key)
  expect(await keptDocumentIds(given.store.read)).toEqual(new Set([document.id]))
  expect(await given.store.write((tx) => forgetDocumentKey(tx, document.id))).toBe(true)
  expect(await given.store.write((tx) => forgetDocumentKey(tx, document.id))).toBe(false)
  expect((await findDocument(given.store.read, document.id))?.key).toBeNull()
  expect(await keptDocumentIds(given.store.read)).toEqual(new Set())
  const short = given.store.write((tx) =>
    insertDocument(tx, { ...document, id: idOf('document', 2), key: Buffer.alloc(16) }),
  )
  await expect(short).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' })
})
