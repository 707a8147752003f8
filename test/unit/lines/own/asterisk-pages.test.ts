/** The TIFF an Asterisk server gets: little-endian, as its dialplan looks for, and the dots of the rendition, page for page. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faxTiffWith } from '#main/lines/asterisk/pages.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { givenService, value, type Given } from '#test/unit/documents/service.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

test('every page of the packet, in order, as it was shown', async () => {
  const packet = madePages(3)
  const { pages } = value(await given.service.rendition(packet, 'fine'))
  const tiff = await faxTiffWith(given.service)(packet, 'fine')
  const bytes = Buffer.from(tiff?.bytes ?? [])
  expect(tiff?.pages).toBe(3)
  expect(bytes.toString('latin1', 0, 4)).toBe('II*\0')
  const places = pages.map(({ g4 }) => bytes.indexOf(g4))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('what is no PDF becomes no TIFF', async () => {
  expect(await faxTiffWith(given.service)(sample('not-a-pdf.pdf'), 'fine')).toBeUndefined()
})
