/** Cover sheets at the desk: one is chosen for a fax, and the practice's own words are written, approved and kept. */
import type { Page } from '@playwright/test'
import { checkWords, words } from '#app/words/index.ts'
import { dropFiles, sample, sidebar } from '#test/given/walk/steps.ts'
import { expect, look, openDesk, test } from '../fixtures.ts'

const w = words.cover.settings

test('the words are written, approved alone by the only person who may, and every version is kept', async ({
  desk,
}) => {
  const page = await openDesk(desk)
  await sidebar(page).getByText(words.shell.settings).click()
  await page.locator('[data-part="covers"]').click()
  const head = page.getByRole('textbox', { name: w.noticeTitle })
  await head.fill('For the office named above')
  await page.getByLabel(w.logo, { exact: true }).setInputFiles(sample('text-1p.pdf'))
  await expect(page.getByAltText(w.logoShown)).toBeVisible()
  await page
    .getByRole('group', { name: w.askedOn(words.send.cover.templates.standard) })
    .getByRole('checkbox', { name: w.fields.reference, exact: true })
    .check({ force: true })
  await look(page, 'covers-typed')
  await page.getByRole('button', { name: w.write }).click()
  await page.getByRole('button', { name: w.approve, exact: true }).waitFor()
  await look(page, 'covers-waiting')
  await page.getByRole('button', { name: w.approve, exact: true }).click()
  await expect(head).toHaveValue('For the office named above')
  await expect(page.getByText(/written and approved by .+ alone/)).toBeVisible()
  await expect(page.getByText(w.own)).toBeVisible()
  await look(page, 'covers-approved')
  await askedOnSend(page)
})

/** What the practice asks for on a sheet stops the fax, and Fix leads to where it is typed. */
async function askedOnSend(page: Page): Promise<void> {
  const { cover, checks } = words.send
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('text-1p.pdf')])
  await page.getByRole('button', { name: checks.title }).click()
  const stop = page.getByRole('listitem').filter({ hasText: checkWords['cover-incomplete'].says })
  await stop.getByRole('button', { name: checks.fix }).click()
  const asked = page.getByRole('textbox', { name: `${cover.reference} · ${cover.referenceNote}` })
  await expect(asked).toBeFocused()
  await expect(asked).toHaveAccessibleDescription(cover.empty)
  await look(page, 'send-cover-asked')
  await asked.fill('Order 4')
  await asked.blur()
  await expect(stop).toBeHidden()
}

test('a restricted sheet is chosen on Send, and remarks that take a second page say so', async ({ desk }) => {
  const page = await openDesk(desk)
  await dropFiles(page, [sample('text-1p.pdf')])
  const { cover } = words.send
  const choice = page.getByRole('radio', { name: cover.templates.restricted })
  if (!(await choice.isVisible())) await page.getByRole('button', { name: cover.title }).first().click()
  await choice.click()
  await expect(choice).toBeChecked()
  await expect(page.getByText(cover.restrictedNote)).toBeVisible()
  await page.getByRole('textbox', { name: cover.message }).fill('The quick answer would help us all. '.repeat(8).trim())
  await expect(page.getByText(cover.secondPage)).toBeVisible()
  await look(page, 'send-cover-restricted')
  await secondPageShown(page)
  await cutFieldsNamed(page)
})

/** What goes is looked at whole: the second page of a cover sheet in every picture, under its own number. */
async function secondPageShown(page: Page): Promise<void> {
  const { strip, preview } = words.send
  const pager = page.locator('.pager')
  await page.getByRole('option', { name: strip.coverPage(2, 2) }).click()
  await expect(pager).toHaveText(preview.cover(2, 2))
  await expect(page.getByRole('img', { name: preview.picture(strip.coverPage(2, 2)) })).toHaveAttribute(
    'data-page',
    'drawn',
  )
  await expect(page.locator('.strip .thumb .paper [data-page=drawn]')).toHaveCount(3)
  await look(page, 'send-cover-second')
  await page.getByRole('radio', { name: words.pages.both }).click()
  await expect(page.locator('.desk-view.both [data-page=drawn]')).toHaveCount(2)
  await expect(pager).toHaveText(preview.of(2, 3))
  await expect(page.getByRole('img', { name: preview.picture(words.common.pageOf(2, 3)) })).toBeVisible()
  await look(page, 'send-cover-second-both')
  await page.getByRole('radio', { name: preview.sealed }).click()
  await expect(page.getByRole('img', { name: preview.picture(words.common.pageOf(2, 3)) })).toHaveAttribute(
    'data-page',
    'drawn',
  )
  await page.keyboard.press('v')
  await page.getByRole('option', { name: strip.page(1, 1, 1, 1, 0) }).click()
  await expect(pager).toHaveText(preview.of(3, 3))
}

/** What the sheet cannot print is said before it goes, by the name of its field, and can be looked at. */
async function cutFieldsNamed(page: Page): Promise<void> {
  const { cover, checks } = words.send
  await page.getByRole('textbox', { name: `${cover.reference} · ${cover.referenceNote}` }).fill('Case \u{1F9EA} 4')
  const all = page.getByRole('button', { name: checks.title })
  if ((await all.getAttribute('aria-expanded')) === 'false') await all.click()
  const said = page.getByRole('listitem').filter({ hasText: checkWords['cover-shortened'].says })
  await expect(said).toContainText(checks.cutFields([checks.coverCut.reference]))
  await said.getByRole('button', { name: checks.goToCover }).click()
  await expect(page.locator('.pager')).toHaveText(words.send.preview.cover(1, 2))
  const shown = page.getByRole('img', { name: words.send.preview.picture(words.send.strip.coverPage(1, 2)) })
  await expect(shown).toHaveAttribute('data-page', 'drawn')
  await said.scrollIntoViewIfNeeded()
  await look(page, 'send-cover-cut')
}
