/** Servers of one's own: the form shows what has to be pasted there, and a gateway is added and found ready. */
import { asteriskDialplan } from '#app/domain/line-kinds/own/asterisk-dialplan.ts'
import { words } from '#app/words/index.ts'
import { faxbotService } from '#test/given/faxbot/service.ts'
import { expect, look, openDesk, test } from './fixtures.ts'

const text = words.lines
const key = 'fbk_live_0123456789ab_hush'

test('the dialplan for an Asterisk server is there to copy, by keyboard too', async ({ desk }) => {
  const page = await openDesk(desk)
  await page.getByRole('button', { name: words.settings.title }).first().click()
  await page.getByRole('button', { name: text.add }).click()
  const dialog = page.getByRole('dialog')
  const plan = dialog.getByLabel(text.kinds.asterisk.paste?.label ?? '')
  await expect(plan).toHaveCount(0)
  await dialog.getByLabel(text.form.kind).selectOption('asterisk')
  await expect(plan).toHaveValue(asteriskDialplan)
  await dialog.getByLabel(text.kinds.asterisk.fields.protectedFolder.label).focus()
  await page.keyboard.press('Tab')
  await expect(plan).toBeFocused()
  // All of it is marked, so that copying is one key more.
  await expect(plan).toHaveJSProperty('selectionEnd', asteriskDialplan.length)
  await look(page, 'lines-asterisk')
})

test('a gateway is added, and stops while a company behind it has no agreement', async ({ desk }) => {
  const gateway = await faxbotService(key)
  gateway.wishes.backend = 'signalwire'
  const page = await openDesk(desk)
  const own = text.kinds.faxbot.fields
  await page.getByRole('button', { name: words.settings.title }).first().click()
  await page.getByRole('button', { name: text.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text.form.kind).selectOption('faxbot')
  await dialog.getByLabel(text.form.name, { exact: true }).fill('Gateway')
  await dialog.getByLabel(own.address.label).fill(gateway.address)
  await dialog.getByLabel(own.key.label).fill(key)
  await look(page, 'lines-faxbot')
  await dialog.getByRole('button', { name: text.form.addButton }).click()
  const card = page.getByRole('article', { name: 'Gateway' })
  await card.getByRole('button', { name: text.check }).click()
  await expect(card.getByText(text.findings['company-behind'].says)).toBeVisible()
  await gateway.close()
})
