/** What a purpose asks for: pages confirmed where the rule asks it, a request recorded, a signed form attached. */
import type { Page } from '@playwright/test'
import { purposeWords, words } from '#app/words/index.ts'
import type { Purpose } from '#app/domain/purpose/purpose.ts'
import { dropFiles, sample } from '#test/given/walk/steps.ts'
import { expect, look, openDesk, test, verifiedContact } from '../fixtures.ts'

const { necessary, request, form, facts } = words.purpose
const { undo, foot } = words.send

async function choose(page: Page, purpose: Purpose): Promise<void> {
  const step = page.getByRole('button', { name: new RegExp(`^${words.send.purpose.title}`) })
  if ((await step.getAttribute('aria-expanded')) === 'false') await step.click()
  await page.getByRole('radio', { name: new RegExp(`^${purposeWords[purpose].name}`) }).check({ force: true })
}

async function draftReady(page: Page): Promise<void> {
  await verifiedContact(page)
  await dropFiles(page, [sample('referral-10p.pdf')])
  await page.getByRole('combobox', { name: words.send.recipient.title }).fill('Harbor')
  await page.getByRole('option', { name: /Harborlight/ }).click()
}

test('pages are confirmed once for payment, anew where others are chosen, and never for treatment', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  await draftReady(page)
  await choose(page, 'treatment')
  const asks = page.getByRole('group', { name: necessary.title })
  await expect(page.getByRole('button', { name: foot.send(11) })).not.toHaveAttribute('aria-disabled', 'true')
  await expect(asks).toBeHidden()
  await choose(page, 'payment')
  await expect(asks.getByRole('button', { name: necessary.confirm(10) })).toBeVisible()
  await look(page, 'purpose-to-confirm')
  await asks.getByRole('button').press('Enter')
  await expect(asks.getByText(necessary.confirmed(10))).toBeVisible()
  await page.getByRole('listbox', { name: /^Pages/ }).focus()
  await page.keyboard.press('Space')
  await expect(asks.getByRole('button', { name: necessary.confirm(9) })).toBeVisible()
  await asks.getByRole('button').click()
  await expect(asks.getByText(necessary.confirmed(9))).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'purpose-confirmed-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: undo.label })).toBeVisible()
  await page
    .getByRole('table')
    .getByRole('row', { name: /Harborlight/ })
    .click()
  const drawer = page.getByRole('complementary', { name: words.deliveryScreen.details })
  await expect(drawer.getByText(facts.confirmed, { exact: true })).toBeVisible()
})

test('a patient’s request is recorded and an authorization attached, looked at, and kept with the fax', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  await draftReady(page)
  await choose(page, 'patient-request')
  await page.getByLabel(request.on).fill('2026-04-01')
  await page.getByLabel(request.way).selectOption({ label: request.ways.portal })
  await expect(page.getByRole('button', { name: foot.send(11) })).not.toHaveAttribute('aria-disabled', 'true')
  await look(page, 'purpose-request')
  await choose(page, 'authorisation')
  await expect(page.getByRole('button', { name: foot.send(11) })).toHaveAttribute('aria-disabled', 'true')
  await page.locator(`input[aria-label="${form.field}"]`).setInputFiles(sample('text-1p.pdf'))
  await expect(page.getByText(form.pages('text-1p.pdf', 1))).toBeVisible()
  await look(page, 'purpose-form')
  await page.getByRole('button', { name: form.open }).click()
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
  await look(page, 'purpose-form-open')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await page
    .getByRole('table')
    .getByRole('row', { name: /Harborlight/ })
    .click()
  const drawer = page.getByRole('complementary', { name: words.deliveryScreen.details })
  await expect(drawer.getByText(facts.form, { exact: true })).toBeVisible()
  await drawer.getByRole('button', { name: form.open }).click()
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
})
