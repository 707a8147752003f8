import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentLimits, turns } from '#app/domain/pages/document.ts'
import type { Packet, Source } from '#main/documents/service/protocol.ts'
import {
  madePages,
  madePdf,
  pageSentence,
  pageWithPrivateData,
  sample,
  textStream,
  undrawnForm,
} from '#test/given/samples/made.ts'
import { everything, ink, readPages, render } from './look.ts'
import { givenService, refusal, value, type Given } from './service.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

const upright = (bytes: Uint8Array, ...indices: readonly number[]): Source => ({
  bytes,
  pages: indices.map((index) => ({ index, turn: 0 })),
})
const seal = async (packet: Packet): Promise<Uint8Array> => value(await given.service.seal(packet)).bytes

describe('a sealed packet', () => {
  test('has the chosen pages in the chosen order, whatever was chosen', async () => {
    const [first, second] = [madePages(7), madePages(5)]
    const choice = fc.record({ index: fc.nat(4), turn: fc.constantFrom(...turns) })
    const choices = fc.uniqueArray(choice, { selector: ({ index }) => index, minLength: 1 })
    await fc.assert(
      fc.asyncProperty(choices, choices, fc.boolean(), async (a, b, withCover) => {
        const cover = withCover ? { cover: { bytes: madePages(2), pages: 2 as const } } : {}
        const sealed = value(
          await given.service.seal({
            ...cover,
            sources: [
              { bytes: first, pages: a },
              { bytes: second, pages: b },
            ],
          }),
        )
        const pages = (await readPages(sealed.bytes)).slice(withCover ? 2 : 0)
        expect(sealed.pages).toBe(a.length + b.length + (withCover ? 2 : 0))
        expect(pages.map(({ text }) => text)).toEqual([...a, ...b].map(({ index }) => pageSentence(index)))
        expect(pages.map(({ rotation }) => rotation)).toEqual([...a, ...b].map(({ turn }) => turn))
      }),
      { numRuns: 40 },
    )
  })

  test("adds a turn to the page's own rotation", async () => {
    const own = [0, 90, 0, 0, 270, 0, 180, 0]
    const pages = own.map((_, index) => ({ index, turn: turns[index % 4] ?? 0 }))
    const sealed = await readPages(await seal({ sources: [{ bytes: sample('mixed-size-rotated.pdf'), pages }] }))
    expect(sealed.map(({ rotation }) => rotation)).toEqual(own.map((rotation, at) => (rotation + (at % 4) * 90) % 360))
  })

  test('is made although a name has a vertical tab in it, which is no blank in a PDF', async () => {
    const bytes = madePdf([
      '/Type/Catalog/Pages 2 0 R',
      '/Type/Pages/Kids[4 0 R]/Count 1',
      '/Type/Font/Subtype/Type1/BaseFont/Helvetica/Odd\x0bKey(x)',
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R',
      textStream('Odd names'),
    ])
    const [page] = await readPages(await seal({ sources: [upright(bytes, 0)] }))
    expect(page?.text).toBe('Odd names')
  })

  test('keeps the size people see', async () => {
    const pages = Array.from({ length: 8 }, (_, index) => index)
    const before = value(await given.service.inspect(sample('mixed-size-rotated.pdf')))
    const after = value(
      await given.service.inspect(await seal({ sources: [upright(sample('mixed-size-rotated.pdf'), ...pages)] })),
    )
    expect(after.pages).toEqual(before.pages)
  })

  test.each([
    ['its list of pages is its own parent', '/Parent 2 0 R', '/Parent 2 0 R/MediaBox[0 0 612 792]'],
    ['a page is its own parent, and has no size', '', '/Parent 4 0 R'],
    ['a page and the list are each other’s', '/Parent 4 0 R', '/Parent 2 0 R/MediaBox[0 0 612 792]'],
  ])('is made although %s', async (_, ofList, ofPage) => {
    const bytes = madePdf([
      '/Type/Catalog/Pages 2 0 R',
      `/Type/Pages/Kids[4 0 R]/Count 1${ofList}`,
      '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
      `/Type/Page${ofPage}/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R`,
      textStream('Round and round'),
    ])
    expect((await readPages(await seal({ sources: [upright(bytes, 0)] })))[0]?.text).toContain('Round and round')
  })

  test('is the same, byte for byte, each time and from another child', async () => {
    const packet: Packet = {
      cover: { bytes: sample('text-1p.pdf'), pages: 1 },
      sources: [
        upright(sample('referral-10p.pdf'), 2, 0),
        upright(sample('form-filled.pdf'), 0),
        upright(sample('image-bomb.pdf'), 0),
      ],
    }
    const first = value(await given.service.seal(packet))
    await given.service.inspect(sample('broken-xref.pdf'))
    expect(value(await given.service.seal(packet)).sha256).toBe(first.sha256)
    const other = givenService()
    expect(value(await other.service.seal(packet)).sha256).toBe(first.sha256)
    other.service.stop()
    expect(first.sha256).toBe(createHash('sha256').update(first.bytes).digest('hex'))
  })

  test('differs when one page is turned', async () => {
    const turned = (turn: 0 | 90): Packet => ({
      sources: [{ bytes: sample('text-1p.pdf'), pages: [{ index: 0, turn }] }],
    })
    expect(await seal(turned(0))).not.toEqual(await seal(turned(90)))
  })

  test('opens locked and repaired originals, and needs no password itself', async () => {
    const locked = { ...upright(sample('encrypted-password.pdf'), 0, 1), password: 'open-sesame-42' }
    const sealed = await seal({
      sources: [locked, upright(sample('broken-xref.pdf'), 9), upright(sample('junk-before-header.pdf'), 0)],
    })
    const pages = await readPages(sealed)
    expect(pages).toHaveLength(4)
    for (const { text } of pages) expect(text.length).toBeGreaterThan(200)
    expect(everything(sealed)).not.toContain('/Encrypt')
  })
})

