/** A real line, from nothing to ready: connection, agreement, check; and what stops it on the way. */
import type { Page } from '@playwright/test'
import { qualityWords, words } from '#app/words/index.ts'
import { fakeServer } from '#test/given/hylafax/server.ts'
import { phaxioService } from '#test/given/phaxio/service.ts'
import { dropFiles, sample } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test } from './fixtures.ts'

const text = words.lines
const own = text.kinds.hylafax.fields

test('a fax server is added, its agreement recorded, and a check makes it ready', async ({ desk }) => {
  const server = await fakeServer({ user: 'clinic', password: 'lantern' })
  const page = await openDesk(desk)
  await page.getByRole('button', { name: words.settings.title }).first().click()
  await page.getByRole('button', { name: text.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.form.name, { exact: true }).fill('Office server')
  await dialog.getByLabel(own.host.label, { exact: true }).fill('127.0.0.1')
  await dialog.getByLabel(own.port.label, { exact: true }).fill(String(server.port))
  await dialog.getByLabel(own.user.label, { exact: true }).fill('clinic')
  await dialog.getByLabel(own.password.label, { exact: true }).fill('not the one')
  await look(page, 'lines-add')
  await dialog.getByRole('button', { name: text.form.addButton }).click()

  const card = page.getByRole('article', { name: 'Office server' })
  await expect(card.getByText(text.agreements.none)).toBeVisible()
  await expect(card.getByText(text.standings['no-agreement'], { exact: true })).toBeVisible()

  await card.getByRole('button', { name: text.agreement, exact: true }).click()
  await dialog.getByLabel(text.agree.kind).selectOption('conduit')
  await dialog.getByRole('button', { name: text.agree.record }).click()
  await expect(dialog.getByText('not a mere conduit')).toBeVisible()
  await dialog.getByLabel(text.agree.kind).selectOption('own-server')
  await dialog.getByLabel(text.agree.operator).fill('Ferris IT')
  await dialog.getByLabel(text.agree.since).fill('2026-01-05')
  await look(page, 'lines-agreement')
  await dialog.getByRole('button', { name: text.agree.record }).click()
  await expect(card.getByText(text.runBy('Ferris IT'))).toBeVisible()

  await card.getByRole('button', { name: text.check }).click()
  await expect(card.getByText(text.findings['sign-in-refused'].says)).toBeVisible()
  await look(page, 'lines-stopped')

  await card.getByRole('button', { name: text.change, exact: true }).click()
  await dialog.getByLabel(own.password.label, { exact: true }).fill('lantern')
  await dialog.getByRole('button', { name: text.form.save }).click()
  await expect(card.getByText(text.standings.unchecked, { exact: true })).toBeVisible()
  await card.getByRole('button', { name: text.check }).click()
  await expect(card.getByText(text.standings.ready, { exact: true })).toBeVisible()
  await look(page, 'lines-ready')
  expect((await granted(page, 'lines.list', {})).lines.map(({ name }) => name)).toContain('Office server')
  await server.close()
})

test('a cloud line: its own form, a signed paper, what it cannot do, and its findings under Checks', async ({
  desk,
}) => {
  const service = await phaxioService('live', 'hush')
  const page = await openDesk(desk)
  const cloud = text.kinds.phaxio.fields
  await page.getByRole('button', { name: words.settings.title }).first().click()
  await page.getByRole('button', { name: text.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.form.kind).selectOption('phaxio')
  await dialog.getByLabel(text.form.name, { exact: true }).fill('Cirrus Fax')
  await dialog.getByLabel(cloud.address.label).fill(service.address)
  await dialog.getByLabel(cloud.key.label).fill('live')
  await dialog.getByRole('button', { name: text.form.addButton }).click()
  await expect(dialog.getByText(text.form.missing(cloud.secret.label))).toBeVisible()
  await look(page, 'lines-add-cloud')
  await dialog.getByLabel(cloud.secret.label).fill('hush')
  await dialog.getByRole('button', { name: text.form.addButton }).click()

  const card = page.getByRole('article', { name: 'Cirrus Fax' })
  await card.getByText(text.cannotTitle).click()
  await expect(card.getByText('It does not tell how many pages of a broken-off call went through.')).toBeVisible()
  await card.getByRole('button', { name: text.agreement, exact: true }).click()
  await dialog.getByLabel(text.agree.company).fill('Cirrus Fax Inc')
  await dialog.getByLabel(text.agree.practice).fill('Dana Ferris')
  await dialog.getByLabel(text.agree.signed).fill('2026-01-05')
  await dialog.getByLabel(text.agree.services).fill('Fax API')
  const file = { name: 'baa.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') }
  await dialog.getByLabel(text.agree.paper).setInputFiles(file)
  await look(page, 'lines-agreement-baa')
  await dialog.getByRole('button', { name: text.agree.record }).click()
  await card.getByRole('button', { name: text.check }).click()
  await expect(card.getByText(text.standings.ready, { exact: true })).toBeVisible()
  await look(page, 'lines-cloud')

  await page
    .getByRole('navigation', { name: words.settings.title })
    .getByRole('button', { name: text.checks.title })
    .click()
  await expect(page.getByText(text.findings['weak-evidence'].says)).toBeVisible()
  await look(page, 'lines-checks')
  await formChosen(page)
  await service.close()
})

/** Over a line that offers both, pages go as prepared until somebody chooses the original, and each says what arrives. */
async function formChosen(page: Page): Promise<void> {
  const { options, preview } = words.send
  await page.keyboard.press('Control+n')
  await page.getByText(words.send.drop.title).waitFor()
  await dropFiles(page, [sample('text-1p.pdf')])
  await page.getByRole('button', { name: options.title }).click()
  const forms = page.getByRole('radiogroup', { name: options.form })
  await expect(forms.getByRole('radio', { name: options.forms.prepared })).toBeChecked()
  await expect(page.getByText(options.formNotes.prepared)).toBeVisible()
  await forms.getByRole('radio', { name: options.forms.original }).click()
  await expect(page.getByText(options.formNotes.original)).toBeVisible()
  const bar = await page.locator('.desk-bar').boundingBox()
  expect(bar?.height).toBeLessThan(60)
  await page.getByRole('radio', { name: preview.sealed }).click()
  await expect(page.getByText(preview.sealedNote.original)).toBeVisible()
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.getByRole('radio', { name: preview.received }).click()
  const note = page.locator('.desk-said')
  await expect(note).toHaveText(preview.receivedNote.original(qualityWords.fine, '204×196'))
  const across = async (mark: string) => {
    const box = await page.locator(mark).boundingBox()
    return box ? ([box.x, box.x + box.width] as const) : ([0, 0] as const)
  }
  const [desk, said] = [await across('.desk-view-frame'), await across('.desk-said')]
  expect(said[0]).toBeGreaterThanOrEqual(desk[0])
  expect(said[1]).toBeLessThanOrEqual(desk[1])
  // The box that includes a page can be clicked, whatever else its row offers.
  expect((await across('.thumb.cur .tools'))[0]).toBeGreaterThanOrEqual((await across('.thumb.cur .check-box'))[1])
  await expect(page.locator('.received[data-page=drawn]')).toBeVisible()
  await look(page, 'send-form-original')
}
