/** Lock that locks: the page is destroyed, its process with it, and nothing of it answers. */
import type { Page } from '@playwright/test'
import { words } from '#app/words/index.ts'
import { administrator, dropFiles, sample, sidebar, signIn } from '#test/given/walk/steps.ts'
import { call, expect, granted, look, openDesk, test } from '../fixtures.ts'

const unlockField = words.signIn.password

/** A draft with one page, taken in and saved. */
async function draftWithPage(page: Page): Promise<void> {
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('text-1p.pdf')])
  await expect.poll(async () => (await granted(page, 'drafts.list', {})).drafts[0]?.pages).toBe(2)
}

test('Ctrl+L destroys the page; typing survives in the draft', async ({ desk }) => {
  const page = await openDesk(desk)
  await draftWithPage(page)
  const process = () =>
    desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
    )
  const [before] = await process()
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByLabel(unlockField).first().waitFor()
  expect(page.isClosed()).toBe(true)
  expect(await process()).not.toContain(before)
  await expect(locked.getByLabel(unlockField).first()).toBeFocused()
  await look(locked, 'lock')
  const shown = await locked.locator('body').innerText()
  expect(shown).not.toContain('text-1p')
  await signIn(locked)
  await sidebar(locked).waitFor()
  const { drafts } = await granted(locked, 'drafts.list', {})
  expect(drafts).toHaveLength(1)
})

test('while locked no document address answers and no call gets further than the door', async ({ desk }) => {
  const page = await openDesk(desk)
  await draftWithPage(page)
  const draft = (await granted(page, 'drafts.list', {})).drafts[0]
  if (!draft) throw new Error('no draft')
  const view = await granted(page, 'drafts.open', { id: draft.id })
  const address = `document/original/${view.documents[0]?.id}`
  const status = (where: typeof page) => where.evaluate(async (url) => (await fetch(url)).status, address)
  expect(await status(page)).toBe(200)
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByLabel(unlockField).first().waitFor()
  expect(await status(locked)).toBe(403)
  expect(await call(locked, 'drafts.list', {})).toEqual({ ok: false, fault: { code: 'locked' } })
})

test('the computer’s own lock and sleep lock the desk', async ({ desk }) => {
  let page = await openDesk(desk)
  for (const event of ['lock-screen', 'suspend'] as const) {
    page = await desk.rebuilt(() =>
      desk.app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name)
      }, event),
    )
    await page.getByLabel(unlockField).first().waitFor()
    await signIn(page)
    await sidebar(page).waitFor()
  }
})

test('a wrong password is refused without a hint, again and again more slowly', async ({ desk }) => {
  const page = await openDesk(desk)
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  for (let tries = 0; tries < 3; tries += 1) {
    await signIn(locked, 'not the password at all')
    await expect(locked.getByText(words.signIn.refused)).toBeVisible()
  }
  await expect(locked.getByText(/Try again in/)).toBeVisible()
  await look(locked, 'lock-refused')
  expect(await locked.locator('body').innerText()).not.toContain(administrator.password)
})
