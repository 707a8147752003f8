/** The packaged app, extracted: everything it needs is in it, up to a signed-in desk. */
import { expect, test } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root, startDesktop } from '#test/given/desktop.ts'
import { openDesk } from '../fixtures.ts'
import { sidebar } from '#test/given/walk/steps.ts'

const packaged = path.join(root, 'dist', 'check', 'linux-app')

test('the extracted Linux package runs through set-up to a signed-in desk', async () => {
  // Made by the check `package`, which runs before this one in `npm test`.
  expect(existsSync(path.join(packaged, 'package.json'))).toBe(true)
  const desk = await startDesktop({ appPath: packaged })
  const page = await openDesk(desk)
  await expect(sidebar(page)).toBeVisible()
  await desk.close()
})
