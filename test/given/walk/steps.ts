/**
 * What a person does at the desk, as steps for the demo and the screen tests: found by the words people read and by
 * role, never by class names. Every name and number is invented.
 */
import type { Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { words, purposeWords } from '#app/words/index.ts'

export const practice = {
  name: 'Marigold Lane Family Clinic',
  address: '12 Marigold Lane, Sampleton',
  phone: '(202) 555-0100',
  fax: '(202) 555-0101',
  workstation: 'Front desk 1',
}
export const administrator = { name: 'Dana Fairweather', password: 'seven quiet herons wading' }
export const cardiology = {
  organisation: 'Harborlight Cardiology',
  department: 'Referrals desk',
  fax: '(202) 555-0142',
  voice: '(202) 555-0199',
  spokeWith: 'Noor, referrals desk',
}
export type Recipient = typeof cardiology

export const sample = (name: string): string => path.join(import.meta.dirname, '..', 'samples', name)

const next = (page: Page) => page.getByRole('button', { name: words.common.continue, exact: true })

/** The five steps of first-run set-up. `seen` is called with each step's name as it stands filled in. */
export async function setUp(page: Page, seen: (step: string) => Promise<void> = async () => undefined): Promise<void> {
  const { setup } = words
  await page.getByLabel(setup.practice.name).fill(practice.name)
  await page.getByLabel(setup.practice.address).fill(practice.address)
  await page.getByLabel(setup.practice.phone).fill(practice.phone)
  await page.getByLabel(setup.practice.fax).fill(practice.fax)
  await page.getByLabel(setup.practice.workstation).fill(practice.workstation)
  await seen('practice')
  await next(page).click()
  await page.getByLabel(setup.administrator.name).fill(administrator.name)
  await page.getByLabel(setup.administrator.password, { exact: true }).fill(administrator.password)
  await page.getByLabel(setup.administrator.again).fill(administrator.password)
  await seen('administrator')
  await next(page).click()
  await confirmRecoveryKey(page, seen)
  await next(page).click()
  await page.getByRole('heading', { name: setup.line.title }).waitFor()
  await seen('line')
  await next(page).click()
  await page.getByRole('heading', { name: setup.done.title }).waitFor()
  await seen('done')
  await withoutCodes(page)
}

/** The practice decides against one-time codes, so that a password alone opens. Codes have tests of their own. */
async function withoutCodes(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { faxdesk } = window as unknown as { faxdesk: { call: (name: string, input: unknown) => Promise<unknown> } }
    await faxdesk.call('settings.change', { requireCodes: false })
  })
}

/** Writes the recovery key down, stores it, types the asked group back. Answers the groups. */
export async function confirmRecoveryKey(
  page: Page,
  seen: (step: string) => Promise<void>,
): Promise<readonly string[]> {
  const { key } = words.setup
  await page.getByRole('heading', { name: key.title }).waitFor()
  const groups = await page.locator('.keygrid .mono').allTextContents()
  await seen('recovery-key')
  await page.getByRole('button', { name: key.write }).click()
  await page.getByLabel(key.stored).check()
  const asked = page.getByRole('textbox')
  const group = /\d+/.exec((await page.getByText(/^Type group \d+/).textContent()) ?? '')?.[0]
  await asked.fill(groups[Number(group) - 1] ?? '')
  await seen('recovery-key-check')
  return groups
}

/** Drops files anywhere in the window, as a person would from the desktop. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const contents = files.map((file) => ({ name: path.basename(file), base64: readFileSync(file).toString('base64') }))
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer()
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
      data.items.add(new File([bytes], name, { type: 'application/pdf' }))
    }
    return data
  }, contents)
  const body = page.locator('body')
  await body.dispatchEvent('dragenter', { dataTransfer: transfer })
  await body.dispatchEvent('dragover', { dataTransfer: transfer })
  await body.dispatchEvent('drop', { dataTransfer: transfer })
}

/** On the Send screen: adds a contact in place; it is chosen, and not verified. */
export async function addRecipient(page: Page, recipient: Recipient = cardiology): Promise<void> {
  const { form } = words.contacts
  await page.getByRole('combobox', { name: words.send.recipient.title }).fill(recipient.organisation)
  await page.getByRole('option', { name: words.send.recipient.addTyped(recipient.organisation) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(form.department).fill(recipient.department)
  await dialog.getByLabel(form.fax, { exact: true }).fill(recipient.fax)
  await dialog.getByLabel(form.voice).fill(recipient.voice)
  await dialog.getByRole('button', { name: form.add }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Calls the recipient back from the block on the Send screen. */
export async function callBack(
  page: Page,
  recipient: Recipient = cardiology,
  seen: () => Promise<void> = async () => undefined,
): Promise<void> {
  const text = words.contacts.callBack
  await page.getByRole('button', { name: words.send.recipient.callBack }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.called).fill(recipient.voice)
  await dialog.getByLabel(text.heard).fill(recipient.fax)
  await dialog.getByLabel(text.spokeWith).fill(recipient.spokeWith)
  await seen()
  await dialog.getByRole('button', { name: text.act }).click()
  await dialog.waitFor({ state: 'hidden' })
}

export async function choosePurpose(page: Page): Promise<void> {
  const step = page.getByRole('button', { name: new RegExp(`^${words.send.purpose.title}`) })
  if ((await step.getAttribute('aria-expanded')) === 'false') await step.click()
  await page.getByRole('radio', { name: new RegExp(`^${purposeWords.treatment.name}`) }).check({ force: true })
}

/** The list of screens. Settings has a second navigation, so it is asked for by its name. */
export const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: words.shell.main })

/** Takes back what was just sent. The strip of pages has an undo of its own, so it is looked for in its bar. */
export const takeBack = (page: Page): Locator =>
  page.getByRole('region', { name: words.send.undo.label }).getByRole('button')

/** Unlocks, or signs in where only one person can. */
export async function signIn(page: Page, password: string = administrator.password): Promise<void> {
  await page.getByLabel(words.signIn.password).first().fill(password)
  await page.keyboard.press('Enter')
}
