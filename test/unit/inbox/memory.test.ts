/** What the inbox needs of memory: its own process, since what counts is the most there ever was. */
import { randomBytes } from 'node:crypto'
import { truncate } from 'node:fs/promises'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { madePages, madePdf } from '#test/given/samples/made.ts'
import { givenInbox, type Given } from './given.ts'

const mb = 1024 * 1024
const dots = { width: 1700, height: 2200 }

let given: Given
beforeEach(async () => {
  given = await givenInbox()
})
afterEach(() => given.leave())

/** 200 scanned pages: each of grey dots that are 3.7 MB once they are unpacked, in a file of `bytes` and a little. */
function scannedPages(bytes: number): Uint8Array {
  const picture = deflateSync(Buffer.alloc(dots.width * dots.height, 200))
  const kind = `/Type/XObject/Subtype/Image/Width ${dots.width}/Height ${dots.height}/ColorSpace/DeviceGray`
  const pages = Array.from({ length: 200 }, (_, at) => [
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</P ${5 + 3 * at} 0 R>>>>/Contents ${6 + 3 * at} 0 R`,
    { dictionary: `${kind}/BitsPerComponent 8/Filter/FlateDecode`, stream: picture },
    { dictionary: '', stream: Buffer.from('612 0 0 792 0 0 cm /P Do') },
  ])
  const kids = pages.map((_, at) => `${4 + 3 * at} 0 R`).join(' ')
  const padding = { dictionary: '', stream: randomBytes(bytes) }
  return madePdf(['/Type/Catalog/Pages 2 0 R', `/Type/Pages/Kids[${kids}]/Count 200`, padding, ...pages.flat()])
}

/** By how much (MB) the most memory there ever was grew. */
async function grown(work: () => Promise<void>): Promise<number> {
  const before = process.resourceUsage().maxRSS
  await work()
  return (process.resourceUsage().maxRSS - before) / 1024
}

test('200 scanned pages in 40 MB need a few times the file, and a file past the limit nothing at all', async () => {
  const inbox = given.watching()
  await given.put('short.pdf', madePages(1))
  await given.settled(inbox)
  const long = scannedPages(40 * mb)
  await given.put('long.pdf', long)
  // All pages unpacked at once would be 750 MB.
  expect(await grown(() => given.settled(inbox))).toBeLessThan((6 * long.length) / mb)
  await given.put('endless.pdf', madePages(2))
  await truncate(path.join(given.folder, 'endless.pdf'), 2 * 1024 * mb)
  expect(await grown(() => given.settled(inbox))).toBeLessThan(100)
  const states = (await given.scans()).map(({ name, state, refusal }) => [name, state, refusal])
  expect(states).toEqual([
    ['endless.pdf', 'unreadable', 'too-large'],
    ['long.pdf', 'ready', null],
    ['short.pdf', 'ready', null],
  ])
})
