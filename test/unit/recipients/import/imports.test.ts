import { appendFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultOf } from '#test/given/outcome.ts'
import { npiOf } from '#test/given/directories/nppes.ts'
import { givenImports, type GivenImports } from './given.ts'

let given: GivenImports
beforeEach(async () => {
  given = await givenImports()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const header = 'Organization,Dept,Contact,Fax,Phone,Notes,NPI,Specialty'
const tableOf = (...lines: readonly string[]): string => [header, ...lines].join('\r\n')

test('each row is judged by itself, beside the rows before it, and beside the contacts that are here', async () => {
  const first = await given.take('here.csv', tableOf(`Harborlight Cardiology,,,202 555 0142,,,${npiOf(1)},`))
  await given.addAll(first.id)
  const view = await given.take(
    'book.csv',
    tableOf(
      'Bluefinch,Records,Noor,202-555-0150,(202) 555-0151,"Ask for ""Noor"", mornings",,',
      'Harborlight Cardiology,,,+1 202 555 0142,,,,',
      'Somebody Else,,,+1 202 555 0142,,,,',
      'Bluefinch again,,,2025550150,,,,',
      ',,,202 555 0160,,,,',
      'No Number Clinic,,,,,,,',
      'Short,,,555,,,,',
      'Voice Wrong,,,202 555 0161,ask,,,',
      `${'x'.repeat(121)},,,202 555 0162,,,,`,
      'Shifted, a, b, c, d, e, f, g, 202 555 0163',
      ',,Robin Alder,202 555 0164,,,,',
      `Harborlight Heart Center,,,202 555 0165,,,${npiOf(1)},`,
      'HARBORLIGHT cardiology,,,202 555 0166,,,,',
      'Wrong NPI,,,202 555 0167,,,1234567890,',
    ),
  )
  const rows = await given.rows(view.id)
  expect(rows.map(({ line, finding }) => [line, finding])).toEqual([
    [2, 'ready'],
    [3, 'known'],
    [4, 'taken'],
    [5, 'repeated'],
    [6, 'no-name'],
    [7, 'no-number'],
    [8, 'number-refused'],
    [9, 'ready'],
    [10, 'too-long'],
    [11, 'broken'],
    [12, 'ready'],
    [13, 'same-npi'],
    [14, 'same-name'],
    [15, 'ready'],
  ])
  expect(rows[0]).toMatchObject({
    numbers: ['+12025550150'],
    person: 'Noor',
    voice: '+12025550151',
    note: 'Ask for "Noor", mornings',
  })
  expect(rows[7]).toMatchObject({ leftOut: ['voice'], voice: '' })
  expect(rows[10]).toMatchObject({ organisation: 'Robin Alder', person: '' })
  expect(rows[11]?.contact).toMatchObject({ name: 'Harborlight Cardiology', e164: '+12025550142' })
  expect(rows[13]).toMatchObject({ leftOut: ['npi'], npi: '' })
  expect(await given.contacts()).toHaveLength(1)
})

test('what is ready is added batch by batch, unverified, with its source; entries name no file and no number', async () => {
  const lines = Array.from({ length: 450 }, (_, at) => `Place ${at},,,202 555 ${String(1000 + at)},,,,`)
  const view = await given.take('book.csv', tableOf(...lines))
  const first = await given.done('contacts.importAdd', { id: view.id })
  expect(first).toMatchObject({ stage: 'read', added: 200 })
  expect(await given.addAll(view.id)).toMatchObject({ stage: 'done', added: 450 })
  const numbers = await given.numbers()
  expect(numbers).toHaveLength(450)
  expect(new Set(numbers.map(({ verification }) => verification))).toEqual(new Set(['{"state":"unverified"}']))
  const entries = (await given.entries()).filter(({ action }) => action === 'contacts.importAdd')
  expect(entries.map(({ details }) => details)).toEqual([
    '[["added",200],["kind","csv"],["merged",0],["refused",0]]',
    '[["added",200],["kind","csv"],["merged",0],["refused",0]]',
    '[["added",50],["kind","csv"],["merged",0],["refused",0]]',
  ])
  expect(JSON.stringify(await given.entries())).not.toContain('book')
  expect(await given.done('contacts.undoImport', { id: view.id })).toEqual({ removed: 450, kept: 0 })
  expect(await given.contacts()).toEqual([])
  expect(await given.numbers()).toEqual([])
  expect(faultOf(await given.call('contacts.undoImport', { id: view.id }))).toMatchObject({ why: 'already-gone' })
})

test('rows that became impossible meanwhile stop nobody else, and nothing is added after taking back', async () => {
  const one = await given.take('a.csv', tableOf('Bluefinch,,,202 555 0150,,,,', 'Wrenfield,,,202 555 0151,,,,'))
  const two = await given.take('b.csv', tableOf('Lakemoth,,,202 555 0150,,,,'))
  await given.addAll(two.id)
  const done = await given.addAll(one.id)
  expect(done.groups.filter(({ fate }) => fate !== 'waiting')).toMatchObject([
    { fate: 'added', rows: 1 },
    { fate: 'refused', rows: 1 },
  ])
  await given.done('contacts.undoImport', { id: one.id })
  expect((await given.contacts()).map(({ organisation }) => organisation)).toEqual(['Lakemoth'])
  expect(faultOf(await given.call('contacts.importAdd', { id: one.id }))).toMatchObject({ why: 'changed-meanwhile' })
})

test('merging fills in what is empty, adds the number unverified, overwrites nothing, and is taken back', async () => {
  const first = await given.take('here.csv', tableOf('Harborlight Cardiology,,,202 555 0142,,,,Cardiology'))
  await given.addAll(first.id)
  const [before] = await given.contacts()
  const text = tableOf(`Harborlight Cardiology,,,202 555 0143,202 555 0140,,${npiOf(1)},Dermatology`)
  const view = await given.take('new.csv', text)
  const chosen = await given.done('contacts.importChoose', {
    id: view.id,
    choice: 'merge',
    of: { finding: 'same-name' },
  })
  expect(chosen.groups).toEqual([{ finding: 'same-name', choice: 'merge', fate: 'waiting', rows: 1 }])
  await given.addAll(view.id)
  const [after] = await given.contacts()
  expect(after).toMatchObject({ npi: npiOf(1), voice: '+12025550140', specialty: 'Cardiology', revision: 2 })
  expect(after?.search).toContain('+12025550143')
  expect((await given.numbers()).map(({ e164, verification }) => [e164, verification])).toEqual([
    ['+12025550142', '{"state":"unverified"}'],
    ['+12025550143', '{"state":"unverified"}'],
  ])
  expect(await given.done('contacts.undoImport', { id: view.id })).toEqual({ removed: 0, kept: 0 })
  expect(await given.contacts()).toEqual([{ ...before, revision: 3 }])
  expect(await given.numbers()).toHaveLength(1)
})

test('taking an import back keeps what people have worked with', async () => {
  const view = await given.take(
    'a.csv',
    tableOf(...[150, 151, 152].map((last) => `Place ${last},,,202 555 0${last},,,,`)),
  )
  await given.addAll(view.id)
  const { store } = given
  await store.write(async (tx) => {
    await tx.updateTable('contact').set({ revision: 2 }).where('organisation', '=', 'Place 150').execute()
    const verification = JSON.stringify({ state: 'blocked' })
    await tx.updateTable('fax_number').set({ verification }).where('e164', '=', '+12025550151').execute()
  })
  expect(await given.done('contacts.undoImport', { id: view.id })).toEqual({ removed: 1, kept: 2 })
  expect((await given.contacts()).map(({ organisation }) => organisation)).toEqual(['Place 150', 'Place 151'])
})

test('one row is chosen for itself, and a choice that its finding does not have is refused', async () => {
  const view = await given.take('a.csv', tableOf('Bluefinch,,,202 555 0150,,,,', 'Wrenfield,,,202 555 0151,,,,'))
  await given.done('contacts.importChoose', { id: view.id, choice: 'skip', of: { row: 1 } })
  const wrong = await given.call('contacts.importChoose', { id: view.id, choice: 'merge', of: { row: 2 } })
  expect(faultOf(wrong)).toEqual({ code: 'invalid', issues: ['choice'] })
  await given.addAll(view.id)
  expect((await given.contacts()).map(({ organisation }) => organisation)).toEqual(['Wrenfield'])
})

test('the columns chosen once are chosen again for titles of the same names', async () => {
  const text = 'Alias,Label,Number\nA,Bluefinch,202 555 0150'
  const { import: opened } = await given.open('a.csv', text)
  if (!opened) throw new Error('not opened')
  await given.read(opened.id, { mapping: { organisation: 1, fax: 2 } })
  await given.done('contacts.importAdd', { id: opened.id, titles: { organisation: 'Label', fax: 'Number' } })
  expect((await given.open('b.csv', text)).import?.mapping).toEqual({ organisation: 1, fax: 2 })
  const other = await given.open('c.csv', 'Number,Label\n202 555 0199,Wrenfield')
  expect(other.import?.mapping).toEqual({ organisation: 1, fax: 0 })
})

test('what is no source is refused in a word, and nothing of it is kept', async () => {
  const why = async (content: string | Uint8Array) => (await given.open('x', content)).trouble
  expect(await why('')).toBe('empty')
  expect(await why('only one column\nx')).toBe('unknown')
  expect(await why(new Uint8Array([1, 0, 2, 0, 44, 0]))).toBe('unknown')
  expect(await why('"never closed,b\nc,d')).toBe('unknown')
  expect(await why(new Uint8Array([0x50, 0x4b, 3, 4, 9]))).toBe('zip')
  expect(await why('{"resourceType": "Patient"}\n')).toBeUndefined()
  expect(await given.take('y.csv', header)).toMatchObject({ stage: 'opened', trouble: 'empty' })
  given.chosen.file = path.join(given.folder, 'gone')
  expect(await given.done('contacts.importOpen', {})).toEqual({ trouble: 'unreadable' })
  delete given.chosen.file
  expect(await given.done('contacts.importOpen', {})).toEqual({})
  expect(await given.store.read.selectFrom('contact_import').selectAll().execute()).toEqual([])
})

test('a file that grows, or is replaced, between opening and the end is refused whole, and can be read again', async () => {
  const lines = Array.from({ length: 4000 }, (_, at) => `Place ${at},,,202 ${200 + (at % 700)} ${1000 + at},,,,`)
  const { import: opened } = await given.open('a.csv', tableOf(...lines))
  if (!opened) throw new Error('not opened')
  await given.done('contacts.importRead', { id: opened.id })
  await appendFile(given.chosen.file ?? '', '\r\nLate,,,202 555 0199,,,,')
  expect(await given.settled(opened.id)).toMatchObject({ stage: 'opened', trouble: 'changed-while-read', groups: [] })
  expect(await given.store.read.selectFrom('import_row').selectAll().execute()).toEqual([])

  const other = await given.open('b.csv', tableOf('Bluefinch,,,202 555 0150,,,,'))
  if (!other.import) throw new Error('not opened')
  await writeFile(path.join(given.folder, 'c.csv'), tableOf('Wrenfield,,,202 555 0151,,,,'))
  await rename(path.join(given.folder, 'c.csv'), path.join(given.folder, 'b.csv'))
  expect(await given.read(other.import.id)).toMatchObject({ trouble: 'changed-while-read' })
  expect(await given.take('d.csv', tableOf('Bluefinch,,,202 555 0150,,,,'))).toMatchObject({ stage: 'read' })
})

test('closing stops the reading and leaves nothing; what waits outlives the room, half a reading does not', async () => {
  const lines = Array.from({ length: 4000 }, (_, at) => `Place ${at},,,202 ${200 + (at % 700)} ${1000 + at},,,,`)
  const { import: opened } = await given.open('a.csv', tableOf(...lines))
  if (!opened) throw new Error('not opened')
  await given.done('contacts.importRead', { id: opened.id })
  await given.done('contacts.importClose', { id: opened.id })
  expect(await given.store.read.selectFrom('import_row').selectAll().execute()).toEqual([])
  expect(faultOf(await given.call('contacts.importState', { id: opened.id }))).toEqual({ code: 'not-found' })

  const waiting = await given.take('b.csv', tableOf('Bluefinch,,,202 555 0150,,,,'))
  await given.store.write((tx) =>
    tx
      .insertInto('contact_import')
      .values({
        id: `import_${'a'.repeat(20)}`,
        source: 'x',
        at: 1,
        by: 'y',
        undone_at: null,
        kind: 'csv',
        stage: 'reading',
        as_of: null,
      })
      .execute(),
  )
  await given.room.stop()
  await given.room.start()
  const { imports } = await given.done('contacts.imports', {})
  expect(imports).toMatchObject([{ id: waiting.id, stage: 'read' }])
  await given.addAll(waiting.id)
  expect(await given.contacts()).toHaveLength(1)
})
