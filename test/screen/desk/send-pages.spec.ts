/** The preview: hiding parts of pages, what may not be readable, both pictures side by side, and pages of two patients. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { checkWords, findingWords, repairWords, words } from '#app/words/index.ts'
import { startTools } from '#test/bench/documents/kinds.ts'
import { scanPdf, writtenPage } from '#test/given/made/legible.ts'
import { madePages } from '#test/given/samples/made.ts'
import { greyPage, scrawl, worn } from '#test/given/made/scanned.ts'
import { dropFiles, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'

const { hide, findings, different } = words.pages

const written = (name: string, bytes: Uint8Array): string => {
  const file = path.join(test.info().outputPath(), `${name}.pdf`)
  writeFileSync(file, bytes)
  return file
}

async function dropped(page: Page, file: string): Promise<void> {
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [file])
  await page.locator('.desk-paper [data-page=drawn]').first().waitFor()
}

const savedPages = async (page: Page) => {
  const { drafts } = await granted(page, 'drafts.list', {})
  const id = drafts[0]?.id
  return id ? (await granted(page, 'drafts.open', { id })).content.pages : []
}

test('parts are hidden by pointer, by keys and by words, undone, and gone from what is sealed', async ({ desk }) => {
  const page = await openDesk(desk)
  await dropped(page, written('two', madePages(2)))
  await page.getByRole('button', { name: hide.button }).click()
  const layer = page.getByRole('group', { name: hide.layer })
  const room = await layer.boundingBox()
  if (!room) throw new Error('no page')
  await page.mouse.move(room.x + room.width * 0.1, room.y + room.height * 0.4)
  await page.mouse.down()
  await page.mouse.move(room.x + room.width * 0.5, room.y + room.height * 0.45, { steps: 4 })
  await page.mouse.up()
  await layer.focus()
  await page.keyboard.press('Enter')
  const second = page.getByRole('button', { name: hide.box(2) })
  await expect(second).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await savedPages(page))[0]?.boxes?.length).toBe(2)
  await look(page, 'send-hiding')
  await page.keyboard.press('Delete')
  await expect.poll(async () => (await savedPages(page))[0]?.boxes?.length).toBe(1)
  await page.getByLabel(hide.search).fill('SHEET number')
  await page.keyboard.press('Enter')
  await expect(page.getByText(hide.found(2, 2))).toBeVisible()
  await expect.poll(async () => (await savedPages(page)).map(({ boxes }) => boxes?.length)).toEqual([2, 1])
  await page.getByRole('button', { name: words.send.strip.undo }).click()
  await expect.poll(async () => (await savedPages(page)).map(({ boxes }) => boxes?.length ?? 0)).toEqual([1, 0])
  await page.getByRole('button', { name: hide.done }).click()
  await page.getByRole('radio', { name: words.send.preview.sealed }).click()
  await expect(page.getByText(words.send.preview.sealedNote.prepared)).toBeVisible()
})

test('small pale writing is shown as it will arrive, and a repair takes the finding away', async ({ desk }) => {
  const page = await openDesk(desk)
  const lines = ['Ferritin 64.2 reference 15 to 150', 'Glucose 92 reference 70 to 99']
  await dropped(page, written('pale', writtenPage(lines, { sizePt: 7, grey: 0xc8 })))
  const card = page.getByRole('region', { name: findingWords['grey-text'].title })
  await expect(card).toBeVisible()
  await expect(card.getByText(findings.numbers.decimals)).toBeVisible()
  await expect.poll(() => card.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1728)
  await look(page, 'send-finding')
  await card.getByRole('button', { name: repairWords.darken }).click()
  await expect(card).toHaveCount(0)
  await expect.poll(async () => (await savedPages(page))[0]?.repairs).toEqual({ darken: true })
  await page.getByRole('button', { name: words.send.strip.undo }).click()
  await expect(card).toBeVisible()
  const checks = page.getByRole('button', { name: words.send.checks.title })
  if ((await checks.getAttribute('aria-expanded')) === 'false') await checks.click()
  const said = page.getByText(checkWords['hard-to-read'].says)
  await expect(said).toBeVisible()
  await page.getByRole('button', { name: words.send.checks.goToPage }).click()
  await look(page, 'send-finding-checked')
  await card.getByRole('button', { name: findings.leave }).click()
  await expect(card).toHaveCount(0)
  await expect(said).toHaveCount(0)
  await expect.poll(async () => (await savedPages(page))[0]?.left).toEqual(['grey-text'])
})

test('writing that is too small is enlarged, and shown as it will arrive', async ({ desk }) => {
  const page = await openDesk(desk)
  const lines = ['Ferritin 64.2 reference 15 to 150', 'Glucose 92 reference 70 to 99']
  await dropped(page, written('small', writtenPage(lines, { sizePt: 4.4, grey: 0 })))
  const card = page.getByRole('region', { name: findingWords['small-text'].title })
  await expect(card).toBeVisible()
  await look(page, 'send-small')
  await card.getByRole('button', { name: repairWords.enlarge }).click()
  await expect(card).toHaveCount(0)
  await expect.poll(async () => (await savedPages(page))[0]?.repairs?.enlarge?.width ?? 1).toBeLessThan(0.5)
  await page.getByRole('radio', { name: words.pages.both }).click()
  await expect(page.locator('.desk-view.both [data-page=drawn]')).toHaveCount(2)
  // At standard and superfine the picture's own shape is not the page's: cutting it to fit would hide half the page.
  await expect(page.locator('.desk-view.both .received')).toHaveCSS('object-fit', 'fill')
  await look(page, 'send-enlarged')
  await page.getByRole('button', { name: words.send.strip.undo }).click()
  await page.getByRole('radio', { name: words.send.preview.original, exact: true }).click()
  await expect(card).toBeVisible()
})

test('V goes round to both pictures side by side', async ({ desk }) => {
  const page = await openDesk(desk)
  await dropped(page, sample('text-1p.pdf'))
  for (const name of [words.send.preview.sealed, words.send.preview.received, words.pages.both]) {
    await page.keyboard.press('v')
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked()
  }
  await expect(page.locator('.desk-view.both .desk-paper')).toHaveCount(2)
  await expect(page.locator('.desk-view.both [data-page=drawn]')).toHaveCount(2)
  await look(page, 'send-side-by-side')
  await granted(page, 'preferences.change', { hideDetails: true })
  await expect(page.locator('.desk-view.both .covered-page')).toHaveCount(2)
  await expect(page.locator('.desk-view.both canvas')).toHaveCount(0)
  await granted(page, 'preferences.change', { hideDetails: false })
  await expect(page.locator('.desk-view.both [data-page=drawn]')).toHaveCount(2)
  await page.keyboard.press('v')
  await expect(page.getByRole('radio', { name: words.send.preview.original, exact: true })).toBeChecked()
  await sharpAndOfTheService(page)
})

/** The packet as it goes is a picture in this window's own pixels at any zoom, and is never opened here. */
async function sharpAndOfTheService(page: Page): Promise<void> {
  await page.keyboard.press('v')
  const sheet = page.locator('.sealed[data-page=drawn]')
  await expect(sheet).toBeVisible()
  const sizes = () =>
    sheet.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.clientWidth * devicePixelRatio] as const)
  const [before] = await sizes()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect
    .poll(async () => {
      const [drawn, shown] = await sizes()
      return drawn > before * 1.4 && Math.abs(drawn - shown) < 2
    })
    .toBe(true)
  await page.keyboard.press('0')
  await expect.poll(async () => (await sizes())[0]).toBe(before)
  await page.evaluate(() => {
    const own = window.fetch
    window.fetch = () => {
      window.fetch = own
      return Promise.reject(new Error('gone'))
    }
  })
  await page.getByRole('option', { name: words.send.strip.coverPage(1, 1) }).click()
  await expect(page.getByText(words.send.preview.notDrawn)).toBeVisible()
  await look(page, 'send-not-drawn')
  await page.locator('.desk-view').getByRole('button', { name: words.common.again }).click()
  await expect(page.locator('.sealed[data-page=drawn]')).toBeVisible()
  await expect(page.locator('.desk-view')).toBeFocused()
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect(asked.filter((name) => name.includes('/document/received/')).length).toBeGreaterThan(1)
  expect(asked.filter((name) => name.includes('/document/packet/'))).toEqual([])
}

test('pages of two patients raise one calm word, which can be put aside', async ({ desk }) => {
  const page = await openDesk(desk)
  await dropped(page, sample('referral-10p.pdf'))
  const note = page.locator('.differs')
  await expect(note).toBeVisible()
  await look(page, 'send-differs')
  await note.getByRole('button', { name: different.leave }).click()
  await expect(note).toHaveCount(0)
  await dropFiles(page, [written('scans', await scansOf(['Patient: Dana Testcase', 'DOB: 01/09/1961', 'Seen today.']))])
  await expect(note).toContainText(different.title([12]))
  await expect(note).toContainText(different.scanned)
  await page.getByRole('button', { name: words.send.checks.title }).click()
  await page.getByText(different.unread([11])).scrollIntoViewIfNeeded()
  await look(page, 'send-differs-scan')
})

/** Two scans: one that nobody can read, and this. */
async function scansOf(lines: readonly string[]): Promise<Uint8Array> {
  const page = greyPage(await startTools(), writtenPage(lines, { sizePt: 11, grey: 0 }))
  return scanPdf(scrawl(), worn(page, { seed: 1 }))
}
