/** Files that cannot become pages: each says what is wrong and what to do, and leaves nothing behind. */
import { documentRefusals } from '#app/domain/document.ts'
import { faultText, words } from '#app/words/index.ts'
import { dropFiles, sample } from '#test/given/steps.ts'
import { expect, granted, look, openDesk, test } from './fixtures.ts'

const bad = [
  ['encrypted-password.pdf', 'encrypted'],
  ['truncated.pdf', 'damaged'],
  ['not-a-pdf.pdf', 'not-a-pdf'],
  ['empty.pdf', 'empty'],
] as const

test('a file that cannot be used is refused in plain words and the draft stays as it was', async ({ desk }) => {
  const page = await openDesk(desk)
  for (const [file, refusal] of bad) {
    expect(documentRefusals).toContain(refusal)
    await page.keyboard.press('Control+n')
    await page.getByText(words.send.drop.title).waitFor()
    await dropFiles(page, [sample(file)])
    await expect(page.getByText(faultText({ code: 'document', refusal }), { exact: false }).first()).toBeVisible()
    if (refusal === 'encrypted') await look(page, 'send-refused')
    await page.keyboard.press('Escape')
  }
  const { drafts } = await granted(page, 'drafts.list', {})
  expect(drafts.filter(({ pages }) => pages > 1)).toEqual([])
})

test('good and bad files together: the good one is taken in, the bad one is named', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('text-1p.pdf'), sample('truncated.pdf')])
  await expect(page.getByText(words.send.reading.refused('truncated.pdf'))).toBeVisible()
  await expect.poll(async () => (await granted(page, 'drafts.list', {})).drafts[0]?.pages).toBe(2)
})

test('a scan dropped on any screen begins a fax', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.getByRole('heading', { name: words.deliveryScreen.title, level: 1 }).waitFor()
  await dropFiles(page, [sample('text-1p.pdf')])
  await page.getByRole('heading', { name: words.send.title }).waitFor()
  await expect.poll(async () => (await granted(page, 'drafts.list', {})).drafts[0]?.pages).toBe(2)
})
