import { describe, expect, test } from 'vitest'
import { judge, wordsRead, type PageFacts, type TextArea } from '#app/domain/pages/legibility.ts'

const nobody = { names: [], births: [], records: [] }
const area = (change: Partial<TextArea>): TextArea => ({
  box: { left: 0.1, top: 0.1, width: 0.3, height: 0.02 },
  sizePt: 10,
  shade: 0,
  characters: 40,
  digits: 0,
  decimals: 0,
  ...change,
})
const page = (...text: TextArea[]): PageFacts => ({ text, inkShare: 0.04, identity: nobody, searchable: true })
const scan = (change: Partial<NonNullable<PageFacts['scan']>>): PageFacts => ({
  ...page(),
  scan: { contrast: 220, midShare: 0.02, inkShare: 0.04, skewDeg: 0, cutShare: 0, thinShare: 0.05, ...change },
})

describe('writing', () => {
  test('is judged by the measured table', () => {
    expect(wordsRead(6, 0xaa, 'standard')).toBe(45)
    expect(wordsRead(7, 0xc8, 'fine')).toBe(70)
    expect(wordsRead(40, 0, 'fine')).toBe(100)
    expect(wordsRead(1, 0, 'fine')).toBe(0)
  })

  test('of the usual size and black is never spoken of', () => {
    for (const sizePt of [8, 9, 10, 12, 30]) expect(judge(page(area({ sizePt, digits: 20 })), 'fine')).toEqual([])
  })

  test('that is pale is found, and darkening is offered only where it helps', () => {
    const [found] = judge(page(area({ sizePt: 7, shade: 0xc8 })), 'fine')
    expect(found).toMatchObject({ kind: 'grey-text', repair: 'darken' })
    expect(judge(page(area({ sizePt: 7, shade: 0xc8 })), 'fine', { darken: true })).toEqual([])
    expect(judge(page(area({ sizePt: 3 })), 'fine')).toEqual([{ kind: 'small-text', box: area({}).box }])
  })

  test('that is too small is offered enlarged where the margins give room for it', () => {
    const small = { ...page(area({ sizePt: 4.4, digits: 4 })), ink: { left: 0.2, top: 0.1, width: 0.6, height: 0.5 } }
    expect(judge(small, 'fine')).toMatchObject([{ kind: 'small-text', repair: 'enlarge' }])
    expect(judge(small, 'fine', { enlarge: small.ink })).toEqual([])
    expect(
      judge({ ...small, ink: { left: 0.02, top: 0.02, width: 0.96, height: 0.9 } }, 'fine')[0]?.repair,
    ).toBeUndefined()
    const coarse = { ...small, ...page(area({ sizePt: 5 })) }
    expect(judge(coarse, 'standard')).toMatchObject([{ repair: 'fine', also: 'enlarge' }])
  })

  test('with numbers must do better than without', () => {
    const weak = { sizePt: 5.95 }
    expect(judge(page(area(weak)), 'standard')).toEqual([])
    expect(judge(page(area({ ...weak, digits: 3 })), 'standard')).toMatchObject([{ numbers: 'digits', repair: 'fine' }])
  })

  test('with decimal points must do better still', () => {
    const weak = { sizePt: 6.5, digits: 8 }
    expect(judge(page(area(weak)), 'standard')).toEqual([])
    expect(judge(page(area({ ...weak, decimals: 1 })), 'standard')).toMatchObject([
      { numbers: 'decimals', repair: 'fine' },
    ])
    expect(judge(page(area({ ...weak, decimals: 1 })), 'fine')).toEqual([])
  })
})

describe('a scan', () => {
  test.each([
    ['faint', { contrast: 40 }, 'darken'],
    ['grey-areas', { midShare: 0.5 }, undefined],
    ['skewed', { skewDeg: -2 }, 'straighten'],
    ['cut', { cutShare: 0.2 }, undefined],
  ] as const)('that is %s is found, and nothing else of it', (kind, facts, repair) => {
    expect(judge(scan(facts), 'fine').map((found) => [found.kind, found.repair])).toEqual([[kind, repair]])
  })

  test('with thin strokes is found at standard quality only', () => {
    expect(judge(scan({ thinShare: 0.5 }), 'fine')).toEqual([])
    expect(judge(scan({ thinShare: 0.5 }), 'standard')).toMatchObject([{ kind: 'thin', repair: 'fine' }])
  })

  test('that is fine, or repaired, is not spoken of', () => {
    expect(judge(scan({}), 'fine')).toEqual([])
    expect(judge({ ...scan({}), inkShare: 0.8 }, 'fine')).toMatchObject([{ kind: 'dark', repair: 'invert' }])
    expect(judge({ ...scan({}), inkShare: 0.8 }, 'fine', { invert: true })).toEqual([])
    expect(judge(scan({ skewDeg: 2 }), 'fine', { straighten: -2 })).toEqual([])
  })
})

describe('a picture that becomes another', () => {
  const photograph = { box: { left: 0.2, top: 0.3, width: 0.5, height: 0.3 }, bytes: 18_000 }
  const darkArea = { left: 0.1, top: 0.1, width: 0.8, height: 0.15 }

  test('is a photograph: how long it takes is said, at this quality', () => {
    const [found, ...others] = judge({ ...page(area({})), photograph }, 'fine')
    expect(found).toMatchObject({ kind: 'photograph', box: photograph.box })
    expect(found?.tookMs).toBeCloseTo(10_450, 5)
    expect(others).toEqual([])
    expect(judge({ ...page(), photograph }, 'standard')[0]?.tookMs).toBeCloseTo(5225, 5)
  })

  test('is no gray page besides; nor is a small one in a letterhead spoken of', () => {
    expect(judge({ ...scan({ midShare: 0.5 }), photograph }, 'fine').map(({ kind }) => kind)).toEqual(['photograph'])
    const small = { box: { left: 0.1, top: 0.05, width: 0.2, height: 0.1 }, bytes: 5000 }
    expect(judge({ ...page(), photograph: small }, 'fine')).toEqual([])
  })

  test('is a dark area, where it is large and the page is not dark as a whole', () => {
    expect(judge({ ...page(), darkArea }, 'fine')).toEqual([{ kind: 'dark-area', box: darkArea }])
    expect(judge({ ...page(), darkArea, inkShare: 0.6 }, 'fine').map(({ kind }) => kind)).toEqual(['dark'])
    expect(judge({ ...page(), darkArea: { ...darkArea, height: 0.1 } }, 'fine')).toEqual([])
    expect(judge({ ...page(), darkArea }, 'fine', { invert: true })).toEqual([])
  })
})
