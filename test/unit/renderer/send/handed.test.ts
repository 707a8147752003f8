/** Files as a person hands them over: a real file on a disk, read when it is handed over and not before. */
import { mkdtempSync, openAsBlob, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeUp } from '#renderer/screens/send/intake/handed.ts'
import { madePages } from '#test/given/samples/made.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-handed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file as a page sees it: known by name and size, its bytes still on the disk. */
async function handed(bytes: Uint8Array, size = bytes.length) {
  const file = path.join(folder, 'scan.pdf')
  writeFileSync(file, bytes)
  truncateSync(file, size)
  return { file, dropped: new File([await openAsBlob(file)], 'scan.pdf') }
}

test('a file of three gigabytes is refused for its size, unread', async () => {
  const { dropped } = await handed(madePages(1), 3 * 1024 ** 3)
  const before = process.resourceUsage().maxRSS
  expect(await takeUp(dropped)).toEqual({ ok: false, refusal: 'too-large' })
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(200_000)
})

test('a file that was replaced since it was dropped is not taken for the one that was dropped', async () => {
  const { file, dropped } = await handed(madePages(1))
  writeFileSync(file, madePages(3))
  expect(await takeUp(dropped)).toEqual({ ok: false, refusal: 'changed-meanwhile' })
})

test('a file that stayed as it was is read whole', async () => {
  const { dropped } = await handed(madePages(2))
  const answer = await takeUp(dropped)
  expect(answer.ok && Buffer.from(answer.value.bytes).equals(madePages(2))).toBe(true)
})
