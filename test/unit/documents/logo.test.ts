/** A practice's sign: any picture becomes a small one of ink and paper, and stands in the head of a cover sheet. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { madePdf } from '#test/given/samples/made.ts'
import { ink, readPages, render } from './look.ts'
import { givenService, value, type Given } from './service.ts'
import { sheet } from './sheets.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

/** A sign of so many points with a dark bar along its lower half. */
const signOf = (width: number, height: number): Uint8Array =>
  madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[3 0 R]/Count 1',
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<<>>/Contents 4 0 R`,
    { dictionary: '', stream: Buffer.from(`0.1 0.1 0.4 rg 0 0 ${width} ${height / 2} re f`) },
  ])

test('fits the room in the head, whatever its shape', async () => {
  expect(value(await given.service.logo(signOf(200, 50)))).toMatchObject({ widthPx: 560, heightPx: 140 })
  expect(value(await given.service.logo(signOf(40, 400)))).toMatchObject({ widthPx: 16, heightPx: 152 })
  expect((await given.service.logo(Buffer.from('%PDF-1.7 and no more'))).ok).toBe(false)
})

test('stands above the name, which moves down; a restricted sheet has none', async () => {
  const logo = value(await given.service.logo(signOf(200, 50)))
  const clinic = { ...sheet.clinic, logo }
  const draw = async (change: object) => value(await given.service.cover({ ...sheet, ...change }))
  const bar = [0.09, 0.093, 0.4, 0.118] as const
  const whole = (await draw({ clinic })).bytes
  expect(ink(await render(whole, 0, 1728, 2200), bar)).toBeGreaterThan(0.95)
  expect((await readPages(whole))[0]?.text).toContain(sheet.clinic.name)
  expect(ink(await render((await draw({})).bytes, 0, 1728, 2200), bar)).toBeLessThan(0.4)
  const restricted = await draw({ clinic, template: 'restricted' })
  expect(restricted.bytes).toEqual((await draw({ template: 'restricted' })).bytes)
})
