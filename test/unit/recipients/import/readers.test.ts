import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessMapping } from '#app/domain/contact/contact-import.ts'
import { readTable, tableRows, type TextRow } from '#main/recipients/import/readers/csv.ts'
import { readBundle, readNdjson } from '#main/recipients/import/readers/fhir-file.ts'
import { readNppes } from '#main/recipients/import/readers/nppes.ts'
import { readCards } from '#main/recipients/import/readers/vcard.ts'
import { alder, bluefinch, bundleOf, directory } from '#test/given/directories/fhir.ts'
import { npiOf, nppesEntry, nppesHeader, nppesLine, nppesTitles } from '#test/given/directories/nppes.ts'
import { all, piecesOf } from './given.ts'

async function table(content: string | Uint8Array, size?: number): Promise<readonly TextRow[]> {
  const rows: TextRow[] = []
  for await (const part of tableRows(piecesOf(content, size))) rows.push(...part)
  return rows
}

test('a stray quote costs its own row and no other, wherever the pieces are cut', async () => {
  const text = 'a,b\n1,2\n"3,4\n5,6\n7,"8"\n"9\n10",11\n'
  for (const size of [1, 2, 3, 7, 100]) {
    const rows = await table(text, size)
    expect(rows.map(({ line, broken, cells }) => (broken ? line : cells))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      3,
      ['5', '6'],
      ['7', '8'],
      ['9\n10', '11'],
    ])
  }
})

test('a quote that is never closed does not swallow the rest of a long file', async () => {
  const lines = Array.from({ length: 1000 }, (_, at) => `${at},x`)
  const rows = await table(['a,b', '"open,x', ...lines].join('\n'), 4096)
  expect(rows.filter(({ broken }) => broken).map(({ line }) => line)).toEqual([2])
  expect(rows).toHaveLength(1002)
})

test('any table written by the book is read back as it was', async () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\0', '').trim())
  const written = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
    .map((rows) => rows.map((cells) => cells.map((each, at) => (at === 0 ? `${each}x` : each))))
  await fc.assert(
    fc.asyncProperty(
      written,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 40 }),
      async (rows, end, size) => {
        const quoted = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        // The first row says what separates cells; what is inside its quotes must not.
        const titles = rows[0]?.map((_, at) => `t${at}`) ?? []
        const read = await table([titles.join(','), ...quoted].join(end), size)
        expect(read.slice(1).map(({ cells }) => cells)).toEqual(rows)
      },
    ),
  )
})

test('encodings of spreadsheets are told apart', async () => {
  const cells = async (bytes: readonly number[]) => (await table(new Uint8Array(bytes)))[0]?.cells
  expect(await cells([0xef, 0xbb, 0xbf, 0x61, 0x2c, 0x62])).toEqual(['a', 'b'])
  expect(await cells([0xff, 0xfe, 0xe9, 0x00, 0x2c, 0x00, 0x62, 0x00])).toEqual(['é', 'b'])
  expect(await cells([0xe9, 0x2c, 0x62])).toEqual(['é', 'b'])
  expect((await table('a;b\n1;2,5')).at(-1)?.cells).toEqual(['1', '2,5'])
  expect((await table('a\tb\n1\t2')).at(-1)?.cells).toEqual(['1', '2'])
})

test('columns become fields, and common titles are understood without a word', async () => {
  const titles = ['Company', 'Business Phone', 'Business Fax', 'Department', 'NPI', 'City', 'Zip', 'Categories']
  const mapping = guessMapping(titles)
  expect(mapping).toEqual({ organisation: 0, voice: 1, fax: 2, department: 3, npi: 4, city: 5, postalCode: 6, tags: 7 })
  const [row] = await all(readTable(piecesOf(`${titles.join(',')}\nBluefinch,1,2,Records,3,Town,9,a|b`), mapping))
  expect(row).toMatchObject({ organisation: 'Bluefinch', faxes: ['2'], npi: '3', tags: ['a', 'b'] })
  expect(row?.address).toEqual({ line: '', city: 'Town', state: '', postalCode: '9' })
  expect(guessMapping(['Provider Name', 'Practice Name', 'Fax #'])).toEqual({ person: 0, organisation: 1, fax: 2 })
  expect(guessMapping(['x', 'y'])).toEqual({})
})

