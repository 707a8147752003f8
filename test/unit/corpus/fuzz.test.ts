/** The quick form of the fuzzer: the repository's own samples, and scans and photographs made here, damaged. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { refused } from '#main/documents/runner.ts'
import { fuzz, type Original } from '#test/corpus/fuzz.ts'
import { diceOf, variantOf } from '#test/corpus/variants.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { bilevel, coded, fieldsOf, madeTiff, shaded, startWriter } from '#test/unit/documents/intake/made.ts'
import { givenService, value } from '#test/unit/documents/service.ts'

const folder = path.resolve(import.meta.dirname, '../../given/samples')

async function originals(): Promise<readonly Original[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.pdf'))
  const scan = bilevel()
  const page = (coding: 'mh' | 'g4') => ({ fields: fieldsOf(scan, coding), strip: coded(scan, coding) })
  const writer = await startWriter()
  const made = [
    { name: 'g4.tif', bytes: madeTiff([page('g4'), page('mh')], { big: false, little: true }) },
    { name: 'big.tif', bytes: madeTiff([page('mh')], { big: true, little: false }) },
    { name: 'colour.tif', bytes: writer.image(shaded(3)).tiffsaveBuffer({ compression: 'lzw' }) },
    { name: 'photo.jpg', bytes: writer.image(shaded(3)).jpegsaveBuffer({}) },
    { name: 'photo.png', bytes: writer.image(shaded(1)).pngsaveBuffer({}) },
  ]
  writer.end()
  return [...names.map((name) => ({ name, bytes: sample(name) })), ...made]
}

test('100 damaged files are answered or refused in time, and the service goes on', async () => {
  // With the product's own limits.
  const { service } = givenService({ limits: {} })
  const tally = await fuzz(service, await originals(), { count: 100, seed: 3 })
  expect(tally).toMatchObject({ crashes: [], hangs: [] })
  expect(tally.tried).toBe(100)
  expect(tally.deaths.length).toBeLessThan(3)
  // Damage that everything survives, or nothing, would try nothing.
  expect(tally.taken).toBeGreaterThan(20)
  expect(tally.refused).toBeGreaterThan(20)
  expect(value(await service.take(madePages(2))).inspection.pages).toHaveLength(2)
  service.stop()
})

test('what the main side throws is a crash, and the next variant is tried', async () => {
  const { service } = givenService()
  let calls = 0
  const broken = {
    ...service,
    take: (...given: Parameters<typeof service.take>) => {
      calls += 1
      if (calls === 1) throw new TypeError('bug')
      return service.take(...given)
    },
  }
  const tally = await fuzz(broken, [{ name: 'one', bytes: sample('text-1p.pdf') }], { count: 3, seed: 1 })
  expect(tally.crashes).toHaveLength(1)
  expect([tally.tried, tally.taken + tally.refused]).toEqual([3, 2])
  service.stop()
})

test('a child that dies is no refusal: it is named, with the variant and the step it died of', async () => {
  const { service } = givenService()
  const broken = { ...service, seal: () => Promise.resolve(refused('crashed')) }
  const tally = await fuzz(broken, [{ name: 'one', bytes: madePages(9) }], { count: 6, seed: 5 })
  expect(tally.deaths).toHaveLength(tally.taken)
  expect(tally.deaths[0]).toMatch(/^variant \d \(one\): sealing: its child died$/)
  expect(tally.pages).toBeGreaterThan(3)
  const dead = await fuzz({ ...service, take: broken.seal }, [{ name: 'one', bytes: madePages(1) }], {
    count: 1,
    seed: 1,
  })
  expect(dead).toMatchObject({ tried: 1, taken: 0, refused: 0, crashes: [] })
  expect(dead.deaths).toEqual(['variant 0 (one): taking in: its child died'])
  service.stop()
})

test('a seed and a number give one variant, always the same, and never the file itself', () => {
  const file = sample('form-filled.pdf')
  const variant = (number: number) => Buffer.from(variantOf(file, diceOf(number)))
  const variants = Array.from({ length: 60 }, (_, number) => variant(number))
  expect(variants.every((bytes, number) => bytes.equals(variant(number)))).toBe(true)
  expect(new Set(variants.map((bytes) => bytes.toString('latin1'))).size).toBeGreaterThan(55)
  expect(variants.filter((bytes) => bytes.equals(file)).length).toBeLessThan(3)
})
