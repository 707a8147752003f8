/** When a fax goes: chosen beside Send, changed in Delivery; and what a line may do by itself, in Settings. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { cardiology, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test, verifiedContact } from '../fixtures.ts'

const text = words.outbox

/** A draft that lacks nothing, open on the Send screen. */
async function readyToSend(page: Page): Promise<void> {
  const contact = await verifiedContact(page, cardiology)
  const { id } = await granted(page, 'drafts.create', {})
  const base64 = readFileSync(sample('text-1p.pdf')).toString('base64')
  const added = (await page.evaluate(
    ([draftId, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const { faxdesk } = window as unknown as { faxdesk: { call: (name: string, input: unknown) => Promise<unknown> } }
      return faxdesk.call('documents.add', { draftId, name: 'scan.pdf', bytes })
    },
    [id, base64] as const,
  )) as Outcome<DraftView>
  if (!added.ok) throw new Error(JSON.stringify(added.fault))
  const numberId = contact.numbers[0]?.id ?? null
  const lineId = (await granted(page, 'lines.list', {})).lines[0]?.id ?? null
  const content = { ...added.value.content, numberId, purpose: 'treatment', lineId } as const
  await granted(page, 'drafts.save', { id, revision: added.value.revision, content })
  await page.getByRole('button', { name: words.deliveryScreen.drafts.title }).first().click()
  await page.getByRole('row').filter({ hasText: cardiology.organisation }).click()
}

test('a fax is put on hold beside Send, planned anew, and let go', async ({ desk }) => {
  const page = await openDesk(desk)
  await readyToSend(page)
  await page.getByRole('button', { name: text.when.more }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.when.onHold).check({ force: true })
  await dialog.getByLabel(text.when.urgent).check({ force: true })
  await look(page, 'send-when')
  await dialog.getByRole('button', { name: words.send.foot.send(2) }).click()

  const row = page.getByRole('table', { name: words.deliveryScreen.list }).getByRole('row')
  await expect(row.filter({ hasText: 'On hold' })).toBeVisible({ timeout: 60_000 })
  await row.filter({ hasText: 'On hold' }).click()
  const details = page.getByRole('complementary', { name: words.deliveryScreen.details })
  await expect(details.getByText('It goes when somebody lets it go')).toBeVisible()
  await look(page, 'delivery-on-hold')

  await details.getByRole('button', { name: text.when.open }).click()
  await dialog.getByLabel(text.when.at).check({ force: true })
  await dialog.getByLabel(text.when.day).fill('2001-01-01T10:00')
  await dialog.getByRole('button', { name: text.when.save }).click()
  await expect(dialog.getByText(text.when.missing)).toBeVisible()
  const tomorrow = new Date(Date.now() + 24 * 60 * 60_000)
  await dialog.getByLabel(text.when.day).fill(tomorrow.toISOString().slice(0, 16))
  await look(page, 'delivery-plan')
  await dialog.getByRole('button', { name: text.when.save }).click()
  await expect(row.filter({ hasText: 'Planned for' })).toBeVisible()
  await details.getByRole('button', { name: text.when.letGo }).click()
  await expect(row.filter({ hasText: 'Delivered' })).toBeVisible({ timeout: 60_000 })
})

test('calls and retries of a line are set within what is polite', async ({ desk }) => {
  const page = await openDesk(desk)
  await granted(page, 'lines.add', {
    name: 'Office server',
    settings: { kind: 'hylafax', host: '127.0.0.1', port: 4559, user: 'clinic', protectedNetwork: false },
    secret: { kind: 'hylafax', password: 'lantern' },
  })
  await page.getByRole('button', { name: words.settings.title }).first().click()
  const card = page.getByRole('article', { name: 'Office server' })
  await card.getByRole('button', { name: text.rules.open }).click()
  const dialog = page.getByRole('dialog')
  const busy = text.rules.ladder.busy
  await dialog.getByLabel(text.rules.callsOf(busy), { exact: true }).fill('16')
  await dialog.getByLabel(text.rules.minutesOf(busy), { exact: true }).fill('2')
  await dialog.getByRole('button', { name: text.rules.save }).click()
  await expect(dialog.getByText(text.rules.wrong)).toBeVisible()
  await dialog.getByLabel(text.rules.callsOf(busy), { exact: true }).fill('4')
  await dialog.getByLabel(text.rules.call, { exact: true }).selectOption(text.rules.calls['plain-mr'])
  await look(page, 'lines-rules')
  await dialog.getByRole('button', { name: text.rules.save }).click()
  await expect(dialog).toBeHidden()
  const { lines } = await granted(page, 'lines.outbox', {})
  const set = lines.map(({ rules }) => rules).find(({ ladders }) => ladders.busy)
  expect(set).toMatchObject({ ladders: { busy: { calls: 4, minutes: 2 } }, call: 'plain-mr' })
})
