import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportRow } from '#app/contract/contact-imports.ts'
import { guessMapping, type ImportMapping } from '#app/domain/contact-import.ts'
import { rowsOf, textOf } from '#main/recipients/import/csv.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { givenRecipients, noFields, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const header = 'Organization,Dept,Contact,Fax,Phone,Notes'

async function preview(text: string, mapping?: ImportMapping) {
  const bytes = bytesOf(text)
  const found = valueOf(await given.call('contacts.importPreview', { bytes, ...(mapping ? { mapping } : {}) }))
  if (!found.readable) throw new Error(found.why)
  return found
}

const ready = (rows: readonly ImportRow[]) =>
  rows.filter(({ finding }) => finding === 'ready').map(({ line, fields, fax }) => ({ line, fields, fax }))
const titles = { organisation: 'Organization', fax: 'Fax' }
const total = async () => valueOf(await given.call('contacts.search', { text: '', limit: 1, offset: 0 })).total

test('each row is judged by itself, beside the rows before it, and beside the contacts that are here', async () => {
  valueOf(await given.call('contacts.add', { fields: noFields, fax: '(202) 555-0142' }))
  const text = [
    header,
    'Bluefinch,Records,Noor,202-555-0150,(202) 555-0151,"Ask for ""Noor"", mornings"',
    'Harborlight Cardiology,,,+1 202 555 0142,,',
    'Somebody Else,,,+1 202 555 0142,,',
    'Bluefinch again,,,2025550150,,',
    ',,,202 555 0160,,',
    'No Number Clinic,,,,,',
    'Short,,,555,,',
    'Voice Wrong,,,202 555 0161,ask,',
    `${'x'.repeat(121)},,,202 555 0162,,`,
    'Shifted, a, b, c, d, e, 202 555 0163',
    ',,Robin Alder,202 555 0164,,',
  ].join('\r\n')
  const { rows, mapping } = await preview(text)
  expect(mapping).toEqual({ organisation: 0, department: 1, person: 2, fax: 3, voice: 4, note: 5 })
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
  ])
  expect(rows[0]).toMatchObject({
    e164: '+12025550150',
    fields: { person: 'Noor', voice: '+12025550151', note: 'Ask for "Noor", mornings' },
  })
  expect(rows[7]).toMatchObject({ voiceLeftOut: true, fields: { voice: '' } })
  expect(rows[10]?.fields).toMatchObject({ organisation: 'Robin Alder', person: '' })
  expect(await total()).toBe(1)
})

test('what is ready is added in one go, unverified, and can be found at once', async () => {
  const { rows } = await preview(`${header}\nBluefinch,,,202 555 0150,,\nWrenfield,,,202 555 0151,,`)
  const done = valueOf(await given.call('contacts.import', { source: 'book.csv', titles, rows: ready(rows) }))
  expect(done).toMatchObject({ added: 2, refused: [] })
  const { contacts } = valueOf(await given.call('contacts.search', { text: 'wren', limit: 5, offset: 0 }))
  expect(contacts[0]?.source).toBe('book.csv')
  expect(contacts[0]?.numbers).toMatchObject([{ e164: '+12025550151', standing: 'unverified' }])
  const entry = (await given.entries()).find(({ action }) => action === 'contacts.import')
  expect(entry).toMatchObject({ subject: done.importId, details: '[["added",2],["refused",0]]' })
  expect(entry?.details).not.toContain('book')
})

test('a row that became impossible meanwhile stops nobody else, and a later batch belongs to the same import', async () => {
  const { rows } = await preview(`${header}\nBluefinch,,,202 555 0150,,\nWrenfield,,,202 555 0151,,`)
  valueOf(await given.call('contacts.add', { fields: noFields, fax: '(202) 555-0150' }))
  const first = valueOf(await given.call('contacts.import', { source: 'a.csv', titles, rows: ready(rows) }))
  expect(first).toMatchObject({ added: 1, refused: [2] })
  const more = { line: 9, fields: { ...noFields, organisation: 'Lakemoth' }, fax: '202 555 0170' }
  const { importId } = first
  const second = valueOf(await given.call('contacts.import', { importId, source: 'a.csv', titles, rows: [more] }))
  expect(second).toEqual({ importId, added: 1, refused: [] })
  expect(valueOf(await given.call('contacts.undoImport', { importId }))).toEqual({ removed: 2, kept: 0 })
  expect(await total()).toBe(1)
  expect(faultOf(await given.call('contacts.undoImport', { importId }))).toEqual({
    code: 'conflict',
    why: 'already-gone',
  })
  const late = await given.call('contacts.import', { importId, source: 'a.csv', titles, rows: [more] })
  expect(faultOf(late)).toEqual({ code: 'conflict', why: 'already-gone' })
})

