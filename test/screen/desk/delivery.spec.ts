/** Delivery at the desk: a fax that nobody's machine took, what one can do about it, and a second fax by keyboard. */
import { words } from '#app/words/index.ts'
import { expect, look, openDesk, test } from '../fixtures.ts'
import { sentFax } from '../sent-fax.ts'

const text = words.deliveryScreen

test('a fax that a person answered waits for a person, who can check the number or send again', async ({ desk }) => {
  const page = await openDesk(desk)
  await sentFax(page, 'Wrenfield Orthopedics', '(202) 555-0113')
  await sentFax(page, 'Foxglove Pediatrics', '(202) 555-0155')
  const rows = page.getByRole('table', { name: text.list }).getByRole('row')
  await expect(rows.filter({ hasText: 'Foxglove' })).toBeVisible()
  await expect(rows.filter({ hasText: 'Not a fax machine' })).toBeVisible({ timeout: 60_000 })
  await expect(rows.filter({ hasText: 'Delivered' })).toBeVisible({ timeout: 60_000 })
  await look(page, 'delivery-needs-you')

  const details = page.getByRole('complementary', { name: text.details })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(details.getByRole('heading', { name: 'Wrenfield Orthopedics' })).toBeVisible()
  await expect(details.getByText('Faxdesk hung up')).toBeVisible()
  await look(page, 'delivery-attention')
  await page.keyboard.press('j')
  await expect(details.getByRole('heading', { name: 'Foxglove Pediatrics' })).toBeVisible()
  await page.keyboard.press('k')
  await details.getByRole('button', { name: text.acts.callFirst }).click()
  await expect(page.getByRole('complementary', { name: words.contacts.details })).toContainText('(202) 555-0113')

  await page
    .getByRole('button', { name: words.shell.delivery })
    .or(page.getByRole('link', { name: words.shell.delivery }))
    .click()
  await rows.filter({ hasText: 'Wrenfield' }).click()
  await details.getByRole('button', { name: text.acts.again }).first().click()
  await look(page, 'delivery-send-again')
  await page.getByRole('button', { name: text.again.act }).click()
  await expect(page.getByRole('heading', { name: words.send.title })).toBeVisible()

  await page
    .getByRole('button', { name: words.shell.drafts })
    .or(page.getByRole('link', { name: words.shell.drafts }))
    .click()
  const drafts = page.getByRole('table', { name: text.drafts.list }).getByRole('row')
  await expect(drafts.filter({ hasText: 'Wrenfield' })).toBeVisible()
  await look(page, 'drafts')
  await drafts.filter({ hasText: 'Wrenfield' }).getByRole('button', { name: text.drafts.discard }).click()
  await expect(page.getByText(text.drafts.empty)).toBeVisible()
  await page.getByRole('button', { name: words.common.undo }).click()
  await expect(drafts.filter({ hasText: 'Wrenfield' })).toBeVisible()
})
