/** Verification, alerts and the other log on screen: by keyboard, in light and dark, and axe finds nothing. */
import { words } from '#app/words/index.ts'
import { call, expect, granted, look, openDesk, test } from '../fixtures.ts'
import { sidebar } from '#test/given/walk/steps.ts'

test('alerts are counted beside the record, looked at, and the settings are approved', async ({ desk }) => {
  const page = await openDesk(desk)
  for (let time = 0; time < 5; time += 1) await call(page, 'session.prove', { password: 'not the password at all' })
  await expect(page.getByText(words.alerts.open(1))).toBeAttached()
  await sidebar(page).getByRole('button', { name: words.shell.audit }).press('Enter')
  await page.getByRole('tab', { name: words.auditScreen.activity }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(words.alerts.kinds.refusals.title)).toBeVisible()
  await look(page, 'audit-alerts')
  await page.getByRole('button', { name: words.alerts.approve }).press('Enter')
  await expect(page.getByText(words.alerts.approve)).toBeHidden()
  await granted(page, 'preferences.change', { theme: 'dark' })
  await look(page, 'audit-alerts-dark')
  await page.getByRole('button', { name: words.alerts.acknowledge }).press('Enter')
  await expect(page.getByRole('tab', { name: words.alerts.tab(0), exact: true })).toBeVisible()
  await look(page, 'audit-alerts-seen-dark')
})

test('the other log is set, says what is wrong, and nothing is lost; verifying ends in a banner', async ({ desk }) => {
  const page = await openDesk(desk)
  await sidebar(page).getByRole('button', { name: words.shell.settings }).press('Enter')
  await page.getByRole('button', { name: words.sink.part }).press('Enter')
  await expect(page.getByText(words.sink.none)).toBeVisible()
  await page.getByRole('radio', { name: words.sink.kinds.none }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByLabel(words.sink.host).fill('127.0.0.1')
  await page.getByLabel(words.sink.port).fill('1')
  await look(page, 'settings-log')
  await page
    .getByLabel(words.sink.authority)
    .setInputFiles({ name: 'ca.pem', mimeType: 'text/plain', buffer: Buffer.from('-----BEGIN CERTIFICATE-----\n') })
  await page.getByRole('button', { name: words.sink.save, exact: true }).press('Enter')
  await expect(page.getByText(words.sink.invalid.authority)).toBeVisible()
  await granted(page, 'sink.toSyslog', { name: 'front-desk-1', host: '127.0.0.1', port: 1 })
  await page.getByRole('button', { name: words.sink.test }).press('Enter')
  await expect(page.getByRole('region', { name: words.sink.status })).toContainText(words.sink.troubles.refused)
  await granted(page, 'preferences.change', { theme: 'dark' })
  await look(page, 'settings-log-trouble-dark')
  await sidebar(page).getByRole('button', { name: words.shell.audit }).press('Enter')
  await page.getByRole('button', { name: words.audit.verifyNow }).press('Enter')
  await expect(page.getByText(/Chain verified/).first()).toBeVisible()
})
