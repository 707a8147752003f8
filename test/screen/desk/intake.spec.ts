/** Files that cannot become pages: each says what is wrong and what to do, and leaves nothing behind. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { documentLimits, documentRefusals } from '#app/domain/pages/document.ts'
import { faultText, words } from '#app/words/index.ts'
import { bilevel, coded, fieldsOf, madeTiff } from '#test/unit/documents/intake/made.ts'
import { madePages } from '#test/given/samples/made.ts'
import { dropFiles, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'

const bad = [
  ['truncated.pdf', 'damaged'],
  ['not-a-pdf.pdf', 'unknown-kind'],
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
    if (refusal === 'damaged') await look(page, 'send-refused')
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

test('a protected file asks for its password until it fits, and is left out when nobody knows it', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('encrypted-password.pdf')])
  const dialog = page.getByRole('dialog', { name: words.send.password.title })
  const field = dialog.getByLabel(words.send.password.label, { exact: true })
  await expect(field).toBeFocused()
  await field.fill('not it')
  await field.press('Enter')
  await expect(dialog.getByText(words.send.password.wrong)).toBeVisible()
  await look(page, 'send-password')
  await expect(field).toHaveValue('')
  await field.fill('open-sesame-42')
  await dialog.getByRole('button', { name: words.send.password.open }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(async () => (await granted(page, 'drafts.list', {})).drafts[0]?.pages).toBe(3)
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('encrypted-password.pdf')])
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(words.send.reading.refused('encrypted-password.pdf'))).toBeVisible()
})

test('scans, a PDF and one of several pieces in one drop become one packet, in order', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  const scan = bilevel(850, 1100)
  const tiff = madeTiff(
    [1, 2].map(() => ({ fields: fieldsOf(scan, 'g4'), strip: coded(scan, 'g4') })),
    { big: false, little: true },
  )
  const file = test.info().outputPath('scan.tif')
  writeFileSync(file, tiff)
  const long = madePages(1, '', [{ dictionary: '', stream: new Uint8Array(2.5 * documentLimits.pieceBytes) }])
  const longFile = test.info().outputPath('long.pdf')
  writeFileSync(longFile, long)
  await dropFiles(page, [file, sample('text-1p.pdf'), longFile])
  await expect.poll(async () => (await granted(page, 'drafts.list', {})).drafts[0]?.pages).toBe(5)
  const { drafts } = await granted(page, 'drafts.list', {})
  const [first] = drafts
  if (!first) throw new Error('no draft')
  const draft = await granted(page, 'drafts.open', { id: first.id })
  expect(draft.documents.map(({ name }) => name)).toEqual(['scan.tif', 'text-1p.pdf', 'long.pdf'])
  expect(draft.documents[2]).toMatchObject({ sha256: createHash('sha256').update(long).digest('hex') })
  await look(page, 'send-scans')
})
