/** What the service measures on pages whose size, shade and faults are known because they were put in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judge } from '#app/domain/pages/legibility.ts'
import { enlargedTimes, type PageBox } from '#app/domain/pages/page-marks.ts'
import { differing } from '#app/domain/pages/one-patient.ts'
import { scanPdf, writtenPage } from '#test/given/made/legible.ts'
import { photograph } from '#test/given/made/scanned.ts'
import { sample, undrawnForm } from '#test/given/samples/made.ts'
import { pageOf } from '../../rendition/pages.ts'
import { givenService, value, type Given } from '../service.ts'
import { ink, render } from '../look.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

const lines = ['Ferritin 64.2 ng per ml', 'Glucose 92 mg per dl', 'Patient: Pat Testcase']

test('size, shade and numbers of writing, and where it stands', async () => {
  const [page] = value(await given.service.facts(writtenPage(lines, { sizePt: 7, grey: 0xc8 })))
  const [area] = page?.text ?? []
  expect(page?.text).toHaveLength(1)
  expect(area?.sizePt).toBeCloseTo(7, 0)
  expect(Math.abs((area?.shade ?? 0) - 0xc8)).toBeLessThan(5)
  expect(area?.digits).toBe(5)
  expect(area?.decimals).toBe(1)
  expect(area?.box.left).toBeCloseTo(60 / 612, 1)
  expect(page?.identity.names).toEqual(['Pat Testcase'])
  expect(page?.scan).toBeUndefined()
})

test('answers typed into a form are writing on the page, and say whom it is about', async () => {
  const [page] = value(await given.service.facts(sample('form-filled.pdf')))
  const [empty] = value(await given.service.facts(undrawnForm('')))
  const [answered] = value(await given.service.facts(undrawnForm('Briony Mockford')))
  expect(page?.identity.names).toEqual(['Tansy Sampleton'])
  const written = (facts: typeof page) => facts?.text.reduce((sum, { characters }) => sum + characters, 0) ?? 0
  expect(written(answered) - written(empty)).toBe('BrionyMockford'.length)
})

test('a form filled in for one patient is told from a letter about another', async () => {
  const [form] = value(await given.service.facts(sample('form-filled.pdf')))
  const letter = async (name: string) =>
    value(await given.service.facts(writtenPage([`Patient: ${name}`, 'Seen for a cough.'], { sizePt: 11, grey: 0 })))
  const identities = async (name: string) => [form, ...(await letter(name))].map((page) => page?.identity)
  expect(differing(await identities('Robin Sampleton'))).toMatchObject({ field: 'name', at: [1] })
  expect(differing(await identities('Tansy Sampleton'))).toBeUndefined()
})

describe('a label over its value', () => {
  type Word = readonly [x: number, y: number, text: string]
  const identity = async (words: readonly Word[]) => {
    const content = words.map(([x, y, text]) => `BT /F1 10 Tf ${x} ${y} Td (${text}) Tj ET`).join(' ')
    const [page] = value(await given.service.facts(pageOf(content)))
    return page?.identity
  }

  test('names it, in a row of labels', async () => {
    const labels: readonly Word[] = [
      [60, 700, 'Patient'],
      [220, 700, 'Sex'],
      [300, 700, 'MRN'],
    ]
    const values: readonly Word[] = [
      [60, 686, 'Mockford, Briony'],
      [220, 686, 'F'],
      [300, 686, 'TEST-1234'],
    ]
    expect(await identity([...labels, ...values])).toEqual({
      names: ['Mockford Briony'],
      births: [],
      records: ['TEST-1234'],
    })
  })

  test.each<readonly [string, readonly Word[]]>([
    [
      'whose value is beside it',
      [
        [60, 700, 'Patient'],
        [220, 700, 'Mockford'],
        [60, 686, 'Attending Surgeon'],
      ],
    ],
    [
      'that is a heading',
      [
        [60, 700, 'Patient'],
        [60, 686, 'Bring your card and a list of what you take'],
      ],
    ],
    [
      'with nothing near it',
      [
        [60, 700, 'Patient'],
        [60, 600, 'Briony Mockford'],
      ],
    ],
    [
      'under which stands another label',
      [
        [60, 700, 'Patient'],
        [60, 686, 'Date of birth'],
      ],
    ],
  ])('names nobody %s', async (_, words) => {
    expect((await identity(words))?.names).toEqual([])
  })
})

test('decimal points are counted, other points are not', async () => {
  const doses = ['Take .5 mg or 0,25 mg at 8. 5 days, room 3.', 'Dr. A. Made, 202 555 0143, Form 7']
  const [page] = value(await given.service.facts(writtenPage(doses, { sizePt: 10, grey: 0 })))
  expect(page?.text.reduce((sum, { decimals }) => sum + decimals, 0)).toBe(2)
})

test('a photograph and a dark area, where they lie on the page', async () => {
  const photo = photograph(3)
  const [seen] = value(await given.service.facts(scanPdf(photo)))
  expect(seen?.photograph?.box).toEqual({ left: 0, top: 0, width: 1, height: 1 })
  expect(seen?.photograph?.bytes).toBeGreaterThan(50_000)
  const boxed = {
    ...photo,
    grey: photo.grey.map((_, at) =>
      at > 1728 * 200 && at < 1728 * 1300 && at % 1728 > 200 && at % 1728 < 1064 ? 30 : 240,
    ),
  }
  const [dark] = value(await given.service.facts(scanPdf(boxed)))
  expect(dark?.photograph).toBeUndefined()
  expect(dark?.darkArea?.width).toBeCloseTo(0.5, 1)
  expect(dark?.darkArea?.height).toBeCloseTo(0.5, 1)
  expect(dark && judge(dark, 'fine').map(({ kind }) => kind)).toEqual(['dark-area'])
  const [plain] = value(await given.service.facts(sample('text-1p.pdf')))
  expect(plain && judge(plain, 'fine')).toEqual([])
})

test('shade is judged against the paper behind it; white on black is no pale writing', async () => {
  const [page] = value(await given.service.facts(writtenPage(lines, { sizePt: 10, grey: 255, paper: 0 })))
  expect(page?.text[0]?.shade).toBeLessThan(8)
  expect(page && judge(page, 'fine').map(({ kind }) => kind)).toEqual(['dark'])
})

test('a darkened page has the ink that was missing', async () => {
  const bytes = writtenPage(lines, { sizePt: 7, grey: 0xc8 })
  const share = async (repairs?: { darken: true }): Promise<number> => {
    const pages = [{ index: 0, turn: 0 as const, repairs }]
    const sealed = value(await given.service.seal({ sources: [{ bytes, pages }] }))
    return ink(await render(sealed.bytes, 0, 1728, 2200), [0.09, 0.08, 0.3, 0.13])
  }
  expect(await share({ darken: true })).toBeGreaterThan(0.02)
  expect(await share()).toBe(0)
})

test('an enlarged page has its writing larger, all of it on the paper, and hidden parts stay hidden', async () => {
  const bytes = writtenPage(lines, { sizePt: 6, grey: 0 })
  const [before] = value(await given.service.facts(bytes))
  const part = before?.ink
  if (!part) throw new Error('a blank page')
  const seal = async (turn: 0 | 90, boxes: readonly PageBox[] = []) => {
    const pages = [{ index: 0, turn, repairs: { enlarge: part }, boxes }]
    const [facts] = value(
      await given.service.facts(value(await given.service.seal({ sources: [{ bytes, pages }] })).bytes),
    )
    return facts
  }
  const after = (await seal(0))?.ink
  expect((after?.width ?? 0) / part.width).toBeCloseTo(enlargedTimes(part), 1)
  expect((after?.height ?? 0) / part.height).toBeCloseTo(enlargedTimes(part), 1)
  expect((after?.left ?? 0) + (after?.width ?? 0) / 2).toBeCloseTo(0.5, 1)
  const turned = (await seal(90))?.ink
  expect((turned?.height ?? 0) / part.width).toBeCloseTo(enlargedTimes(part), 1)
  const hidden = await seal(0, [part])
  expect(hidden?.inkShare).toBeCloseTo(part.width * part.height * enlargedTimes(part) ** 2, 1)
})