describe('what was taken out is not inside', () => {
  test('pages that were not chosen have left no text and no object', async () => {
    const sealed = await seal({ sources: [upright(madePages(50), 3, 17)] })
    const inside = everything(sealed)
    for (let index = 0; index < 50; index += 1) {
      expect(inside.includes(`(${pageSentence(index)})`)).toBe(index === 3 || index === 17)
    }
    expect(inside.match(/\/Type\s*\/Page(?![a-z])/g)).toHaveLength(2)
  })

  test('private data, scripts, attachments, outlines and notes stay behind', async () => {
    const original = pageWithPrivateData('canary-7731')
    expect(everything(original).split('canary-7731').length).toBeGreaterThan(7)
    const sealed = await seal({ sources: [upright(original, 0)] })
    expect(everything(sealed)).not.toContain('canary-7731')
    expect(everything(sealed)).not.toMatch(
      /JavaScript|EmbeddedFile|PieceInfo|Metadata|Outlines|Annots|Producer|CreationDate/,
    )
    expect((await readPages(sealed))[0]?.text).toContain('Only this may be seen')
  })
})

describe('form answers are on the page', () => {
  const answers = ['Tansy Sampleton', 'TEST-445566', 'Examplamol 20 mg', 'Fictional reason for the request']

  test('typed answers become part of the page for every reader', async () => {
    expect((await readPages(sample('form-filled.pdf')))[0]?.text).not.toContain(answers[0])
    const sealed = await seal({ sources: [upright(sample('form-filled.pdf'), 0)] })
    const text = (await readPages(sealed))[0]?.text
    for (const answer of answers) expect(text).toContain(answer)
  })

  test('the sealed page has the ink of the form on a screen, box by box', async () => {
    const before = await render(sample('form-filled.pdf'), 0, 612, 792)
    const after = await render(await seal({ sources: [upright(sample('form-filled.pdf'), 0)] }), 0, 612, 792)
    for (let row = 0; row < 24; row += 1) {
      const band = [0, row / 24, 1, (row + 1) / 24] as const
      expect(ink(after, band)).toBeCloseTo(ink(before, band), 3)
    }
  })

  test.each([
    ['has no picture', false],
    ['has the picture of an empty field', true],
  ])('an answer is drawn that %s', async (_what, stale) => {
    const sealed = await seal({ sources: [upright(undrawnForm('Briony Mockford', stale), 0)] })
    expect((await readPages(sealed))[0]?.text).toContain('Briony Mockford')
    const field = [72 / 612, (792 - 630) / 792, 400 / 612, (792 - 600) / 792] as const
    expect(ink(await render(sealed, 0, 612, 792), field)).toBeGreaterThan(0.02)
  })
})

describe('a packet that cannot be sealed', () => {
  test.each([
    ['damaged', { sources: [upright(sample('text-1p.pdf'), 1)] }],
    ['damaged', { sources: [upright(sample('text-1p.pdf'), 0), upright(sample('truncated.pdf'), 0)] }],
    ['encrypted', { sources: [upright(sample('encrypted-password.pdf'), 0)] }],
    ['no-pages', { sources: [] }],
    ['too-many-pages', { sources: [upright(madePages(2), ...Array.from({ length: 301 }, (_, at) => at % 2))] }],
    ['too-large', { sources: [upright(new Uint8Array(documentLimits.bytesAtMost + 1), 0)] }],
  ] as const)('%s is said, and nothing is made', async (reason, packet) => {
    expect(await given.service.seal(packet)).toEqual(refusal(reason))
  })
})
