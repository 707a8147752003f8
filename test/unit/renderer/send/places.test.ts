import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverPages } from '#app/domain/pages/cover.ts'
import { ChosenPage, type DraftContent } from '#app/contract/desk/drafts.ts'
import {
  numberOf,
  placesOf,
  placeWithin,
  sealedPage,
  spokenPage,
  type Place,
} from '#renderer/screens/send/compose-state.ts'
import { beginEditing, chosenCount, type Editor } from '#renderer/screens/send/editor/draft-editor.ts'
import { windowOf } from '#renderer/screens/send/pages/strip/windowed.ts'
import { actualSize, percent, scaleOf, zoomed } from '#renderer/screens/send/pages/zoom.ts'
import { markedIn } from '#renderer/screens/send/panels/recipient/contact-lines.ts'

const editor: fc.Arbitrary<Editor> = fc
  .record({ included: fc.array(fc.boolean(), { maxLength: 20 }), cover: fc.boolean(), long: fc.boolean() })
  .map(({ included, cover, long }) => {
    const pages = included.map((on, index) =>
      ChosenPage.parse({ documentId: `document_${'0'.repeat(20)}`, index, turn: 0, included: on }),
    )
    const content: DraftContent = {
      pages,
      numberId: null,
      cover: { included: cover, from: '', reference: '', message: long ? 'Remarks. '.repeat(110) : '' },
      purpose: null,
      quality: 'fine',
      lineId: null,
    }
    return beginEditing(content)
  })

const pagesOf = (places: readonly Place[]) => places.flatMap((place) => (place.kind === 'page' ? [place.at] : []))

test('the pages that go are numbered 1, 2, 3 without a gap, whatever is left out between them', () => {
  fc.assert(
    fc.property(editor, (given) => {
      const numbers = pagesOf(placesOf({ editor: given })).map((at) => numberOf(given, at))
      const going = numbers.filter((number) => number !== undefined)
      expect(going).toEqual(Array.from({ length: chosenCount(given.content.pages) }, (_, index) => index + 1))
    }),
  )
})

test('what is shown as sealed page n is the n-th of cover and chosen pages', () => {
  fc.assert(
    fc.property(editor, (given) => {
      const sealed = placesOf({ editor: given }).flatMap((place) => sealedPage(given, place) ?? [])
      const total = chosenCount(given.content.pages) + coverPages(given.content.cover)
      expect(sealed).toEqual(Array.from({ length: total }, (_, index) => index + 1))
    }),
  )
})

test('one always stands on a place that exists, if there is any', () => {
  const place: fc.Arbitrary<Place> = fc.oneof(
    fc.constantFrom<Place[]>({ kind: 'cover', page: 1 }, { kind: 'cover', page: 2 }),
    fc.integer({ min: -3, max: 30 }).map((at): Place => ({ kind: 'page', at })),
  )
  fc.assert(
    fc.property(editor, place, (given, asked) => {
      const places = placesOf({ editor: given })
      fc.pre(places.length > 0)
      expect(places).toContainEqual(placeWithin(given, asked))
    }),
  )
})

test('a page that is left out says so aloud', () => {
  fc.assert(
    fc.property(editor, fc.nat(19), (given, at) => {
      const page = given.content.pages[at]
      fc.pre(page !== undefined)
      expect(spokenPage(given, at).startsWith('Left out')).toBe(!page.included)
    }),
  )
})

test('every row in view exists, and the list is as long as if all did', () => {
  const measured = fc.record({
    extent: fc.integer({ min: 20, max: 300 }),
    offset: fc.integer({ min: 0, max: 60_000 }),
    view: fc.integer({ min: 0, max: 2000 }),
  })
  fc.assert(
    fc.property(fc.nat(400), measured, (count, { extent, offset, view }) => {
      const { from, to, before, after } = windowOf(count, { extent, offset, view })
      expect(before + (to - from) * extent + after).toBe(count * extent)
      expect(to - from).toBeLessThanOrEqual(Math.ceil(view / extent) + 8)
      const seen = Array.from({ length: count }, (_, row) => row).filter(
        (row) => (row + 1) * extent > offset && row * extent < offset + view,
      )
      for (const row of seen) expect(row >= from && row < to).toBe(true)
    }),
  )
})

test('a fitted page never reaches beyond its room, and zooming in and out again comes back', () => {
  const length = fc.double({ min: 10, max: 5000, noNaN: true })
  fc.assert(
    fc.property(length, length, length, length, (width, height, across, down) => {
      const scale = scaleOf('fit', { width, height }, { width: across, height: down })
      expect(width * Math.min(scale, across / width)).toBeLessThanOrEqual(across + 1e-6)
      expect(scale).toBeGreaterThan(0)
    }),
  )
  expect(zoomed(zoomed(actualSize, 'in'), 'out')).toBeCloseTo(actualSize)
  expect(percent(actualSize)).toBe('100 %')
})

test('a found text is marked where it matches and is otherwise unchanged, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, typed) => {
      expect(
        markedIn(text, typed)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
  expect(markedIn('Harborlight Cardiology', 'har card').filter(({ hit }) => hit)).toMatchObject([
    { text: 'Har' },
    { text: 'Card' },
  ])
})
