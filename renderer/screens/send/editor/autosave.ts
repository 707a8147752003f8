/**
 * Saving by itself: one save at a time, the newest content last, and whatever else changes the draft's revision waits
 * in the same line. Nothing typed is lost while a save is under way: what came meanwhile is saved next.
 */
import type { DraftContent, DraftView } from '#app/contract/desk/drafts.ts'
import type { Fault, Outcome } from '#app/domain/outcome.ts'

export type Saving =
  | { readonly at: 'saved'; readonly savedAt: number }
  | { readonly at: 'saving' }
  | { readonly at: 'faulted'; readonly fault: Fault }
  /** Somebody else changed the draft: it must be read again. */
  | { readonly at: 'overtaken' }

export type AutosaveParts = {
  readonly save: (revision: number, content: DraftContent) => Promise<Outcome<DraftView>>
  /** Runs an act after `ms`; answers how to call it off. */
  readonly later: (ms: number, act: () => void) => () => void
  /** Told of every saved or otherwise changed draft, and of how saving stands. */
  readonly heard: (view: DraftView) => void
  readonly told: (saving: Saving) => void
}

/** Typing is saved when it has paused for this long, in ms. */
export const pauseMs = 400

export class Autosave {
  readonly #parts: AutosaveParts
  #view: DraftView
  /** What is not saved yet. */
  #waiting: DraftContent | undefined
  #callOff: (() => void) | undefined
  #line: Promise<unknown> = Promise.resolve()

  constructor(parts: AutosaveParts, view: DraftView) {
    this.#parts = parts
    this.#view = view
  }

  /** Whether something waits to be saved. */
  get dirty(): boolean {
    return this.#waiting !== undefined
  }

  /** Takes what is on screen now. `typed` content waits for a pause; a choice is saved at once. */
  change(content: DraftContent, typed: boolean): void {
    this.#waiting = content
    this.#callOff?.()
    this.#callOff = this.#parts.later(typed ? pauseMs : 0, () => void this.flush())
  }

  /** Saves what waits, and answers the draft as it then stands. */
  flush(): Promise<Outcome<DraftView>> {
    return this.#inLine(() => this.#saveWaiting())
  }

  /** Runs something that changes the draft by another way, after all that waits is saved and before anything later is. */
  alone(act: (view: DraftView) => Promise<Outcome<DraftView>>): Promise<Outcome<DraftView>> {
    return this.#inLine(async () => {
      const saved = await this.#saveWaiting()
      if (!saved.ok) return saved
      const outcome = await act(this.#view)
      return outcome.ok ? this.#hear(outcome.value) : outcome
    })
  }

  /** Runs something on the saved draft, which stays as it is meanwhile. */
  onSaved<T>(act: (view: DraftView) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#inLine(async () => {
      const saved = await this.#saveWaiting()
      return saved.ok ? act(this.#view) : saved
    })
  }

  /** Starts over from a draft that was read again; what waited no longer fits it. */
  reload(view: DraftView): void {
    this.#callOff?.()
    this.#waiting = undefined
    this.#hear(view)
  }

  #inLine<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#line.then(act)
    this.#line = turn.catch(() => undefined)
    return turn
  }

  async #saveWaiting(): Promise<Outcome<DraftView>> {
    this.#callOff?.()
    const content = this.#waiting
    if (!content) return { ok: true, value: this.#view }
    this.#waiting = undefined
    this.#parts.told({ at: 'saving' })
    const outcome = await this.#parts.save(this.#view.revision, content)
    if (outcome.ok) return this.#hear(outcome.value)
    // It is kept for the next try, unless something newer has come.
    this.#waiting ??= content
    const overtaken = outcome.fault.code === 'conflict' && outcome.fault.why === 'changed-meanwhile'
    this.#parts.told(overtaken ? { at: 'overtaken' } : { at: 'faulted', fault: outcome.fault })
    return outcome
  }

  #hear(view: DraftView): Outcome<DraftView> {
    this.#view = view
    this.#parts.heard(view)
    this.#parts.told(this.#waiting ? { at: 'saving' } : { at: 'saved', savedAt: view.savedAt })
    return { ok: true, value: view }
  }
}
