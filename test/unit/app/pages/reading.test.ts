import { describe, expect, test } from 'vitest'
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import { nextToRead, readingsIn } from '#app/domain/pages/reading.ts'
import type { Going, GoingPage } from '#app/domain/pages/page-checks.ts'

const nobody = { names: [], births: [], records: [] }
const scan = { contrast: 200, midShare: 0, inkShare: 0.03, skewDeg: 0, cutShare: 0, thinShare: 0 }
const picture: PageFacts = { text: [], scan, inkShare: 0.03, identity: nobody, searchable: false }
const { scan: _, ...written } = picture
const said = (name: string): PageFacts => ({ ...picture, reading: 'read', identity: { ...nobody, names: [name] } })

const page = (index: number, more: Partial<GoingPage> = {}): GoingPage => ({
  documentId: 'one',
  index,
  included: true,
  ...more,
})
const going = (...pages: GoingPage[]): Going => ({ pages, quality: 'fine' })
const all = going(page(0), page(1), page(2))
const known = (...facts: PageFacts[]) => [(id: string) => (id === 'one' ? facts : undefined)] as const

describe('pages that are read', () => {
  test('are pictures that go, the first first', () => {
    expect(nextToRead(all, ...known(written, picture, picture))).toMatchObject({ index: 1 })
    const some = going(page(0), page(1, { included: false }), page(2))
    expect(nextToRead(some, ...known(written, picture, picture))).toMatchObject({ index: 2 })
    expect(nextToRead(all, ...known(written, written, written))).toBeUndefined()
  })

  test('are none of a single page, nor before it is known what they are', () => {
    expect(nextToRead(going(page(0)), ...known(picture))).toBeUndefined()
    expect(nextToRead(all, () => undefined)).toBeUndefined()
  })

  test('are no more once the answer is known, or was given', () => {
    const facts = known(said('Dana Testcase'), said('Robin Sampleton'), picture)
    expect(nextToRead(all, ...facts)).toBeUndefined()
    const together = going(...[0, 1].map((index) => page(index, { left: ['other-patient'] })), page(2))
    expect(nextToRead(together, ...facts)).toMatchObject({ index: 2 })
    expect(nextToRead(going(...together.pages.slice(0, 2), page(2, { left: ['other-patient'] })), ...facts)).toBe(
      undefined,
    )
  })

  test('are told: which wait, and which could not be read', () => {
    const facts = known(said('Dana Testcase'), { ...picture, reading: 'unread' }, picture)
    expect(readingsIn(all, ...facts)).toEqual({ waiting: [2], unread: [1] })
    expect(readingsIn(going(page(1)), ...facts)).toEqual({ waiting: [], unread: [] })
  })
})
