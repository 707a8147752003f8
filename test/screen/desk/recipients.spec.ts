/** Numbers that are easily mistaken. */
import { words } from '#app/words/index.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'

const text = words.contacts

const fields = { organisation: 'Harborlight Cardiology', department: 'Referrals desk', person: '', voice: '', note: '' }

test('a number one digit off is compared in view, digit by digit, before it is added', async ({ desk }) => {
  const page = await openDesk(desk)
  const known = await granted(page, 'contacts.add', { fields, fax: '(202) 555-0142' })
  const numberId = known.numbers[0]?.id
  if (!numberId) throw new Error('no number')
  const heard = {
    called: '(202) 555-0140',
    foundOn: 'website' as const,
    spokeWith: 'Wren Halyard',
    heard: '(202) 555-0142',
  }
  await granted(page, 'contacts.verifyByCallBack', { numberId, ...heard })
  await page
    .getByRole('button', { name: words.shell.contacts })
    .or(page.getByRole('link', { name: words.shell.contacts }))
    .click()
  await page.getByRole('button', { name: text.add }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.form.organisation).fill('Bluefinch Community Hospital')
  await dialog.getByLabel(text.form.fax, { exact: true }).fill('(202) 555-0143')
  await expect(dialog.getByText(text.lookAlike.title)).toBeVisible()
  await expect(dialog.getByText(text.lookAlike.says('one-digit', false))).toBeVisible()
  await expect(dialog.locator('mark')).toHaveText(['3', '2'])
  await look(page, 'contacts-look-alike')
  await dialog.getByLabel(text.form.fax, { exact: true }).fill('(202) 555-0199')
  await expect(dialog.getByText(text.lookAlike.title)).toBeHidden()
})
