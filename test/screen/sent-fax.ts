/** A fax that was sent over the training line, without walking through the screens. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { cardiology, sample } from '#test/given/walk/steps.ts'
import { granted, verifiedContact } from './fixtures.ts'

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
export async function sentFax(page: Page, organisation: string, fax: string): Promise<void> {
  const contact = await verifiedContact(page, { ...cardiology, organisation, fax })
  const numberId = contact.numbers[0]?.id ?? null
  const draft = await scanned(page)
  const lineId = (await granted(page, 'lines.list', {})).lines[0]?.id ?? null
  const content = { ...draft.content, numberId, purpose: 'treatment', lineId } as const
  const { id, revision } = await granted(page, 'drafts.save', { id: draft.id, revision: draft.revision, content })
  const { sha256 } = await granted(page, 'packet.seal', { id, revision })
  await granted(page, 'faxes.send', { id, revision, sha256 })
}
