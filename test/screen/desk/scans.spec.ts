/** The scanner inbox in the window: chosen in Settings, listed on New fax, one press from being a fax. */
import { copyFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { words } from '#app/words/index.ts'
import { sample } from '#test/given/walk/steps.ts'
import { expect, look, openDesk, test } from '../fixtures.ts'

const text = words.scans

test('the scanner’s folder is chosen once; its scans wait on New fax and become pages', async ({ desk }) => {
  const page = await openDesk(desk)
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
  writeFileSync(path.join(folder, 'Scan 0414-0955.pdf'), '')
  truncateSync(path.join(folder, 'Scan 0414-0955.pdf'), 101 * 1024 * 1024)
  await page.keyboard.press('Control+n')
  const scan = scanOf('Scan 0414-1031.pdf')
  await scan.waitFor({ timeout: 60_000 })
  await page.getByText(text.unreadable).waitFor({ timeout: 60_000 })
  await scanOf('Scan 0414-1017.pdf').waitFor()
  await look(page, 'scans-listed')

  await page.getByRole('button', { name: text.discard('Scan 0414-1017.pdf') }).click()
  await page.getByRole('button', { name: words.common.undo }).click()
  await scanOf('Scan 0414-1017.pdf').waitFor()
  await page.getByRole('button', { name: text.remove }).click()
  await expect(page.getByText(text.unreadable)).toHaveCount(0)

  await scan.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(words.send.strip.count(11)).first()).toBeVisible()
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await expect(scan).toHaveCount(0)
})
