/** Choosing a recipient by keyboard alone: found but for a slip, blocked and why, approved once, typed by hand. */
import type { Locator, Page } from '@playwright/test'
import { words } from '#app/words/index.ts'
import { choosePurpose, dropFiles, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test, verifiedContact } from '../fixtures.ts'

const { send, recipientWays: ways } = words
const password = 'seventeen green lanterns'
const noFields = { department: '', person: '', voice: '', note: '' }

const picker = (page: Page) => page.getByRole('combobox', { name: send.recipient.title })
const options = (page: Page) => page.getByRole('listbox', { name: send.recipient.list }).getByRole('option')

async function inBoth(page: Page, name: string): Promise<void> {
  await look(page, name)
  await granted(page, 'preferences.change', { theme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await look(page, `${name}-dark`)
  await granted(page, 'preferences.change', { theme: 'light' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
}

async function book(page: Page): Promise<void> {
  await verifiedContact(page)
  const add = (organisation: string, fax: string, more: Partial<typeof noFields> = {}) =>
    granted(page, 'contacts.add', { fields: { ...noFields, organisation, ...more }, fax })
  await add('Saltmarsh Physical Therapy', '(202) 555-0119', { department: 'Harbor St. intake' })
  await add('Cobblestone Pharmacy', '(202) 555-0161', { person: 'Jane Doe' })
  const shop = await add('Harrow Copy Shop', '(202) 555-0170', { department: 'Public fax' })
  const numberId = shop.numbers[0]?.id
  if (!numberId) throw new Error('no number')
  await granted(page, 'contacts.block', { numberId, reason: 'Misdirected fax' })
}

async function begin(page: Page): Promise<void> {
  await page.keyboard.press('Control+n')
  await page.getByText(send.drop.title).waitFor()
  await dropFiles(page, [sample('text-1p.pdf')])
  await picker(page).waitFor()
}

/** Types, presses Enter and goes on, all before anything was found. */
const enterAndLeave = (field: Locator, typed: string): Promise<void> =>
  field.evaluate((input: HTMLInputElement, typed) => {
    input.setRangeText(typed, 0, input.value.length, 'end')
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    input.blur()
  }, typed)

test('the picker and a one-time approval, by keyboard alone', async ({ desk }) => {
  test.setTimeout(240_000)
  const page = await openDesk(desk)
  await book(page)
  await granted(page, 'people.add', { name: 'Priya Lindqvist', roles: ['supervisor'], password })
  await begin(page)
  await choosePurpose(page)
  await picker(page).focus()
  await page.keyboard.type('har')
  await expect(options(page)).toHaveCount(4)
  await inBoth(page, 'picker-open')

  await picker(page).fill('')
  await page.keyboard.type('harborlihgt')
  await expect(options(page).first()).toContainText('Harborlight Cardiology')
  await picker(page).fill('')
  await page.keyboard.type('jd')
  await expect(options(page).first()).toContainText('Jane Doe')

  await picker(page).fill('')
  await page.keyboard.type('salt')
  await expect(options(page).first()).toContainText('Saltmarsh')
  await expect(page.getByText(ways.why.enter)).toBeVisible()
  await look(page, 'picker-why')
  await enterAndLeave(picker(page), 'saltmarsh')
  const first = page.getByRole('button', { name: send.recipient.callBack })
  await expect(first).toBeFocused()
  await inBoth(page, 'recipient-ways')

  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(words.contacts.callBack.title('Saltmarsh Physical Therapy'))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const _ of ['directory', 'test fax', 'another recipient', 'supervisor']) await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: ways.approve.open })).toBeFocused()
  await page.keyboard.press('Enter')
  await approve(page)
})

/** The supervisor at the sender's desk: wrong digits, a wrong password, then both right. */
async function approve(page: Page): Promise<void> {
  const text = ways.approve
  const dialog = page.getByRole('dialog', { name: text.title })
  await expect(dialog.getByLabel(text.reason)).toBeFocused()
  await expect(page.locator('.compose')).not.toContainText('0119')
  await expect(page.locator('.strip')).toBeHidden()
  await page.keyboard.type('First visit at 11:15 today and their phone rings out.')
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel(text.digits)).toBeFocused()
  await page.keyboard.type('0118')
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel(text.password('Priya L.'))).toBeFocused()
  await page.keyboard.type(password)
  await inBoth(page, 'approve-once')
  await page.keyboard.press('Control+Enter')
  await expect(dialog.getByLabel(text.digits)).toHaveAttribute('aria-invalid', 'true')
  await look(page, 'approve-digits-differ')
  await dialog.getByLabel(text.digits).fill('0119')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('heading', { name: words.shell.delivery }).first().waitFor()
  const { faxes } = await granted(page, 'faxes.list', { filter: 'all', text: '', limit: 5 })
  if (!faxes[0]) throw new Error('nothing was sent')
  const fax = await granted(page, 'faxes.read', { id: faxes[0].id })
  expect(fax).toMatchObject({ recipient: { e164: '+12025550119' }, approval: { approvedByShortName: 'Priya L.' } })
}

test('a number typed by hand: only where allowed, twice, the second time not pasted', async ({ desk }) => {
  const page = await openDesk(desk)
  await begin(page)
  await picker(page).focus()
  await page.keyboard.type('202 555 0119')
  await expect(page.getByText(ways.typed.offWhy)).toBeVisible()
  await expect(page.getByRole('option', { name: ways.typed.open('202 555 0119') })).toHaveCount(0)
  await granted(page, 'settings.change', { typedNumbers: true })
  await page.keyboard.press('Control+n')
  await begin(page)
  await picker(page).focus()
  await page.keyboard.type('202 555 0119')
  await expect(page.getByRole('option', { name: ways.typed.open('202 555 0119') })).toBeVisible()
  await look(page, 'picker-typed')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: ways.typed.title })
  const again = dialog.getByLabel(ways.typed.again)
  await expect(again).toBeFocused()
  await again.evaluate((field) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '202 555 0119')
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(dialog.getByText(ways.typed.pasted)).toBeVisible()
  await expect(again).toHaveValue('')
  await page.keyboard.type('(202) 555-0118')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Saltmarsh Physical Therapy')
  await page.keyboard.press('Enter')
  await expect(again).toHaveAttribute('aria-invalid', 'true')
  await inBoth(page, 'typed-twice')
  await again.fill('(202) 555-0119')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(send.recipient.stopped)).toBeVisible()
  await expect(page.getByRole('button', { name: send.recipient.callBack })).toBeFocused()
})
