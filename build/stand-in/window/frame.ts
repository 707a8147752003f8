/** A page's main frame as `event.senderFrame` and `webContents.mainFrame` show it: one object as long as the page lives. */
import { endingAt } from '../fidelity/not-here.ts'
import type { Page } from './page.ts'

export class Frame {
  readonly name = ''
  readonly parent = null
  readonly detached = false
  readonly routingId = 1
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get url(): string {
    return this.#page.navigation.url
  }
  /** `scheme://host` for standard schemes, `null` for what has no origin of its own. */
  get origin(): string {
    return /^(?!file:)[a-z][a-z0-9+-]*:\/\/[^/?#]+/.exec(this.url)?.[0] ?? 'null'
  }
  get top(): Frame {
    return this
  }
  get processId(): number {
    return this.#page.id
  }
  get osProcessId(): number {
    return this.#page.rendererPid
  }
  get frameToken(): string {
    return this.#page.targetId
  }
  get frameTreeNodeId(): number {
    return this.#page.id
  }
  isDestroyed(): boolean {
    return this.#page.destroyed
  }
}
Object.setPrototypeOf(Frame.prototype, endingAt(Object.prototype))
