/** Contacts at the desk: a number is added, called back, found again and blocked. */
import { standingWords, words } from '#app/words/index.ts'
import { expect, look, openDesk, test } from '../fixtures.ts'

const text = words.contacts

test('a number is not trusted until their own staff read it out, and not after it was blocked', async ({ desk }) => {
  const page = await openDesk(desk)
  await page
    .getByRole('link', { name: words.shell.contacts })
    .or(page.getByRole('button', { name: words.shell.contacts }))
    .click()
  await expect(page.getByText(text.empty.title)).toBeVisible()
  await look(page, 'contacts-none')

  await page.getByRole('button', { name: text.add }).first().click()
  await page.getByLabel(text.form.organisation).fill('Saltmarsh Physical Therapy')
  await page.getByLabel(text.form.department).fill('Harbor St. intake')
  await page.getByLabel(text.form.fax).fill('911')
  await page.keyboard.press('Enter')
  await expect(page.getByText('emergency number')).toBeVisible()
  await page.getByLabel(text.form.fax).fill('(202) 555-0119')
  await page.getByLabel(text.form.voice).fill('(202) 555-0110')
  await look(page, 'contacts-add')
  await page.keyboard.press('Enter')

  const details = page.getByRole('complementary', { name: text.details })
  await expect(details.getByText(standingWords.unverified)).toBeVisible()
  await expect(details.getByRole('button', { name: text.newFax })).toHaveAttribute('aria-disabled', 'true')
  await details.getByRole('button', { name: text.verify }).click()
  await page.getByLabel(text.callBack.heard).fill('(202) 555-0191')
  await expect(page.getByText(text.callBack.differs)).toBeVisible()
  await page.getByLabel(text.callBack.spokeWith).fill('Wren Halyard, front desk')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The number stays unverified')).toBeVisible()
  await page.getByLabel(text.callBack.heard).fill('(202) 555-0119')
  await expect(page.getByText(text.callBack.same)).toBeVisible()
  await look(page, 'contacts-call-back')
  await page.keyboard.press('Control+Enter')
  await expect(details.getByText(standingWords.verified, { exact: true })).toBeVisible()

  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('salt 0119')
  const rows = page.getByRole('table', { name: text.list }).getByRole('row')
  await expect(rows).toHaveCount(2)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await details.getByRole('button', { name: text.block, exact: true }).click()
  await page.getByLabel(text.stop.reason).fill('They moved away')
  await look(page, 'contacts-block')
  await page.getByRole('button', { name: text.stop.block.act }).click()
  await expect(rows.nth(1).getByText(standingWords.blocked)).toBeVisible()
  await look(page, 'contacts-blocked')
})
