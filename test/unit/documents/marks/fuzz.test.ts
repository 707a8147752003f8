/**
 * Redaction against many generated documents: secrets as text, in groups, notes, forms, attachments, remarks and shared
 * parts; then the sealed bytes are looked into by other programs. Fifty in the suite, 500 with FAXDESK_FUZZ=500.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { turns } from '#app/domain/pages/document.ts'
import { madePdf, type MadeObject } from '#test/given/samples/made.ts'
import { everything } from '../look.ts'
import { givenService, value, type Given } from '../service.ts'

const documents = Number(process.env['FAXDESK_FUZZ'] ?? 50)
const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined

let given: Given
let folder: string
beforeAll(() => {
  given = givenService()
  folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-redaction-'))
})
afterAll(() => {
  given.service.stop()
  rmSync(folder, { recursive: true })
})

type Plan = {
  readonly secret: string
  readonly pages: number
  readonly hiddenPage: number
  readonly turn: (typeof turns)[number]
  readonly rotate: (typeof turns)[number]
  readonly ways: readonly ('group' | 'note' | 'field' | 'attachment' | 'info' | 'shared' | 'mode3' | 'tooltip')[]
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('')
const plans: fc.Arbitrary<Plan> = fc
  .record({
    secret: fc.array(fc.constantFrom(...letters), { minLength: 9, maxLength: 14 }).map((own) => `ZQ${own.join('')}`),
    pages: fc.integer({ min: 1, max: 4 }),
    hiddenPage: fc.nat(3),
    turn: fc.constantFrom(...turns),
    rotate: fc.constantFrom(...turns),
    ways: fc.uniqueArray(fc.constantFrom('group', 'note', 'field', 'attachment', 'info', 'shared', 'mode3', 'tooltip')),
  })
  .map((plan) => ({ ...plan, hiddenPage: plan.hiddenPage % plan.pages }))

/** All pages share one dictionary of resources, as many writers do; the secret is on one page. */
function made({ secret, pages, hiddenPage, rotate, ways }: Plan): Uint8Array {
  const on = (way: Plan['ways'][number]): boolean => ways.includes(way)
  const [first, extras] = [6, 6 + 2 * pages]
  const page = (at: number): readonly MadeObject[] => {
    const own = at === hiddenPage
    const text = own && !on('group') ? `BT /F1 18 Tf 100 500 Td (${secret}) Tj ET` : ''
    const unseen = own && on('mode3') ? `BT 3 Tr /F1 9 Tf 90 480 Td (${secret}) Tj ET` : ''
    const group = own && on('group') ? '/G Do' : ''
    const notes = own && (on('note') || on('field') || on('tooltip')) ? `/Annots[${extras} 0 R]` : ''
    return [
      `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Rotate ${rotate}/Resources 5 0 R/Contents ${first + 2 * at + 1} 0 R${notes}`,
      { dictionary: '', stream: Buffer.from(`BT /F1 12 Tf 72 700 Td (Sheet ${at}) Tj ET ${text} ${unseen} ${group}`) },
    ]
  }
  const kids = Array.from({ length: pages }, (_, at) => `${first + 2 * at} 0 R`).join(' ')
  const form = on('field') ? `/AcroForm<</Fields[${extras} 0 R]/DA(/Helv 0 Tf)>>` : ''
  const files = on('attachment') ? `/Names<</EmbeddedFiles<</Names[(a)${extras + 1} 0 R]>>>>` : ''
  const annotation = on('field')
    ? `/Type/Annot/Subtype/Widget/FT/Tx/T(${secret})/TU(${secret})/V(${secret})/Rect[90 490 400 520]/F 4`
    : `/Type/Annot/Subtype/Text/Contents(${secret})/Rect[90 490 120 520]`
  return madePdf([
    `/Type/Catalog/Pages 2 0 R${form}${files}${on('info') ? `/Lang(${secret})` : ''}`,
    `/Type/Pages/Kids[${kids}]/Count ${pages}`,
    '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
    {
      dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>',
      stream: Buffer.from(on('group') || on('shared') ? `BT /F1 18 Tf 100 500 Td (${secret}) Tj ET` : ''),
    },
    '/Font<</F1 3 0 R>>/XObject<</G 4 0 R>>',
    ...Array.from({ length: pages }, (_, at) => page(at)).flat(),
    annotation,
    `/Type/Filespec/F(${secret}.txt)/UF(${secret}.txt)/EF<</F ${extras + 2} 0 R>>`,
    { dictionary: '/Type/EmbeddedFile', stream: Buffer.from(on('attachment') ? secret : '') },
  ])
}

/** What other programs find in a sealed file: all text, and all streams unpacked. */
function lookedInto(sealed: Uint8Array): string {
  const file = path.join(folder, 'sealed.pdf')
  const plain = path.join(folder, 'plain.pdf')
  writeFileSync(file, sealed)
  const found = [everything(sealed)]
  if (has('pdftotext')) found.push(spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).stdout)
  if (has('qpdf')) {
    spawnSync('qpdf', ['--qdf', '--preserve-unreferenced', file, plain])
    found.push(readFileSync(plain, 'latin1'))
  }
  return found.join('\n')
}

/** Any four letters in a row of the secret would be something recovered. */
const pieces = (secret: string): readonly string[] =>
  Array.from({ length: secret.length - 3 }, (_, at) => secret.slice(at, at + 4))

test(
  `nothing of what is hidden is left in any of ${documents} documents`,
  async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const bytes = made(plan)
        const boxes = [{ left: 0, top: 0, width: 1, height: 1 }]
        const pages = Array.from({ length: plan.pages }, (_, index) => ({
          index,
          turn: plan.turn,
          ...(index === plan.hiddenPage ? { boxes } : {}),
        }))
        const sealed = value(await given.service.seal({ sources: [{ bytes, hides: true, pages }] }))
        expect(sealed.pages).toBe(plan.pages)
        const text = lookedInto(sealed.bytes)
        expect(pieces(plan.secret).filter((piece) => text.includes(piece))).toEqual([])
      }),
      { numRuns: documents },
    )
  },
  documents * 2000,
)
