/** What desktop locks are known to forget, tried on ours: an open dialog, a print under way, a dialog of the system. */
import { expect } from '@playwright/test'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { words } from '#app/words/index.ts'
import { administrator, signIn } from '#test/given/steps.ts'
import { openDesk, test } from './fixtures.ts'

const lockField = words.signIn.password

test('an open dialog and what was typed in it are gone with the page', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.getByRole('navigation').getByText(words.shell.settings).click()
  await page.locator('[data-part="people"]').click()
  await page.getByRole('button', { name: words.people.add }).click()
  await page.getByRole('dialog').getByLabel(words.people.adding.fullName).fill('Robin Castellane')
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByLabel(lockField).first().waitFor()
  expect(page.isClosed()).toBe(true)
  expect(desk.app.windows()).toHaveLength(1)
  expect(await locked.content()).not.toContain('Robin')
  await expect(locked.getByRole('dialog')).toHaveCount(0)
})

test('a print that nobody answered leaves no page behind', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.getByRole('navigation').getByText(words.shell.audit).click()
  await page.getByRole('tab', { name: words.auditScreen.reports }).click()
  await page.getByRole('button', { name: words.auditScreen.report.make }).click()
  await page.locator('.aud-desk canvas').first().waitFor({ timeout: 60_000 })
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await page.getByRole('button', { name: words.auditScreen.report.print, exact: true }).click()
  await page.locator('.print-sheet img').first().waitFor({ state: 'attached' })
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByLabel(lockField).first().waitFor()
  expect(page.isClosed()).toBe(true)
  expect(await locked.locator('.print-sheet').count()).toBe(0)
})

test('a save dialog answered after the lock writes nothing', async ({ desk }) => {
  const page = await openDesk(desk)
  const file = path.join(desk.folder, 'late.json')
  await desk.app.evaluate(({ dialog }, filePath) => {
    const shared = globalThis as unknown as { answer?: () => void }
    dialog.showSaveDialog = () =>
      new Promise((resolve) => {
        shared.answer = () => resolve({ canceled: false, filePath })
      })
  }, file)
  await page.getByRole('navigation').getByText(words.shell.audit).click()
  await page.getByRole('button', { name: words.auditScreen.exporting.export }).click()
  await page.getByLabel(words.auditScreen.exporting.password, { exact: true }).fill(administrator.password)
  await page.keyboard.press('Enter')
  const asked = () => desk.app.evaluate(() => 'answer' in globalThis)
  await expect.poll(asked).toBe(true)
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByLabel(lockField).first().waitFor()
  await desk.app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer())
  await signIn(locked)
  await locked.getByRole('navigation').waitFor()
  expect(existsSync(file)).toBe(false)
})
