/** Stores that cannot be opened: each has its own screen, and the file is left as it lies. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test as plain } from '@playwright/test'
import { words } from '#app/words/index.ts'
import { startDesktop } from '#test/given/desktop.ts'
import { sidebar, signIn } from '#test/given/walk/steps.ts'
import { look, openDesk } from '../fixtures.ts'

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

plain('a damaged, foreign or missing store is named, and nothing about it is changed', async () => {
  plain.setTimeout(240_000)
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-trouble-'))
  const first = await startDesktop({ folder })
  await openDesk(first)
  await first.close()
  const file = path.join(folder, 'store.db')
  const good = readFileSync(file)
  const spoil: readonly [name: string, act: () => void][] = [
    [
      'damaged',
      () => writeFileSync(file, Buffer.concat([good.subarray(0, 4096 * 3), Buffer.alloc(good.length - 4096 * 3, 7)])),
    ],
    ['foreign', () => writeFileSync(file, Buffer.from('SQLite format 3\0 and nothing of ours'))],
  ]
  for (const [name, act] of spoil) {
    act()
    const before = hashOf(file)
    const desk = await startDesktop({ folder })
    const page = await desk.page()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(words.setup.practice.title)).toHaveCount(0)
    await look(page, `trouble-${name}`)
    await desk.close()
    expect(hashOf(file)).toBe(before)
  }
  renameSync(file, `${file}.away`)
  const gone = await startDesktop({ folder })
  await expect((await gone.page()).getByText(words.setup.practice.title)).toHaveCount(0)
  await gone.close()
  writeFileSync(file, good)
  const desk = await startDesktop({ folder })
  const page = await desk.page()
  await signIn(page)
  await sidebar(page).waitFor()
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})