const card = (...lines: readonly string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

test('cards: folded lines, several numbers by type, units, addresses, tags', async () => {
  const text = card(
    'VERSION:3.0',
    'FN:Robin Alder\\, MD',
    'ORG:Bluefinch Community Hos',
    ' pital;Records',
    'item1.TEL;TYPE=home,fax:+1 202 555 0151',
    'TEL;TYPE=FAX;TYPE=WORK:+1 202 555 0150',
    'TEL;TYPE=cell:+1 202 555 0199',
    'TEL;TYPE=work,voice:+1 202 555 0152',
    'PHOTO;ENCODING=b:AAAA',
    ' BBBB',
    'ADR;TYPE=WORK:;Suite 2;1 Mill Lane;Saltmarsh;MD;20001;USA',
    'CATEGORIES:referrals,cardiology',
    'NOTE:Ask for Noor\\nmornings',
    'this line is none',
  )
  for (const size of [5, 64]) {
    expect(await all(readCards(piecesOf(text, size)))).toEqual([
      expect.objectContaining({
        line: 1,
        person: 'Robin Alder, MD',
        organisation: 'Bluefinch Community Hospital',
        department: 'Records',
        faxes: ['+1 202 555 0150', '+1 202 555 0151'],
        voice: '+1 202 555 0152',
        address: { line: '1 Mill Lane, Suite 2', city: 'Saltmarsh', state: 'MD', postalCode: '20001' },
        tags: ['referrals', 'cardiology'],
        note: 'Ask for Noor\nmornings',
      }),
    ])
  }
})

test('cards of old phones: quoted-printable over several lines, a charset of their own, types without a name', async () => {
  const text = card(
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=81lvarez;J=',
    'os=C3=A9',
    'ORG;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Cl=EDnica',
    'TEL;WORK;FAX:202-555-0150',
    'PHOTO;JPEG;BASE64:',
    '  AAAA',
    '',
  )
  const [row] = await all(readCards(piecesOf(text)))
  expect(row).toMatchObject({ person: 'José Álvarez', organisation: 'Clínica', faxes: ['202-555-0150'] })
})

test('vCard 4 writes numbers as addresses; a letter folded in its middle is whole again', async () => {
  const bytes = Buffer.concat([
    Buffer.from('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jos'),
    Buffer.from([0xc3]),
    Buffer.from('\r\n '),
    Buffer.from([0xa9]),
    Buffer.from('\r\nTEL;VALUE=uri;TYPE="fax,work":tel:+1-202-555-0150\r\nEND:VCARD\r\n'),
  ])
  const [row] = await all(readCards(piecesOf(bytes)))
  expect(row).toMatchObject({ person: 'José', faxes: ['+1-202-555-0150'] })
})

test('a card without an end, and a file that ends in one, cost only themselves', async () => {
  const text = `${card('FN:A').replace('END:VCARD\r\n', '')}${card('FN:B')}BEGIN:VCARD\r\nFN:C`
  const rows = await all(readCards(piecesOf(text)))
  expect(rows.map(({ line, person, trouble }) => [line, trouble ?? person])).toEqual([
    [1, 'broken'],
    [3, 'B'],
    [6, 'cut-off'],
  ])
})

const at = 'Provider Business Practice Location Address'

test('the national file has 330 columns, and gives those who practise in the state, in the specialty, with a fax', async () => {
  expect(nppesTitles).toHaveLength(330)
  const lines = Array.from({ length: 300 }, (_, index) => nppesLine(nppesEntry(index)))
  const text = nppesHeader + lines.join('')
  const whole = await all(readNppes(piecesOf(text, 5000), { states: ['IN'], specialties: [] }))
  // By hand: every 18th from 11, without those that have no number (every 4th from 3) or are deactivated (from 49, every 50th).
  const expected = Array.from({ length: 300 }, (_, index) => index).filter(
    (index) => index % 18 === 11 && index % 4 !== 3 && index % 50 !== 49,
  )
  expect(whole.map(({ line }) => line)).toEqual(expected.map((index) => index + 2))
  const some = await all(readNppes(piecesOf(text, 5000), { states: ['IN'], specialties: ['cardiology'] }))
  expect(some.map(({ line }) => line)).toEqual(expected.filter((index) => index % 7 === 0).map((index) => index + 2))
  const nobody = await all(readNppes(piecesOf(text, 5000), { states: ['GU'], specialties: [] }))
  expect(nobody).toEqual([])
})

test('a provider becomes a recipient: name as people write it, place, specialty in words; a cut last row is told', async () => {
  const entry = {
    ...nppesEntry(1),
    'Provider Last Name (Legal Name)': "O'BRIEN",
    [`${at} State Name`]: 'TX',
    [`${at} Fax Number`]: '2025550150',
  }
  const text = nppesHeader + nppesLine(entry) + nppesLine({ ...entry, NPI: '1' }).slice(0, 400)
  const rows = await all(readNppes(piecesOf(text, 100), { states: ['TX'], specialties: [] }))
  expect(rows).toEqual([
    expect.objectContaining({
      line: 2,
      person: "Robin O'Brien, MD",
      organisation: '',
      npi: npiOf(1),
      specialty: 'Family medicine',
      faxes: ['2025550150'],
      address: { line: '1 Harbor St', city: 'Saltmarsh', state: 'TX', postalCode: '20001-0142' },
    }),
    expect.objectContaining({ line: 3, trouble: 'cut-off' }),
  ])
})

test('a Bundle: roles with their people, organisations and places, in any order, and what is missing said', async () => {
  const rows = await all(readBundle(piecesOf(JSON.stringify(bundleOf(directory)), 50)))
  expect(
    rows.map(({ line, person, organisation, department, faxes, missing }) => [
      line,
      person,
      organisation,
      department,
      faxes,
      missing,
    ]),
  ).toEqual([
    [1, 'Robin Alder MD', 'Bluefinch Community Hospital', '', ['+1-202-555-0153'], []],
    [2, '', 'Bluefinch Community Hospital', '', ['+1 202 555 0154'], ['practitioner']],
    [4, '', 'Bluefinch Community Hospital', '', ['+1 202 555 0151'], []],
    [5, '', 'Bluefinch Community Hospital', 'Imaging desk', ['+1 202 555 0152'], []],
  ])
  expect(rows[0]).toMatchObject({ npi: '1000000004', specialty: 'Cardiology', voice: '+1 202 555 0150' })
})

test('a Bundle that is cut off gives what was whole; entries without a resource are told one by one', async () => {
  const whole = JSON.stringify(bundleOf([bluefinch, null, 7, { resourceType: 'Patient', id: 'x' }, alder]))
  const rows = await all(readBundle(piecesOf(whole, 64)))
  expect(rows.filter(({ trouble }) => trouble).map(({ line, trouble }) => [line, trouble])).toEqual([
    [2, 'broken'],
    [3, 'broken'],
  ])
  const cut = await all(readBundle(piecesOf(whole.slice(0, -40), 64)))
  expect(cut.find(({ trouble }) => trouble === 'cut-off')?.line).toBe(5)
  expect(cut.some(({ organisation }) => organisation === 'Bluefinch Community Hospital')).toBe(true)
  const nonsense = await all(readBundle(piecesOf('{"entry": [}', 3)))
  expect(nonsense.map(({ trouble }) => trouble)).toEqual(['cut-off'])
})

test('one resource a line: a line that is none costs only itself', async () => {
  const text = [...directory.map((each) => JSON.stringify(each)), '{"resourceType": "Organ', ''].join('\n')
  const rows = await all(readNdjson(piecesOf(text, 33)))
  expect(rows.filter(({ trouble }) => trouble)).toMatchObject([{ line: 6, trouble: 'broken' }])
  expect(rows.filter(({ trouble }) => !trouble)).toHaveLength(4)
})
