/** By keyboard alone: from sign-in to a fax on its way, without one press of a mouse button. */
import type { Page } from '@playwright/test'
import { purposeWords, words } from '#app/words/index.ts'
import { cardiology, sample, sidebar, signIn, takeBack } from '#test/given/walk/steps.ts'
import { expect, granted, openDesk, test, verifiedContact } from './fixtures.ts'

/** Presses Tab until the focus is on what has this name; fails after a whole round. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const focused = await page.evaluate(() => {
      const on = document.activeElement
      if (!(on instanceof HTMLElement)) return ''
      const labelled = on
        .getAttribute('aria-labelledby')
        ?.split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' ')
      const label =
        'labels' in on && on.labels instanceof NodeList ? [...on.labels].map((one) => one.textContent).join(' ') : ''
      return on.getAttribute('aria-label') ?? labelled ?? (label || on.textContent || '')
    })
    if (name.test(focused.trim())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${name}`)
}

test('sign in, choose a file, a recipient and a purpose, and send', async ({ desk }) => {
  const first = await openDesk(desk)
  await verifiedContact(first)
  const page = await desk.rebuilt(() => first.keyboard.press('Control+l'))
  await page.getByLabel(words.signIn.password).first().waitFor()
  await signIn(page)
  await sidebar(page).waitFor()
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+o')
  await (await chooser).setFiles(sample('text-1p.pdf'))
  await expect.poll(async () => (await granted(page, 'drafts.list', {})).drafts[0]?.pages).toBe(2)
  await tabTo(page, new RegExp(`^${words.send.recipient.title}`))
  await page.keyboard.type('harbor')
  await page.getByRole('option', { name: new RegExp(cardiology.organisation) }).waitFor()
  await page.keyboard.press('Enter')
  await tabTo(page, new RegExp(`^${purposeWords.treatment.name}|^${purposeWords.payment.name}`))
  await page.keyboard.press('Space')
  const sendButton = page.getByRole('button', { name: words.send.foot.send(2) })
  await expect(sendButton).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Control+Enter')
  await takeBack(page).waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText(words.send.undo.undone).waitFor()
  await expect(sendButton).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await granted(page, 'faxes.counts', {})).all).toBe(1)
  await expect.poll(async () => (await granted(page, 'faxes.counts', {})).delivered, { timeout: 60_000 }).toBe(1)
})
