/** Reports and insights at the desk: each kind as it prints, taken out as a table, signed off; figures with their tables. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { root } from '#test/given/desktop.ts'
import { cardiology, sample, sidebar } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test, verifiedContact } from '../fixtures.ts'

const { auditScreen, insights, reports } = words
const w = auditScreen.report

/** One page sent over the training line. */
async function sent(page: Page, organisation: string, fax: string): Promise<string> {
  const contact = await verifiedContact(page, { ...cardiology, organisation, fax })
  const { id: draftId } = await granted(page, 'drafts.create', {})
  const base64 = readFileSync(sample('text-1p.pdf')).toString('base64')
  const added = (await page.evaluate(
    ([draftId, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const { faxdesk } = window as unknown as { faxdesk: { call: (name: string, input: unknown) => Promise<unknown> } }
      return faxdesk.call('documents.add', { draftId, name: 'scan.pdf', bytes })
    },
    [draftId, base64] as const,
  )) as Outcome<DraftView>
  if (!added.ok) throw new Error(JSON.stringify(added.fault))
  const numberId = contact.numbers[0]?.id ?? null
  const lineId = (await granted(page, 'lines.list', {})).lines[0]?.id ?? null
  const content = { ...added.value.content, numberId, purpose: 'treatment', lineId } as const
  const { revision } = await granted(page, 'drafts.save', { id: draftId, revision: added.value.revision, content })
  const { sha256 } = await granted(page, 'packet.seal', { id: draftId, revision })
  return (await granted(page, 'faxes.send', { id: draftId, revision, sha256 })).reference
}

const made = (page: Page) => page.locator('.aud-desk canvas').first().waitFor({ timeout: 60_000 })

async function make(page: Page, kind: keyof typeof reports.titles): Promise<void> {
  await page.getByRole('radio', { name: reports.titles[kind] }).check()
  await page.getByRole('button', { name: w.make }).click()
  await made(page)
}

test('reports of faxes, of one fax and of the record, a table of one, and a review signed off', async ({ desk }) => {
  const page = await openDesk(desk)
  const reference = await sent(page, 'Harborlight Cardiology', '(202) 555-0142')
  await sidebar(page).getByText(words.shell.audit).click()
  await page.getByRole('tab', { name: auditScreen.reports }).click()
  await expect(page.getByText(w.none)).toBeVisible()
  await look(page, 'reports-none')
  await make(page, 'faxes')
  await look(page, 'reports-faxes')
  await page.keyboard.press('Control+Shift+h')
  await expect(page.getByRole('img', { name: words.common.hiddenDetails })).toBeVisible()
  await expect(page.locator('.aud-desk canvas')).toHaveCount(0)
  await page.keyboard.press('Control+Shift+h')
  await made(page)
  await page.getByRole('button', { name: w.csv }).click()
  await look(page, 'reports-take-out')
  const file = path.join(desk.folder, 'faxes.csv')
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await page.getByRole('button', { name: auditScreen.exporting.save }).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  expect(readFileSync(file, 'utf8')).toContain(reference)
  await page.getByRole('dialog').getByText(words.common.close, { exact: true }).click()
  await page.getByRole('radio', { name: reports.titles.fax }).check()
  await expect(page.getByRole('button', { name: w.make })).toBeDisabled()
  await page.getByLabel(w.fax).fill(reference.toLowerCase())
  await page.getByRole('button', { name: w.make }).click()
  await made(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'reports-fax-dark')
  await page.getByRole('button', { name: w.review.open }).click()
  await look(page, 'reports-review-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('button', { name: w.review.sign, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await made(page)
  await expect(page.getByRole('button', { name: w.csv })).toHaveCount(0)
  const { entries } = await granted(page, 'audit.list', { text: '', action: 'reports.review', limit: 5 })
  expect(entries[0]).toMatchObject({ outcome: 'done', details: { finding: 'nothing-found' } })
})

test('insights: nothing yet, then figures by keyboard as charts and as tables, the training line marked', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  await sidebar(page).getByText(words.shell.insights).click()
  await expect(page.getByText(insights.none)).toBeVisible()
  await look(page, 'insights-none')
  await sent(page, 'Harborlight Cardiology', '(202) 555-0142')
  await sidebar(page).getByText(words.shell.delivery).click()
  await expect(page.getByRole('row').filter({ hasText: 'Delivered' })).toBeVisible({ timeout: 60_000 })
  await sidebar(page).getByText(words.shell.insights).click()
  await expect(page.getByText(insights.firstTime, { exact: true })).toBeVisible()
  await look(page, 'insights')
  await page.getByRole('radio', { name: insights.periods.month }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: insights.periods.year })).toBeChecked()
  await page.getByRole('button', { name: insights.asTables }).click()
  await expect(page.getByRole('table', { name: insights.rateBy(insights.byMonth) })).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'insights-tables-dark')
  await page.getByRole('button', { name: insights.asCharts }).click()
  await look(page, 'insights-dark')
  // What goes to the printer is black on white whatever the window's theme, and gone once the dialog was answered.
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await page.getByRole('button', { name: insights.print }).click()
  const sheets = page.locator('.ins-sheet')
  await expect(sheets).toHaveCount(2)
  await expect(sheets.last().getByText(insights.columns.middle)).toHaveCount(1)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  for (const at of [0, 1]) {
    const file = path.join(root, 'test-results', 'pictures', `insights-printed-${at + 1}.png`)
    await sheets.nth(at).screenshot({ path: file })
  }
  await page.emulateMedia({ media: null })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(sheets).toHaveCount(0)
})