test('taking an import back keeps what people have worked with', async () => {
  const lines = [150, 151, 152].map((last) => `Place ${last},,,202 555 0${last},,`)
  const { rows } = await preview([header, ...lines].join('\n'))
  const { importId } = valueOf(await given.call('contacts.import', { source: 'a.csv', titles, rows: ready(rows) }))
  const { contacts } = valueOf(await given.call('contacts.search', { text: 'place', limit: 5, offset: 0, by: 'name' }))
  const [changed, blocked] = contacts
  if (!changed || !blocked?.numbers[0]) throw new Error('not imported')
  const fields = { ...noFields, organisation: 'Place 150' }
  valueOf(await given.call('contacts.change', { id: changed.id, revision: 1, fields, fax: '202 555 0150' }))
  valueOf(await given.call('contacts.revoke', { numberId: blocked.numbers[0].id, reason: 'Closed' }))
  expect(valueOf(await given.call('contacts.undoImport', { importId }))).toEqual({ removed: 1, kept: 2 })
  expect(await total()).toBe(2)
})

test('the columns chosen once are chosen again for titles of the same names', async () => {
  const text = 'Alias,Label,Number\nA,Bluefinch,202 555 0150'
  const first = await preview(text, { organisation: 1, fax: 2 })
  const chosen = { organisation: 'Label', fax: 'Number' }
  valueOf(await given.call('contacts.import', { source: 'a.csv', titles: chosen, rows: ready(first.rows) }))
  expect((await preview(text)).mapping).toEqual({ organisation: 1, fax: 2 })
  expect((await preview('Number,Label\n202 555 0199,Wrenfield')).mapping).toEqual({ organisation: 1, fax: 0 })
})

test('what is no table is refused in words, and nothing is read into it', async () => {
  const why = async (bytes: Uint8Array<ArrayBuffer>) => {
    const found = valueOf(await given.call('contacts.importPreview', { bytes }))
    return found.readable ? 'read' : found.why
  }
  expect(await why(new Uint8Array())).toBe('empty')
  expect(await why(bytesOf(header))).toBe('empty')
  expect(await why(bytesOf('only one column\nx'))).toBe('not-a-table')
  expect(await why(new Uint8Array([1, 0, 2, 0, 44, 0]))).toBe('not-a-table')
  expect(await why(bytesOf('"never closed,b\nc,d'))).toBe('not-a-table')
})

test('a stray quote costs its own row and no other', () => {
  const rows = rowsOf('a,b\n1,2\n"3,4\n5,6\n7,"8"\n"9\n10",11\n')
  expect(rows.map(({ line, broken, cells }) => (broken ? line : cells))).toEqual([
    ['a', 'b'],
    ['1', '2'],
    3,
    ['5', '6'],
    ['7', '8'],
    ['9\n10', '11'],
  ])
})

test('any table written by the book is read back as it was', () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\0', '').trim())
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
    .map((rows) => rows.map((cells) => cells.map((each, at) => (at === 0 ? `${each}x` : each))))
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
      const quoted = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
      // The first row says what separates cells; what is inside its quotes must not.
      const titles = rows[0]?.map((_, at) => `t${at}`) ?? []
      const read = rowsOf([titles.join(','), ...quoted].join(end))
      expect(read.slice(1).map(({ cells }) => cells)).toEqual(rows)
    }),
  )
})

test('encodings of spreadsheets are told apart', () => {
  expect(textOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('a')
  expect(textOf(new Uint8Array([0xff, 0xfe, 0xe9, 0x00]))).toBe('é')
  expect(textOf(new Uint8Array([0xe9]))).toBe('é')
  expect(rowsOf('a;b\n1;2,5').at(-1)?.cells).toEqual(['1', '2,5'])
  expect(rowsOf('a\tb\n1\t2').at(-1)?.cells).toEqual(['1', '2'])
})

test('common exports are understood without a word', () => {
  expect(guessMapping(['Company', 'Business Phone', 'Business Fax', 'Department'])).toEqual({
    organisation: 0,
    voice: 1,
    fax: 2,
    department: 3,
  })
  expect(guessMapping(['Provider Name', 'Practice Name', 'Fax #'])).toEqual({ person: 0, organisation: 1, fax: 2 })
  expect(guessMapping(['x', 'y'])).toEqual({})
})
