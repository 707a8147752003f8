/** A folder with its manifest: what is right passes, and each kind of wrong is told. Poppler gives the second opinion. */
import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentService } from '#main/documents/client.ts'
import { runFolder } from '#test/corpus/folder.ts'
import { expectation, Facts } from '#test/corpus/manifest.ts'
import { writtenPage } from '#test/given/made/legible.ts'
import { madePages, sample, undrawnForm } from '#test/given/samples/made.ts'
import { givenService, type Given } from '#test/unit/documents/service.ts'

let given: Given
const folders: string[] = []
beforeAll(() => void (given = givenService()))
afterAll(() => {
  given.service.stop()
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }))
})

const samples = path.resolve(import.meta.dirname, '../../given/samples')

async function run(
  files: Readonly<Record<string, Uint8Array | string | number>>,
  facts?: object,
  service: DocumentService = given.service,
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-corpus-test-'))
  folders.push(folder)
  for (const [name, from] of Object.entries(files)) {
    const file = path.join(folder, name)
    if (typeof from === 'number') {
      // So many bytes, none of them on the disk.
      writeFileSync(file, '')
      truncateSync(file, from)
    } else if (typeof from === 'string') copyFileSync(path.join(samples, from), file)
    else writeFileSync(file, from)
  }
  if (facts) writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ note: 'any', files: facts }))
  const lines: string[] = []
  const right = await runFolder(folder, service, (line) => void lines.push(line))
  return { right, lines, text: lines.join('\n') }
}

test('a folder that is as its manifest says passes, whatever else the manifest says', async () => {
  const { right, text } = await run(
    {
      'a.pdf': 'mixed-size-rotated.pdf',
      'b.pdf': 'encrypted-password.pdf',
      'c.pdf': 'truncated.pdf',
      'd.pdf': 'image-bomb.pdf',
      'e.pdf': 'empty.pdf',
      'f.pdf': 'form-filled.pdf',
      'notes.txt': new Uint8Array(3),
      'endless.pdf': 3 * 1024 ** 3,
    },
    {
      'a.pdf': { pages: 8, rotate: [0, 90, 0, 0, 270, 0, 180, 0], unknown: { deep: true } },
      'b.pdf': { pages: 2, password: 'open-sesame-42', expect: 'password needed' },
      'c.pdf': { pages: null, expect: 'rejected as damaged' },
      'd.pdf': { pages: 1, expect: 'bounded time and memory' },
      'e.pdf': { pages: null, expect: 'rejected as empty', sizesPt: 'none' },
      'endless.pdf': { pages: null },
      'f.pdf': { pages: 1, sizesPt: [[612, 792]], expect: 'ok, same pixels as f.pdf' },
    },
  )
  expect(text).not.toContain('WRONG')
  expect(right).toBe(true)
  expect(text).toContain('7 files (7 in a manifest), 3 refused, 11 of 12 pages made')
})

test('every way a file may differ from its manifest is told', async () => {
  const { right, lines } = await run(
    {
      'pages.pdf': 'text-1p.pdf',
      'size.pdf': 'text-1p.pdf',
      'refused.pdf': 'truncated.pdf',
      'good.pdf': 'text-1p.pdf',
    },
    {
      'pages.pdf': { pages: 2 },
      'size.pdf': { pages: 1, sizesPt: [[595, 842]], rotate: [90], password: 'none-needed' },
      'refused.pdf': { pages: 10, expect: 'ok' },
      'good.pdf': { pages: null, expect: 'rejected as damaged' },
      'gone.pdf': { pages: 1 },
    },
  )
  const lineOf = (name: string) => lines.find((line) => line.startsWith(name)) ?? ''
  expect(right).toBe(false)
  expect(lineOf('pages.pdf')).toContain('WRONG manifest: 1 pages instead of 2')
  expect(lineOf('size.pdf')).toMatch(/pages where encrypted was due.*not 595 by 842.*turned by 0, not 90/)
  expect(lineOf('refused.pdf')).toContain('WRONG manifest: refused as damaged')
  expect(lineOf('good.pdf')).toContain('WRONG manifest: not refused')
  expect(lineOf('gone.pdf')).toContain('not in the folder')
})

test('pages that differ from what Poppler draws are wrong pictures, and pages too few a wrong count', async () => {
  const wrong = (bytes: Uint8Array): DocumentService => ({
    ...given.service,
    rendition: (_bytes, quality, choice) => given.service.rendition(bytes, quality, choice),
  })
  const one = await run({ 'one.pdf': 'text-1p.pdf' }, undefined, wrong(sample('form-filled.pdf')))
  expect(one.text).toMatch(/WRONG picture: page 1: \d+ % of its writing/)
  const blank = await run({ 'blank.pdf': 'text-1p.pdf' }, undefined, wrong(undrawnForm('')))
  expect(blank.text).toContain('WRONG picture')
  const short: DocumentService = { ...given.service, take: () => given.service.take(madePages(2)) }
  const count = await run({ 'count.pdf': madePages(3) }, undefined, { ...short, take: async () => takenAs(3, 2) })
  expect(count.text).toContain('WRONG count: 2 pages, Poppler counts 3')
})

/** A document of `pages` that says it has fewer. */
async function takenAs(pages: number, said: number) {
  const taken = await given.service.take(madePages(pages))
  if (!taken.ok) return taken
  const { inspection } = taken.value
  return {
    ok: true as const,
    value: { ...taken.value, inspection: { ...inspection, pages: inspection.pages.slice(0, said) } },
  }
}

test('a child that dies is a crash, one that is stopped a hang', async () => {
  const ending = (refusal: 'crashed' | 'took-too-long'): DocumentService => ({
    ...given.service,
    take: () => Promise.resolve({ ok: false, fault: { code: 'document', refusal } }),
  })
  expect((await run({ 'a.pdf': 'text-1p.pdf' }, undefined, ending('crashed'))).text).toContain(
    'WRONG crash: as a whole',
  )
  expect((await run({ 'a.pdf': 'text-1p.pdf' }, undefined, ending('took-too-long'))).text).toContain(
    'WRONG hang: as a whole',
  )
})

test('what is to be warned of is, on any page or on every one', async () => {
  const dark = writtenPage(['Ferritin 64.2'], { sizePt: 11, grey: 255, paper: 0 })
  const files = { 'a.pdf': dark, 'b.pdf': dark, 'c.pdf': 'text-1p.pdf' }
  const { text } = await run(files, {
    'a.pdf': { pages: 1, expect: 'ok with dark-area warnings' },
    'b.pdf': { pages: 1, expect: 'ok with a photograph warning' },
    'c.pdf': { pages: 1, expect: 'ok with legibility warnings' },
  })

  expect(text).toContain('not warned of photograph')
  expect(text.match(/WRONG manifest: not warned/g)).toHaveLength(2)
})

test('a manifest is read for what it says, and what it says oddly is left out', () => {
  expect(Facts.parse({ pages: 'many', password: 'x', more: 1 })).toEqual({ pages: undefined, password: 'x' })
  expect(expectation({ pages: 1, expect: 'ok, same pixels as scan-1.tif' })).toEqual({
    bounded: false,
    sameAs: 'scan-1.tif',
  })
  expect(expectation({ pages: null })).toEqual({ bounded: false, refused: [] })
})
