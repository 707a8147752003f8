/** People at the desk: codes before anything else, risky acts proven, roles, handing over, emergencies. */
import type { Page } from '@playwright/test'
import { words } from '#app/words/index.ts'
import type { Desktop } from '#test/given/desktop.ts'
import { administrator, sidebar, signIn } from '#test/given/walk/steps.ts'
import { expect, granted, look, openDesk, test } from '../fixtures.ts'
import { phone } from '#test/given/phone.ts'
import { sentFax } from '../sent-fax.ts'

const password = 'seventeen green lanterns'
const { people, signIn: gate, emergency } = words

async function relock(desk: Desktop, page: Page): Promise<Page> {
  const locked = await desk.rebuilt(() => page.keyboard.press('Control+l'))
  await locked.getByLabel(gate.password).first().waitFor()
  return locked
}

async function settingsPart(page: Page, part: string): Promise<void> {
  await sidebar(page).getByRole('button', { name: words.shell.settings }).click()
  await page.locator(`[data-part="${part}"]`).click()
}

async function dark(page: Page, act: () => Promise<void>): Promise<void> {
  await granted(page, 'preferences.change', { theme: 'dark' })
  await act()
  await granted(page, 'preferences.change', { theme: 'light' })
}

/** The desk's clock goes on by three minutes: what was proven at sign-in no longer is. */
const later = (desk: Desktop) =>
  desk.app.evaluate(() => {
    const real = Date.now
    Date.now = () => real() + 180_000
  })

test('a role that needs codes sets them up at sign-in, before anything else', async ({ desk }) => {
  const page = await openDesk(desk)
  await granted(page, 'settings.change', { requireCodes: true })
  const locked = await relock(desk, page)
  await signIn(locked)
  await locked.getByRole('heading', { name: gate.codesFirst.title }).waitFor()
  await locked.getByRole('img', { name: words.settings.secondFactor.qr }).waitFor()
  await expect(sidebar(locked)).toHaveCount(0)
  await look(locked, 'codes-first')
  await dark(locked, () => look(locked, 'codes-first-dark'))
  const secret = (await locked.locator('.otp-secret').textContent()) ?? ''
  await locked.getByLabel(words.settings.secondFactor.firstCode).fill(phone(secret))
  await locked.keyboard.press('Enter')
  await locked.getByRole('heading', { name: words.settings.secondFactor.backupTitle }).waitFor()
  await look(locked, 'codes-first-backup')
  await locked.getByRole('button', { name: gate.codesFirst.open }).click()
  await sidebar(locked).waitFor()
})

test('a risky act asks once who it is, and then goes through', async ({ desk }) => {
  const page = await openDesk(desk)
  await settingsPart(page, 'people')
  await page.getByRole('button', { name: people.add }).click()
  const dialog = page.getByRole('dialog', { name: people.adding.title })
  await dialog.getByLabel(people.adding.fullName).fill('Robin Castellane')
  await dialog.getByLabel(people.adding.password, { exact: true }).fill(password)
  await later(desk)
  await page.keyboard.press('Control+Enter')
  const proof = page.getByRole('dialog', { name: gate.proof.title })
  await expect(proof.getByLabel(gate.proof.password, { exact: true })).toBeFocused()
  await page.keyboard.type('not the password at all')
  await page.keyboard.press('Enter')
  await proof.getByText(gate.proof.passwordWrong).waitFor()
  await look(page, 'proof')
  await dark(page, () => look(page, 'proof-dark'))
  await proof.getByLabel(gate.proof.password, { exact: true }).fill(administrator.password)
  await page.keyboard.press('Enter')
  await page.getByText(people.adding.added('Robin C.')).waitFor()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('roles have the practice’s words; who is disabled leaves work that is handed over', async ({ desk }) => {
  const page = await openDesk(desk)
  const robin = await granted(page, 'people.add', { name: 'Robin Castellane', roles: ['sender'], password })
  await granted(page, 'people.add', { name: 'Noor Iyer', roles: ['supervisor'], password })
  await sentFax(page, 'Wrenfield Orthopedics', '(202) 555-0113')
  const theirs = await relock(desk, page)
  await granted(theirs, 'session.signIn', { personId: robin.id, password })
  await sidebar(theirs).waitFor()
  await granted(theirs, 'drafts.create', {})
  await theirs.getByRole('row').filter({ hasText: 'Wrenfield' }).click()
  await theirs.getByText(emergency.notYours).waitFor()
  await look(theirs, 'not-yours')
  await theirs.getByRole('button', { name: emergency.open }).click()
  await theirs.getByRole('dialog').getByLabel(emergency.note).fill('The surgeon waits on the phone.')
  await look(theirs, 'emergency')
  await dark(theirs, () => look(theirs, 'emergency-dark'))
  await theirs.getByRole('button', { name: emergency.act }).click()
  await theirs.getByRole('complementary').getByRole('heading', { name: 'Wrenfield Orthopedics' }).waitFor()
  await sidebar(theirs).getByRole('button', { name: words.shell.drafts }).click()
  await theirs.getByRole('button', { name: words.handOver.act }).click()
  await look(theirs, 'hand-over')
  await theirs.getByRole('dialog').getByRole('button', { name: words.common.cancel }).click()
  const back = await relock(desk, theirs)
  await granted(back, 'session.signIn', {
    personId: (await granted(back, 'app.status', {})).people[0]?.id ?? robin.id,
    password: administrator.password,
  })
  await back.getByText(emergency.banner(1)).waitFor()
  await look(back, 'emergency-banner')
  await back.getByRole('button', { name: emergency.look }).click()
  await back.getByRole('dialog').getByText('The surgeon waits on the phone.').waitFor()
  await look(back, 'emergency-list')
  await dark(back, () => look(back, 'emergency-list-dark'))
  await back.getByRole('button', { name: words.common.close }).last().click()
  await settingsPart(back, 'people')
  await back.getByRole('button', { name: people.rename }).click()
  await back.getByRole('dialog').getByLabel(people.roles.sender).fill('Front desk')
  await look(back, 'role-names')
  await back.keyboard.press('Control+Enter')
  await expect(back.getByRole('columnheader', { name: 'Front desk' })).toBeVisible()
  await back.getByRole('button', { name: people.change('Robin Castellane') }).click()
  await back.getByRole('button', { name: people.changing.disable }).click()
  await back.getByRole('dialog').getByRole('button', { name: people.changing.disable }).click()
  await back.getByRole('dialog').getByText(people.work.drafts(1)).waitFor()
  await look(back, 'open-work')
  await back.getByRole('button', { name: people.work.act }).click()
  await expect(back.getByRole('dialog')).toHaveCount(0)
  await look(back, 'people')
  await dark(back, () => look(back, 'people-dark'))
  await settingsPart(back, 'security')
  await look(back, 'security')
})
