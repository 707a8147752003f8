/** Delivery at the desk: a fax that nobody's machine took, what one can do about it, and a second fax by keyboard. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { cardiology, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test, verifiedContact } from '../fixtures.ts'

const text = words.deliveryScreen

/** A draft with one page of a scan, as if it had been dropped. */
async function scanned(page: Page): Promise<DraftView> {
  const { id } = await granted(page, 'drafts.create', {})
  const base64 = readFileSync(sample('text-1p.pdf')).toString('base64')
  const added = await page.evaluate(
    ([draftId, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const { faxdesk } = window as unknown as { faxdesk: { call: (name: string, input: unknown) => Promise<unknown> } }
      return faxdesk.call('documents.add', { draftId, name: 'scan.pdf', bytes })
    },
    [id, base64] as const,
  )
  const outcome = added as Outcome<DraftView>
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault))
  return outcome.value
}

/** Sends one page over the training line, to a number whose ending decides what becomes of it. */
async function sent(page: Page, organisation: string, fax: string): Promise<void> {
  const contact = await verifiedContact(page, { ...cardiology, organisation, fax })
  const numberId = contact.numbers[0]?.id ?? null
  const draft = await scanned(page)
  const lineId = (await granted(page, 'lines.list', {})).lines[0]?.id ?? null
  const content = { ...draft.content, numberId, purpose: 'treatment', lineId } as const
  const { id, revision } = await granted(page, 'drafts.save', { id: draft.id, revision: draft.revision, content })
  const { sha256 } = await granted(page, 'packet.seal', { id, revision })
  await granted(page, 'faxes.send', { id, revision, sha256 })
}

test('a fax that a person answered waits for a person, who can check the number or send again', async ({ desk }) => {
  const page = await openDesk(desk)
  await sent(page, 'Wrenfield Orthopedics', '(202) 555-0113')
  await sent(page, 'Foxglove Pediatrics', '(202) 555-0155')
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
