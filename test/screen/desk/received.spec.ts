/** Received faxes in the window: a sample comes back over the training line, is opened, read, covered; the settings. */
import { standingWords, words } from '#app/words/index.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'
import { sentFax } from '../sent-fax.ts'
import { sidebar } from '#test/given/walk/steps.ts'

const text = words.received

test('a fax that came in is counted, opened on record, read page by page, and covered with details hidden', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  const place = sidebar(page).getByRole('button', { name: words.shell.received })
  await place.click()
  await page.getByRole('heading', { name: text.empty.title }).waitFor()
  await look(page, 'received-empty')

  await sentFax(page, 'Harborlight Cardiology', '+1 202 555 0118')
  await expect(async () => {
    await granted(page, 'received.look', {})
    expect((await granted(page, 'received.list', { limit: 1 })).faxes).toMatchObject([{ state: 'kept' }])
  }).toPass({ timeout: 60_000 })
  await expect(place).toContainText('1')
  const row = page.getByRole('option')
  await row.waitFor()
  await look(page, 'received-unread')

  await row.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('img', { name: words.common.pageOf(1, 1) }).waitFor()
  await expect(page.getByRole('complementary', { name: text.side.label })).toContainText(standingWords.verified)
  await expect(place).not.toContainText('1')
  await look(page, 'received-open')
  await page.keyboard.press('Control+Shift+h')
  await expect(page.getByRole('img', { name: words.common.hiddenDetails })).toBeVisible()
  await look(page, 'received-covered')
  await page.keyboard.press('Control+Shift+h')

  const { entries } = await granted(page, 'audit.list', { text: '', action: 'received.open', limit: 10 })
  expect(entries).toHaveLength(1)
})

test('an administrator chooses whether a line’s copy goes', async ({ desk }) => {
  const page = await openDesk(desk)
  await sidebar(page).getByRole('button', { name: words.shell.settings }).click()
  await page.locator('[data-part="receiving"]').click()
  await page.getByText(text.settings.none).waitFor()
  await page.getByRole('checkbox', { name: text.settings.removes }).click()
  await page.getByText(text.settings.saved).waitFor()
  await look(page, 'received-settings')
  expect(await granted(page, 'receiving.read', {})).toMatchObject({ removeAtLine: true })
})
