/** The end of a page: asking the document, and insisting until Chromium has really closed it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { host } from '../app/host.ts'
import { openingsDone } from '../chromium/renderers.ts'
import type { Page } from './page.ts'

const ANSWER_WITHIN_MS = 1000
const REPEAT_AFTER_MS = 250

export class Closing {
  /** No way back: nothing is loaded any more. */
  begun = false
  readonly #page: Page
  #refusal = Promise.withResolvers<'refused'>()

  constructor(page: Page) {
    this.#page = page
  }

  start(ask: boolean): void {
    this.#close(ask).catch(() => {}) // Chromium may be gone already
  }

  /** The document wants to stay. */
  refused(): void {
    this.#refusal.resolve('refused')
    host.lifecycle.emit('close-refused')
  }

  async #close(ask: boolean): Promise<void> {
    if (!ask) this.begun = true
    const { cdp: browser } = await host.chromium
    const { cdp, targetId } = await this.#page.target
    const gone = this.#page.gone.then(() => 'gone' as const)
    if (ask && this.#page.navigation.hasDocument) {
      this.#refusal = Promise.withResolvers()
      const asked = await cdp.send('Page.close').then(
        () => true,
        () => false, // between two documents there is nobody to ask
      )
      if (asked && (await Promise.race([gone, this.#refusal.promise, sleep(ANSWER_WITHIN_MS)]))) return
    }
    this.begun = true
    await openingsDone()
    // A navigation that is just starting swallows a close without a word: ask until it happens.
    do await browser.send('Target.closeTarget', { targetId })
    while (!(await Promise.race([gone, sleep(REPEAT_AFTER_MS)])))
  }
}
