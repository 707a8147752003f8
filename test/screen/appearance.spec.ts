/** Every screen, light and dark, in the two window sizes of the design: axe finds nothing, pictures are kept. */
import type { Page } from '@playwright/test'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { NumberId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { partNames, type PartName } from '#renderer/screens/settings/parts.ts'
import { cardiology, dropFiles, sample, sidebar } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test, verifiedContact } from './fixtures.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
] as const
const themes = ['light', 'dark'] as const

/** A desk with something on every screen: contacts of each standing, a draft, a fax under way. */
async function furnished(page: Page): Promise<void> {
  const contact = await verifiedContact(page)
  await granted(page, 'contacts.add', {
    fields: {
      organisation: 'Saltmarsh Physical Therapy',
      department: 'Harbor St. intake',
      person: '',
      voice: '',
      note: '',
    },
    fax: '(202) 555-0119',
  })
  const numberId = contact.numbers[0]?.id ?? null
  const sent = await draftFor(page, numberId)
  const sealed = await granted(page, 'packet.seal', { id: sent.id, revision: sent.revision })
  await granted(page, 'faxes.send', { id: sent.id, revision: sent.revision, sha256: sealed.sha256 })
  await draftFor(page, numberId)
  await page.reload()
  await sidebar(page).waitFor()
}

/** A draft of ten pages and a cover for this number. */
async function draftFor(page: Page, numberId: NumberId | null): Promise<DraftView> {
  const before = (await granted(page, 'drafts.list', {})).drafts.map(({ id }) => id)
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('referral-10p.pdf')])
  const made = async () => (await granted(page, 'drafts.list', {})).drafts.find(({ id }) => !before.includes(id))
  await expect.poll(async () => (await made())?.pages).toBe(11)
  const id = (await made())?.id
  if (!id) throw new Error('no draft')
  // The page saves by itself what it shows; leaving it keeps this edit the last one.
  await page.keyboard.press('Control+s')
  const draft = await granted(page, 'drafts.open', { id })
  return granted(page, 'drafts.save', {
    id,
    revision: draft.revision,
    content: { ...draft.content, numberId, purpose: 'treatment' },
  })
}

type Screen = { readonly name: string; readonly show: (page: Page) => Promise<void> }

const screens: readonly Screen[] = [
  { name: 'delivery', show: (page) => goTo(page, words.shell.delivery, words.deliveryScreen.title) },
  { name: 'delivery-drawer', show: openFirstFax },
  { name: 'drafts', show: (page) => goTo(page, words.shell.drafts, words.shell.drafts) },
  { name: 'contacts', show: (page) => goTo(page, words.shell.contacts, words.contacts.title) },
  { name: 'contact', show: openFirstContact },
  { name: 'contacts-due', show: (page) => contactsView(page, words.contacts.views.due) },
  { name: 'contacts-archived', show: (page) => contactsView(page, words.contacts.views.archived) },
  { name: 'received', show: (page) => goTo(page, words.shell.received, words.received.title) },
  { name: 'insights', show: (page) => goTo(page, words.shell.insights, words.insights.title) },
  { name: 'audit', show: (page) => goTo(page, words.shell.audit, words.audit.title) },
  { name: 'alerts', show: (page) => auditTab(page, words.alerts.tab(0)) },
  { name: 'reports', show: (page) => auditTab(page, words.auditScreen.reports) },
  ...partNames.map((part): Screen => ({ name: `settings-${part}`, show: (page) => settingsPart(page, part) })),
  { name: 'send', show: openDraft },
  { name: 'palette', show: openPalette },
]

async function goTo(page: Page, link: string, heading: string): Promise<void> {
  await sidebar(page)
    .getByRole('button', { name: new RegExp(`^${link}`) })
    .or(sidebar(page).getByTitle(link))
    .first()
    .click()
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

async function contactsView(page: Page, view: string): Promise<void> {
  await goTo(page, words.shell.contacts, words.contacts.title)
  await page.getByRole('radio', { name: view }).click()
}

async function auditTab(page: Page, tab: string): Promise<void> {
  await goTo(page, words.shell.audit, words.audit.title)
  await page.getByRole('tab', { name: tab }).click()
}

async function settingsPart(page: Page, part: PartName): Promise<void> {
  await goTo(page, words.shell.settings, words.shell.settings)
  await page.locator(`[data-part="${part}"]`).click()
}

async function openFirstFax(page: Page): Promise<void> {
  await goTo(page, words.shell.delivery, words.deliveryScreen.title)
  await page
    .getByRole('row', { name: new RegExp(cardiology.organisation) })
    .first()
    .click()
  await page.getByRole('button', { name: words.deliveryScreen.close }).waitFor()
}

async function openFirstContact(page: Page): Promise<void> {
  await goTo(page, words.shell.contacts, words.contacts.title)
  await page
    .getByRole('row', { name: new RegExp(cardiology.organisation) })
    .first()
    .click()
  await page.getByRole('button', { name: words.contacts.close }).waitFor()
}

async function openDraft(page: Page): Promise<void> {
  await goTo(page, words.shell.drafts, words.shell.drafts)
  await page
    .getByRole('row')
    .or(page.getByRole('listitem'))
    .filter({ hasText: cardiology.organisation })
    .first()
    .click()
  await page.locator('canvas').first().waitFor()
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
}

test('every screen, light and dark, wide and narrow', async ({ desk }) => {
  test.setTimeout(420_000)
  const page = await openDesk(desk)
  await furnished(page)
  for (const theme of themes) {
    await granted(page, 'preferences.change', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme === 'dark' ? 'dark' : 'light')
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const { name, show } of screens) {
        await show(page)
        await look(page, `${name}-${theme}-${size.width}`)
        await page.keyboard.press('Escape')
      }
    }
  }
})
