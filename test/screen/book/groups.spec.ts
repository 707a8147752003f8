/** Groups at the desk: made, chosen on the Send screen, sent as one fax each, told together, and taken back as one. */
import type { Page } from '@playwright/test'
import { words } from '#app/words/index.ts'
import { cardiology, choosePurpose, dropFiles, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test, verifiedContact } from '../fixtures.ts'

const text = words.groups

const pharmacy = {
  ...cardiology,
  organisation: 'Cobblestone Pharmacy',
  department: 'Dispensary',
  fax: '(303) 555-0151',
  voice: '(303) 555-0159',
}
const therapy = { organisation: 'Saltmarsh Physical Therapy', department: 'Harbor St. intake', fax: '(404) 555-0119' }

async function threeContacts(page: Page): Promise<void> {
  await verifiedContact(page)
  await verifiedContact(page, pharmacy)
  const { organisation, department, fax } = therapy
  await granted(page, 'contacts.add', { fields: { organisation, department, person: '', voice: '', note: '' }, fax })
}

const goTo = (page: Page, name: string) =>
  page.getByRole('link', { name }).or(page.getByRole('button', { name })).first().click()

/** Makes the group by keyboard alone, once the dialog is open. */
async function makeGroup(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByText(text.form.missing)).toBeVisible()
  await dialog.getByLabel(text.form.name).fill('Hip replacement partners')
  for (const typed of ['Harbor', 'Cobble', 'Saltm']) {
    const find = dialog.getByLabel(text.form.find, { exact: true })
    await find.fill(typed)
    await expect(dialog.getByRole('list', { name: text.form.found }).getByRole('button')).not.toHaveCount(0)
    await find.press('Tab')
    await page.keyboard.press('Enter')
  }
  await expect(dialog.getByRole('list', { name: text.form.members }).getByRole('listitem')).toHaveCount(3)
}

test('a group becomes a fax for each of its members, and who cannot get one stops nobody else', async ({ desk }) => {
  const page = await openDesk(desk)
  await threeContacts(page)
  await goTo(page, words.shell.contacts)
  await page.getByRole('radio', { name: words.contacts.views.groups }).click()
  await expect(page.getByText(text.empty.title)).toBeVisible()
  await look(page, 'groups-empty')
  await page.getByRole('button', { name: text.add }).click()
  await makeGroup(page)
  await look(page, 'groups-dialog')
  await page.keyboard.press('Control+Enter')
  const row = page.getByRole('table', { name: text.title }).getByRole('row').nth(1)
  await expect(row).toContainText(text.someReady(2, 3))
  await look(page, 'groups-list')
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'groups-list-dark')

  await row.getByRole('button', { name: text.newFax('Hip replacement partners') }).click()
  const list = page.getByRole('list', { name: text.send.list })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await dropFiles(page, [sample('text-1p.pdf')])
  await expect(page.getByRole('option', { name: /^Page 1 of 1/ })).toBeVisible()
  await expect(list.getByText(text.send.why('recipient-unverified') ?? '')).toBeVisible()
  await choosePurpose(page)
  await expect(page.getByRole('button', { name: text.send.button(2) })).toBeVisible()
  await look(page, 'send-several-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await look(page, 'send-several')

  await page.keyboard.press('Control+Enter')
  // Two packets are made first, each with a cover sheet of its own.
  await expect(page.getByText(text.send.undoTo(2, cardiology.organisation))).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(text.send.result(2, [['recipient-unverified']]))).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByText(text.send.undone(2, 0))).toBeVisible()

  await page.getByRole('button', { name: text.send.leave(therapy.organisation) }).click()
  await page.getByRole('button', { name: text.send.button(2) }).click()
  const faxes = page
    .getByRole('table')
    .getByRole('row')
    .filter({ hasText: text.together.says(1, 2) })
  await expect(faxes.first()).toBeVisible({ timeout: 60_000 })
  await look(page, 'delivery-together')
  await faxes.first().click()
  const drawer = page.getByRole('complementary', { name: words.deliveryScreen.details })
  await expect(drawer.getByRole('heading', { name: text.together.title })).toBeVisible()
  await look(page, 'delivery-together-drawer')
})

test('several are put together as one goes, by keyboard, kept as a group, and sent once each is called back', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  await threeContacts(page)
  await dropFiles(page, [sample('text-1p.pdf')])
  const search = page.getByRole('combobox', { name: words.send.recipient.title })
  const found = page.getByRole('listbox', { name: words.send.recipient.list }).getByRole('option')
  await search.fill('Harbor')
  await expect(found.first()).toContainText('Harborlight')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: text.send.also }).press('Enter')
  await expect(search).toBeFocused()
  await search.fill('Saltm')
  // Before anything is typed, everybody is there already.
  await expect(found.first()).toContainText('Saltmarsh')
  await page.keyboard.press('Enter')
  const list = page.getByRole('list', { name: text.send.list })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  const saveAs = page.getByRole('button', { name: text.send.saveAs })
  await expect(saveAs).not.toHaveAttribute('aria-disabled', 'true')
  await saveAs.press('Enter')
  await page.getByRole('dialog').getByLabel(text.form.name).fill('Therapy')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(text.form.made)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Therapy 2' })).toBeVisible()

  await list.getByRole('button', { name: text.send.callBack(therapy.organisation) }).press('Enter')
  const words2 = words.contacts.callBack
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(words2.called).fill('(404) 555-0100')
  await dialog.getByLabel(words2.heard).fill(therapy.fax)
  await dialog.getByLabel(words2.spokeWith).fill('Wren Halyard')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await choosePurpose(page)
  await expect(page.getByText(text.send.each(2))).toBeVisible()
  await look(page, 'send-several-ready')
})
