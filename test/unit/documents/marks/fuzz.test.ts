/**
 * Redaction against many generated documents, as a person does it: words are searched, what is found is boxed, the packet
 * is sealed to go as it came. Secrets stand as text, in groups, notes, forms, attachments, remarks and shared parts; the
 * sealed bytes are looked into by other programs. Fifty in the suite, 500 with FAXDESK_FUZZ=500.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChosenPage, DraftView } from '#app/contract/desk/drafts.ts'
import { turns } from '#app/domain/pages/document.ts'
import { covering } from '#renderer/screens/send/pages/hiding/covering.ts'
import { valueOf } from '#test/given/outcome.ts'
import { madePdf, type MadeObject } from '#test/given/samples/made.ts'
import { dana, givenDesk, type Given } from '../../delivery/given.ts'
import { everything } from '../look.ts'

const documents = Number(process.env['FAXDESK_FUZZ'] ?? 50)
const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined
/** `npm test` installs them where it can. */
const readersHere = has('pdftotext') && has('qpdf')

let given: Given
let folder: string
let lookedIntoByOthers = 0
beforeAll(async () => {
  // Only a cloud line takes pages as they came; of prepared ones nothing but dots would be left anyhow.
  given = await givenDesk({ altered: (line) => ({ ...line, kind: 'phaxio' }) })
  given.be(dana)
  folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-redaction-'))
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
  rmSync(folder, { recursive: true })
})

const ways = [
  ...(['group', 'note', 'field', 'attachment', 'info'] as const),
  ...(['shared', 'mode3', 'tooltip', 'kerned', 'slanted'] as const),
]

type Plan = {
  readonly secret: string
  readonly pages: number
  readonly hiddenPage: number
  readonly turns: readonly (typeof turns)[number][]
  readonly rotate: (typeof turns)[number]
  readonly ways: readonly (typeof ways)[number][]
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('')
const plans: fc.Arbitrary<Plan> = fc
  .record({
    secret: fc.array(fc.constantFrom(...letters), { minLength: 9, maxLength: 14 }).map((own) => `ZQ${own.join('')}`),
    pages: fc.integer({ min: 1, max: 4 }),
    hiddenPage: fc.nat(3),
    turns: fc.array(fc.constantFrom(...turns), { minLength: 4, maxLength: 4 }),
    rotate: fc.constantFrom(...turns),
    ways: fc.uniqueArray(fc.constantFrom(...ways)),
  })
  .map((plan) => ({ ...plan, hiddenPage: plan.hiddenPage % plan.pages }))

/** All pages share one dictionary of resources, as many writers do; the secret is on one page. */
function made({ secret, pages, hiddenPage, rotate, ways }: Plan): Uint8Array {
  const on = (way: Plan['ways'][number]): boolean => ways.includes(way)
  const [first, extras] = [6, 6 + 2 * pages]
  const page = (place: number): readonly MadeObject[] => {
    const own = place === hiddenPage
    const shown = on('kerned')
      ? `[${secret
          .split('')
          .map((letter) => `(${letter}) -40`)
          .join(' ')}] TJ`
      : `(${secret}) Tj`
    const at18 = on('slanted') ? '0.94 0.34 -0.34 0.94 100 480 Tm' : '100 500 Td'
    const text = own && !on('group') ? `BT /F1 18 Tf ${at18} ${shown} ET` : ''
    const unseen = own && on('mode3') ? `BT 3 Tr /F1 9 Tf 90 480 Td (${secret}) Tj ET` : ''
    const group = own && on('group') ? '/G Do' : ''
    const notes = own && (on('note') || on('field') || on('tooltip')) ? `/Annots[${extras} 0 R]` : ''
    return [
      `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Rotate ${rotate}/Resources 5 0 R/Contents ${first + 2 * place + 1} 0 R${notes}`,
      {
        dictionary: '',
        stream: Buffer.from(`BT /F1 12 Tf 72 700 Td (Sheet ${place}) Tj ET ${text} ${unseen} ${group}`),
      },
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

/** What can be found in a sealed file: all text, and all streams unpacked, by other programs too. */
function lookedInto(sealed: Uint8Array): string {
  if (!readersHere) return everything(sealed)
  const file = path.join(folder, 'sealed.pdf')
  const plain = path.join(folder, 'plain.pdf')
  writeFileSync(file, sealed)
  const read = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  const unpacked = spawnSync('qpdf', ['--qdf', '--preserve-unreferenced', file, plain])
  expect([read.status, unpacked.status]).toEqual([0, 0])
  lookedIntoByOthers += 1
  return [everything(sealed), read.stdout, readFileSync(plain, 'latin1')].join('\n')
}

/** Any four letters in a row of the secret would be something recovered. */
const pieces = (secret: string): readonly string[] =>
  Array.from({ length: secret.length - 3 }, (_, at) => secret.slice(at, at + 4))

type Added = Pick<DraftView, 'id'>

/** The packet of a document whose pages are turned and boxed, as it would be handed to the line. */
async function packetOf(
  plan: Plan,
  boxed: (draftId: Added['id'], pages: readonly ChosenPage[]) => Promise<readonly ChosenPage[]>,
) {
  const { id } = valueOf(await given.call('drafts.create', {}))
  const added = valueOf(
    await given.call('documents.add', { draftId: id, name: 'letter.pdf', bytes: new Uint8Array(made(plan)) }),
  )
  const turned = added.content.pages.map((page, at) => ({ ...page, turn: plan.turns[at] ?? 0 }))
  const pages = [...(await boxed(id, turned))]
  const content = {
    ...added.content,
    pages,
    packetForm: 'original' as const,
    cover: { ...added.content.cover, included: false },
  }
  const { revision } = valueOf(await given.call('drafts.save', { id, revision: added.revision, content }))
  const { form, pages: count } = valueOf(await given.call('packet.seal', { id, revision }))
  expect([form, count]).toEqual(['original', plan.pages])
  return { pages, bytes: new Uint8Array(valueOf(await given.desk.packet.bytes.readPacket(id, dana))) }
}

/** As the hiding bar does it. */
async function found(draftId: Added['id'], pages: readonly ChosenPage[], text: string): Promise<readonly ChosenPage[]> {
  const { documents: all } = valueOf(await given.call('pages.find', { draftId, text }))
  const { marked, beyond } = covering(pages, all)
  expect([marked.length, beyond]).toEqual([1, 0])
  return pages.map((page, at) => ({ ...page, ...marked.find((one) => one.at === at)?.marks }))
}

test(
  `nothing of what is hidden is left in any of ${documents} documents, nor has any dot to do with it`,
  async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { pages, bytes } = await packetOf(plan, (id, own) => found(id, own, plan.secret))
        const text = lookedInto(bytes)
        expect(pieces(plan.secret).filter((piece) => text.includes(piece))).toEqual([])
        const blank = { ...plan, secret: ' '.repeat(plan.secret.length) }
        const same = await packetOf(blank, async (_, own) =>
          own.map((page, at) => ({ ...page, boxes: pages[at]?.boxes })),
        )
        expect(Buffer.compare(bytes, same.bytes)).toBe(0)
      }),
      { numRuns: documents },
    )
  },
  documents * 4000,
)

test.runIf(readersHere)('qpdf and pdftotext have looked into each of them', () => {
  expect(lookedIntoByOthers).toBeGreaterThanOrEqual(documents)
})
