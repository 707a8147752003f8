/** Numbers that are easily mistaken, and contacts from a file. */
import { standingWords, words } from '#app/words/index.ts'
import { expect, granted, look, openDesk, test } from './fixtures.ts'

const text = words.contacts
const importing = words.contactImport

const fields = { organisation: 'Harborlight Cardiology', department: 'Referrals desk', person: '', voice: '', note: '' }

test('a number one digit off is compared in view, digit by digit, before it is added', async ({ desk }) => {
  const page = await openDesk(desk)
  const known = await granted(page, 'contacts.add', { fields, fax: '(202) 555-0142' })
  const numberId = known.numbers[0]?.id
  if (!numberId) throw new Error('no number')
  const heard = { called: '(202) 555-0140', foundOn: 'website', spokeWith: 'Wren Halyard', heard: '(202) 555-0142' }
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

test('contacts come in from a file, the bad rows named, and go again in one go', async ({ desk }) => {
  const page = await openDesk(desk)
  await page
    .getByRole('button', { name: words.shell.contacts })
    .or(page.getByRole('link', { name: words.shell.contacts }))
    .click()
  await page.getByRole('button', { name: importing.open }).click()
  const dialog = page.getByRole('dialog')
  const rows = [
    'Clinic name,Fax number,Phone',
    'Bluefinch,202 555 0150,202 555 0151',
    'Wrenfield,12,',
    'Lakemoth,202 555 0160,',
  ]
  await dialog
    .getByLabel(importing.field)
    .setInputFiles({ name: 'book.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await expect(dialog.getByText(importing.ready(2))).toBeVisible()
  await expect(dialog.getByText(importing.others(1))).toBeVisible()
  await look(page, 'contacts-import')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: importing.add(2) }).click()
  await expect(dialog.getByText(importing.added(2))).toBeVisible()
  await look(page, 'contacts-imported')
  const table = page.getByRole('table', { name: text.list })
  await expect(table.getByText(standingWords.unverified)).toHaveCount(2)
  await dialog.getByRole('button', { name: importing.undo }).click()
  await expect(dialog.getByText(importing.undone(2))).toBeVisible()
  await dialog.getByRole('button', { name: importing.close, exact: true }).last().click()
  await expect(page.getByText(text.empty.title)).toBeVisible()
})
