/** The scanner inbox in the window: chosen in Settings, listed on New fax, one press from being a fax. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { words } from '#app/words/index.ts'
import { sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'
import { sentFax } from '../sent-fax.ts'

const text = words.scans

/** A file that is too large to be read. */
function tooLarge(file: string): void {
  writeFileSync(file, '')
  truncateSync(file, 101 * 1024 * 1024)
}

test('the scanner’s folder is chosen once; its scans wait on New fax and become pages', async ({ desk }) => {
  const page = await openDesk(desk)
  // Its line breaks off after a page, while the scans come in.
  await sentFax(page, 'Foxglove Pediatrics', '(202) 555-0114')
  const scanOf = (name: string) => page.getByTitle(text.use).filter({ hasText: name })
  const folder = path.join(desk.folder, '..', `scanner-${path.basename(desk.folder)}`)
  mkdirSync(folder)
  await page.keyboard.press('Control+n')
  await page.getByText(text.off).waitFor()
  await look(page, 'scans-off')
  await desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, folder)
  await page.getByRole('button', { name: text.choose }).click()
  await page.getByRole('button', { name: text.settings.choose }).click()
  await page.getByText(folder).waitFor()
  await look(page, 'scans-settings')

  copyFileSync(sample('referral-10p.pdf'), path.join(folder, 'Scan 0414-1031.pdf'))
  copyFileSync(sample('text-1p.pdf'), path.join(folder, 'Scan 0414-1017.pdf'))
  writeFileSync(path.join(folder, 'Scan 0414-1033.pdf'), readFileSync(sample('referral-10p.pdf')).subarray(0, 5000))
  tooLarge(path.join(folder, 'Scan 0414-0955.pdf'))
  await page.keyboard.press('Control+n')
  const scan = scanOf('Scan 0414-1031.pdf')
  await scan.waitFor({ timeout: 60_000 })
  await page.getByText(text.unreadable).waitFor({ timeout: 60_000 })
  await scanOf('Scan 0414-1017.pdf').waitFor()
  await page.getByText(text.waits.incomplete).waitFor({ timeout: 60_000 })
  await look(page, 'scans-listed')
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'scans-listed-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await page.getByRole('button', { name: text.discard('Scan 0414-1017.pdf') }).click()
  await page.getByRole('button', { name: words.common.undo }).click()
  await scanOf('Scan 0414-1017.pdf').waitFor()
  const again = page.getByRole('button', { name: text.again })
  await expect(again).toHaveAccessibleDescription('Scan 0414-0955.pdf')
  await again.focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: text.remove })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(text.removed)).toBeVisible()
  await expect(page.getByText(text.unreadable)).toHaveCount(0)

  await granted(page, 'inbox.change', { removeOriginals: false })
  tooLarge(path.join(folder, 'Scan 0414-1040.pdf'))
  await page.getByText(text.files.left).waitFor({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: text.remove })).toHaveCount(0)
  await look(page, 'scans-originals-kept')
  await page.getByRole('button', { name: text.takeOff }).click()
  await expect(page.getByText(text.unreadable)).toHaveCount(0)
  expect(existsSync(path.join(folder, 'Scan 0414-1040.pdf'))).toBe(true)

  await scan.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(words.send.strip.count(11)).first()).toBeVisible()
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await expect(scan).toHaveCount(0)

  await expect.poll(async () => (await granted(page, 'faxes.counts', {})).needsYou, { timeout: 60_000 }).toBe(1)
  await scanOf('Scan 0414-1017.pdf').click()
  await expect(page.getByRole('note').filter({ hasText: 'Foxglove' })).toContainText(words.send.sentBefore.partly(1, 2))
  await look(page, 'send-sent-in-part')
})
