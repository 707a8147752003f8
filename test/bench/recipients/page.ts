/**
 * The picker where people use it: in the page of a running desk whose book has fifty thousand contacts, from a letter
 * typed until the choices that answer it are in the list. Round trip, search and drawing are all in it.
 */
import type { Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { chooseElectron } from '#build/electron.mjs'
import { bundle } from '#build/bundle.mjs'
import { words } from '#app/words/index.ts'
import { openStore, storeFileIn } from '#main/store/open.ts'
import type { Store } from '#main/store/store.ts'
import { vaultOver } from '#main/vault/open-vault.ts'
import { passwordKeyInThread } from '#main/vault/password-key.ts'
import { assets } from '#test/given/application.ts'
import { noKeychain } from '#test/given/keychain.ts'
import { valueOf } from '#test/given/outcome.ts'
import { figureLine, median, percentile, print } from '../figure.ts'
import type { Draw, Recipient } from './book.ts'
import { sidebar } from '#test/given/walk/steps.ts'

chooseElectron()
const { startDesktop } = await import('#test/given/desktop.ts')
const { administrator, dropFiles, sample, signIn } = await import('#test/given/walk/steps.ts')
const { openDesk } = await import('#test/screen/fixtures.ts')

/** The store of a desk that was set up in this folder and ended again. Whoever opens it closes it. */
export async function storeOfDesk(folder: string): Promise<Store> {
  await bundle()
  const desk = await startDesktop({ folder })
  await openDesk(desk)
  await desk.close()
  const passwordKey = passwordKeyInThread(assets.argon2Worker)
  const vault = vaultOver({ dataFolder: folder, chance: { bytes: randomBytes }, keychain: noKeychain, passwordKey })
  const [face] = valueOf(await vault.faces())
  if (!face) throw new Error('a desk without anybody')
  const keys = valueOf(await vault.openWithPassword(face.id, administrator.password))
  return valueOf(await openStore({ file: storeFileIn(folder), key: keys.store }))
}

const rounds = 40

/** Names and numbers of the book, and names with a slip in them, letter by letter into the picker of a draft. */
export async function benchPickerInPage(folder: string, book: readonly Recipient[], draw: Draw): Promise<void> {
  const desk = await startDesktop({ folder })
  const page = await desk.page()
  await signIn(page)
  await sidebar(page).waitFor()
  await dropFiles(page, [sample('text-1p.pdf')])
  const picker = page.getByRole('combobox', { name: words.send.recipient.title })
  await picker.click()
  await page.getByRole('listbox', { name: words.send.recipient.list }).getByRole('option').first().waitFor()
  const texts = Array.from({ length: rounds }, (_, round) => {
    const { organisation, e164 } = book[draw(book.length)] as Recipient
    if (round % 4 === 0) return e164.slice(2)
    return round % 4 === 1 ? `${organisation.slice(0, 4)}${organisation.slice(5)}` : organisation
  })
  await typedInto(page, texts.slice(0, 2))
  const trips = await roundTrips(page, 200)
  const took = await typedInto(page, texts)
  await desk.close()
  const note = `(${took.length} letters, ${book.length} contacts, in the page)`
  print(figureLine('recipients/page-round-trip-median', median(trips), 'ms', undefined, '(nothing asked of the store)'))
  print(figureLine('recipients/picker-in-page-over-round-trip', median(took) / median(trips), 'x', undefined, note))
  print(figureLine('recipients/picker-in-page-median', median(took), 'ms', undefined, note))
  print(figureLine('recipients/picker-in-page-p95', percentile(took, 0.95), 'ms', { most: 16 }, note))
}

/** What the way to main and back takes by itself: on a busy machine, most of what it is busy with is in there too. */
function roundTrips(page: Page, count: number): Promise<readonly number[]> {
  return page.evaluate(async (times) => {
    const { faxdesk } = window as unknown as { faxdesk: { call: (name: string, input: unknown) => Promise<unknown> } }
    const took: number[] = []
    for (let trip = 0; trip < times; trip += 1) {
      const began = performance.now()
      await faxdesk.call('preferences.read', {})
      took.push(performance.now() - began)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))
    }
    return took
  }, count)
}

/** Types each text as a person does, one letter after another. @returns of each letter how long its answer took, in ms */
function typedInto(page: Page, texts: readonly string[]): Promise<readonly number[]> {
  return page.evaluate(async (all) => {
    const input = document.querySelector<HTMLInputElement>('[role=combobox]')
    if (!input) throw new Error('no picker')
    const answers = (text: string): boolean => document.querySelector<HTMLElement>('.pick')?.dataset['of'] === text
    const answered = (text: string): Promise<void> =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!answers(text)) return
          observer.disconnect()
          resolve()
        })
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
      })
    const took: number[] = []
    for (const text of all) {
      for (let typed = 0; typed <= text.length; typed += 1) {
        const next = text.slice(0, typed)
        // A space at the end asks nothing new.
        if (answers(next.trim())) continue
        const began = performance.now()
        const done = answered(next.trim())
        // The browser's own setter, so that React sees a change.
        Reflect.set(HTMLInputElement.prototype, 'value', next, input)
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await done
        took.push(performance.now() - began)
        // The hand is slower than the eye: what is left of the drawing is over before the next letter.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))
      }
    }
    return took
  }, texts)
}
