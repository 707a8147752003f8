/** One-time codes as a person meets them: set up with a phone, asked for at the lock, a backup code when it is lost. */
import { expect } from '@playwright/test'
import { words } from '#app/words/index.ts'
import { sidebar, signIn } from '#test/given/walk/steps.ts'
import { look, openDesk, test } from '../fixtures.ts'
import { phone } from '#test/given/phone.ts'

const { secondFactor } = words.settings

test('set up in Settings, asked for at the lock, by the keyboard alone', async ({ desk }) => {
  const page = await openDesk(desk)
  await sidebar(page).getByText(words.shell.settings).click()
  await page.getByRole('button', { name: words.settings.parts.you, exact: true }).click()
  await page.getByRole('button', { name: secondFactor.setUp }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: words.common.continue }).click()
  await dialog.getByRole('img', { name: secondFactor.qr }).waitFor()
  const secret = (await dialog.locator('.otp-secret').textContent()) ?? ''
  await look(page, 'second-factor-scan')
  await dialog.getByLabel(secondFactor.firstCode).fill(phone(secret))
  await page.keyboard.press('Enter')
  await dialog.getByText(secondFactor.backupTitle).waitFor()
  const [backup = ''] = await dialog.locator('.otp-codes li').allTextContents()
  await look(page, 'second-factor-backup')
  await dialog.getByRole('button', { name: secondFactor.written }).click()
  await page.getByText(secondFactor.on).waitFor()
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await signIn(locked)
  await locked.getByText(words.signIn.code.title).waitFor()
  await expect(locked.getByLabel(words.signIn.code.digits)).toBeFocused()
  await locked.keyboard.type('408')
  await look(locked, 'sign-in-code')
  await locked.getByLabel(words.signIn.code.digits).fill('000000')
  await locked.keyboard.press('Enter')
  await locked.getByText(words.signIn.code.refused).waitFor()
  await locked.getByLabel(words.signIn.code.digits).fill(phone(secret, Date.now() + 30_000))
  await locked.keyboard.press('Enter')
  await sidebar(locked).waitFor()
  const again = await desk.rebuilt(() => locked.keyboard.press('Control+l'))
  await signIn(again)
  await again.getByRole('button', { name: words.signIn.code.fromSheet }).click()
  await again.getByLabel(words.signIn.code.backup, { exact: true }).fill(backup)
  await again.keyboard.press('Enter')
  await sidebar(again).waitFor()
})
