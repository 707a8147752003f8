/** Lock that locks: the page is destroyed, its process with it, and nothing of it answers. */
import type { Page } from '@playwright/test'
import { words } from '#app/words/index.ts'
import { administrator, dropFiles, sample, sidebar, signIn } from '#test/given/walk/steps.ts'
import type { Desktop } from '#test/given/desktop.ts'
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
  // In the same breath: no pause in which it would have been saved by itself.
  await page.getByRole('button', { name: words.send.cover.title }).first().click()
  await page.getByLabel(words.send.cover.message).fill('Last words typed before the lock')
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
  const { content } = await granted(locked, 'drafts.open', { id: drafts[0]?.id ?? '' })
  expect(content.cover.message).toBe('Last words typed before the lock')
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
  // Awake after a night that nothing announced: the old page is gone in the turn of waking, before it can be drawn.
  const awake = await desk.rebuilt(async () => {
    const left = await desk.app.evaluate(({ BrowserWindow, powerMonitor }, nightMs) => {
      const before = BrowserWindow.getAllWindows().map(({ id }) => id)
      const now = Date.now
      Date.now = () => now() + nightMs
      powerMonitor.emit('resume')
      return BrowserWindow.getAllWindows().filter(({ id }) => before.includes(id)).length
    }, 8 * 3_600_000)
    expect(left).toBe(0)
  })
  await awake.getByLabel(unlockField).first().waitFor()
  expect(page.isClosed()).toBe(true)
  expect((await granted(awake, 'app.status', {})).lockReason).toBe('idle')
})

/** Lets the clocks of main and page go on by `ms`, as far as anybody there can see. */
async function later(desk: Desktop, page: Page, ms: number): Promise<void> {
  await desk.app.evaluate((_electron, passed) => {
    const now = Date.now
    Date.now = () => now() + passed
  }, ms)
  await page.evaluate((passed) => {
    const now = performance.now.bind(performance)
    performance.now = () => now() + passed
  }, ms)
}

test('a search field in focus is nobody at the desk; a key is somebody; and no timer need be told of sleep', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  await granted(page, 'settings.change', { idleMinutes: 1 })
  await sidebar(page).getByText(words.shell.audit).click()
  const field = page.locator('.aud-search input')
  await field.waitFor()
  for (let time = 0; time < 2; time += 1) {
    await later(desk, page, 40_000)
    await page.keyboard.press('Shift')
    expect((await granted(page, 'app.status', {})).stage).toBe('open')
  }
  await later(desk, page, 40_000)
  await field.focus()
  const locked = await desk.rebuilt(() => later(desk, page, 40_000))
  await locked.getByLabel(unlockField).first().waitFor()
  expect((await granted(locked, 'app.status', {})).lockReason).toBe('idle')
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
