import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentLimits } from '#app/domain/pages/document.ts'
import { headerAt, sniff } from '#main/documents/sniff.ts'
import { madePages, madePdf, sample } from '#test/given/samples/made.ts'
import { givenService, refusal, value, type Given } from './service.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

describe('a document that can be used tells its pages', () => {
  test.each([
    ['text-1p.pdf', 1, 'none'],
    ['referral-10p.pdf', 10, 'none'],
    ['mixed-size-rotated.pdf', 8, 'none'],
    ['form-filled.pdf', 1, 'fields'],
    ['owner-restricted.pdf', 1, 'none'],
    ['broken-xref.pdf', 10, 'none'],
    ['junk-before-header.pdf', 1, 'none'],
    ['image-bomb.pdf', 1, 'none'],
  ] as const)('%s has %i', async (name, pages, form) => {
    const seen = value(await given.service.inspect(sample(name)))
    expect(seen.pages).toHaveLength(pages)
    expect(seen.form).toBe(form)
  })

  test('sizes are those people see, with crop box and rotation applied', async () => {
    const { pages } = value(await given.service.inspect(sample('mixed-size-rotated.pdf')))
    expect(pages.map(({ rotation }) => rotation)).toEqual([0, 90, 0, 0, 270, 0, 180, 0])
    const sizes = pages.map(({ widthPt, heightPt }) => [Math.round(widthPt), Math.round(heightPt)])
    expect(sizes).toEqual([
      [612, 792],
      [842, 595],
      [540, 936],
      [595, 420],
      [612, 792],
      [842, 1191],
      [243, 153],
      [612, 2448],
    ])
  })

  test('a password opens what it locks', async () => {
    const seen = value(await given.service.inspect(sample('encrypted-password.pdf'), 'open-sesame-42'))
    expect(seen.pages).toHaveLength(2)
  })

  test('the most pages we take are taken', async () => {
    const seen = value(await given.service.inspect(madePages(documentLimits.pagesAtMost)))
    expect(seen.pages).toHaveLength(documentLimits.pagesAtMost)
  })
})

describe('a document that cannot be used is refused with a reason', () => {
  test.each([
    ['empty', sample('empty.pdf')],
    ['not-a-pdf', sample('not-a-pdf.pdf')],
    ['damaged', sample('truncated.pdf')],
    ['encrypted', sample('encrypted-password.pdf')],
    ['too-many-pages', madePages(documentLimits.pagesAtMost + 1)],
    ['no-pages', madePdf(['/Type/Catalog/Pages 2 0 R', '/Type/Pages/Kids[]/Count 0'])],
  ])('%s', async (reason, bytes) => {
    expect(await given.service.inspect(bytes)).toEqual(refusal(reason))
  })

  test.each(['not it', 'open-sesame-4', 'ö'.repeat(200)])(
    'wrong-password, whatever was tried: %s',
    async (password) => {
      expect(await given.service.inspect(sample('encrypted-password.pdf'), password)).toEqual(refusal('wrong-password'))
    },
  )

  test('no password at all is asked for, not called wrong', async () => {
    expect(await given.service.inspect(sample('encrypted-password.pdf'), '')).toEqual(refusal('encrypted'))
  })

  test('none of them cost a child', () => {
    expect(given.notes).toEqual([])
  })
})

describe('the door looks at size and magic only', () => {
  test('junk before the header is tolerated to a limit', () => {
    const behind = (junk: number): Uint8Array =>
      new Uint8Array(Buffer.concat([Buffer.alloc(junk, 'x'), Buffer.from('%PDF-1.4')]))
    expect(headerAt(behind(documentLimits.junkAtMost))).toBe(documentLimits.junkAtMost)
    expect(sniff(behind(documentLimits.junkAtMost))).toBeUndefined()
    expect(sniff(behind(documentLimits.junkAtMost + 1))).toBe('not-a-pdf')
  })

  test('a file above the limit is refused unread', () => {
    const huge = new Uint8Array(documentLimits.bytesAtMost + 1)
    expect(sniff(huge)).toBe('too-large')
    expect(sniff(huge.subarray(1))).toBe('not-a-pdf')
  })
})
