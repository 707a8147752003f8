/**
 * One running desk a test, with a folder of its own. `look` is what every screen must stand: axe finds nothing, and a
 * picture is kept for people to look at.
 */
import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Input, OperationName, Output } from '#app/contract/index.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { startDesktop, root, type Desktop } from '#test/given/desktop.ts'
import { administrator, cardiology, practice, type Recipient, sidebar } from '#test/given/walk/steps.ts'

export { expect } from '@playwright/test'

export const test = base.extend<{ desk: Desktop }>({
  desk: async ({ browserName: _browserName }, use) => {
    const desk = await startDesktop()
    await use(desk)
    await desk.close()
  },
})

const pictures = path.join(root, 'test-results', 'pictures')

/** Keeps a picture and expects axe to find nothing to mend. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  // Behind a dialog something may well be waiting for its answer.
  const dialog = page.locator('dialog:modal').last()
  await expect(((await dialog.count()) > 0 ? dialog : page).locator('.spin')).toHaveCount(0)
  // Colours are judged at rest: a fading button has the contrast of neither end.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity)
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)))
  })
  await page.screenshot({ path: path.join(pictures, `${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    name,
  ).toEqual([])
}

type Bridge = { readonly faxdesk: { readonly call: (name: string, input: unknown) => Promise<unknown> } }

/** A call through the page's own bridge and the door. */
export async function call<N extends OperationName>(page: Page, name: N, input: Input<N>): Promise<Outcome<Output<N>>> {
  const answer = await page.evaluate(([name, input]) => (window as unknown as Bridge).faxdesk.call(name, input), [
    name,
    input,
  ] as const)
  return answer as Outcome<Output<N>>
}

/** The value of a call that must be granted. */
export async function granted<N extends OperationName>(page: Page, name: N, input: Input<N>): Promise<Output<N>> {
  const outcome = await call(page, name, input)
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.fault)}`)
  return outcome.value
}

/** A desk that was set up, with its administrator signed in: what many tests begin with. */
export async function openDesk(desk: Desktop): Promise<Page> {
  const page = await desk.page()
  await page.getByRole('heading').first().waitFor()
  const { name, password } = administrator
  const { address, ...facts } = practice
  const made = await granted(page, 'setup.create', {
    practice: { ...facts, addressLines: [address] },
    administrator: { name, password },
  })
  await granted(page, 'setup.confirmRecovery', { group: 0, text: made.recoveryGroups[0] ?? '' })
  // Most tests sign in with a password alone; codes have tests of their own.
  await granted(page, 'settings.change', { requireCodes: false })
  await page.reload()
  await sidebar(page).waitFor()
  return page
}

/** A contact whose number was called back. */
export async function verifiedContact(page: Page, recipient: Recipient = cardiology) {
  const { organisation, department, voice, fax, spokeWith } = recipient
  const contact = await granted(page, 'contacts.add', {
    fields: { organisation, department, voice, person: '', note: '' },
    fax,
  })
  const numberId = contact.numbers[0]?.id
  if (!numberId) throw new Error('a contact without a number')
  return granted(page, 'contacts.verifyByCallBack', {
    numberId,
    called: voice,
    foundOn: 'website',
    spokeWith,
    heard: fax,
  })
}
