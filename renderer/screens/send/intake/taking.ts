/**
 * Taking files into the fax in hand, one after the other: read, brought over, asked for a password where one is missing.
 * May come in: the order of it, and what the screen then shows. May not: what a document is; main decides.
 */
import type { StoreApi } from 'zustand'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import { fail, type Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import type { PdfLibrary } from '#renderer/parts/pages/library.ts'
import { closePdf } from '#renderer/parts/pages/pdf.ts'
import { originalUrl } from '../addresses.ts'
import { placeWithin, type Asking, type ComposeState, type Refused } from '../compose-state.ts'
import type { Autosave } from '../editor/autosave.ts'
import { edit } from '../editor/draft-editor.ts'
import { bring } from './bring.ts'
import { needsPassword, takeUp, type Handed, type HandedOrNot } from './handed.ts'

/** A file under way: `handed` may have begun before the draft existed. */
export type Coming = { readonly name: string; readonly handed: () => Promise<HandedOrNot> }

export const coming = (file: File): Coming => ({ name: file.name, handed: () => takeUp(file) })

type TakingParts = {
  readonly store: StoreApi<ComposeState>
  readonly autosave: Autosave
  readonly library: PdfLibrary
}

export class Taking {
  readonly #parts: TakingParts
  #answered: (password: string | undefined) => void = () => undefined

  constructor(parts: TakingParts) {
    this.#parts = parts
  }

  get #now(): ComposeState {
    return this.#parts.store.getState()
  }

  #set(change: Partial<ComposeState>): void {
    this.#parts.store.setState(change)
  }

  /** Takes files in, in the order they were handed over. */
  async take(files: readonly Coming[]): Promise<void> {
    this.#set({ refused: [], look: { at: 'original' } })
    for (const [index, file] of files.entries()) {
      this.#set({ arriving: { name: file.name, file: index + 1, of: files.length } })
      const outcome = await this.#one(file)
      if (!outcome.ok) this.#refuse({ name: file.name, file: index + 1, fault: outcome.fault })
    }
    this.#set({ arriving: undefined })
  }

  /** The password somebody typed for the file that waits, or nothing: then it is not added. */
  answerPassword(password: string | undefined): void {
    this.#answered(password)
  }

  async #one({ name, handed }: Coming): Promise<Outcome<DraftView>> {
    const taken = await handed()
    if (!taken.ok) return fail({ code: 'document', refusal: taken.refusal })
    const { pdf } = taken.value
    void pdf.then((open) => this.#seen(name, open))
    const outcome = await this.#enter(name, taken.value)
    if (!outcome.ok) void pdf.then((open) => open && closePdf(open))
    return outcome
  }

  /** Has main take the file in, with its password where it has one: asked for until it fits or nobody knows it. */
  async #enter(name: string, { bytes, pdf }: Handed): Promise<Outcome<DraftView>> {
    let password: string | undefined
    for (let times = 1; ; times += 1) {
      const given = password === undefined ? {} : { password }
      const outcome = await this.#parts.autosave.alone(async (before) => {
        const draftId = before.id
        const rest = await bring(bytes, (piece) => call('documents.bring', { draftId, ...piece }))
        if (!rest.ok) return rest
        const answer = await call('documents.add', { draftId, name, ...rest.value, ...given })
        // What brings the answer has done enough: the pages are drawn in the next turn.
        if (answer.ok) await scheduler.yield()
        if (answer.ok) this.#grow(before, answer.value, pdf)
        return answer
      })
      if (outcome.ok || !needsPassword(outcome.fault)) return outcome
      password = await this.#ask({ name, times })
      if (password === undefined) return outcome
    }
  }

  async #ask(asking: Asking): Promise<string | undefined> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>()
    this.#answered = resolve
    this.#set({ asking })
    const password = await promise
    this.#set({ asking: undefined })
    return password
  }

  /** A first look at a file that is still being taken in. */
  #seen(name: string, pdf: PDFDocumentProxy | undefined): void {
    const { arriving } = this.#now
    if (pdf && arriving?.name === name) this.#set({ arriving: { ...arriving, pdf } })
  }

  /** Shows the pages that came, drawn from the document that is open already. */
  #grow(before: DraftView, after: DraftView, pdf: Handed['pdf']): void {
    const { autosave, library } = this.#parts
    const known = new Set(before.documents.map(({ id }) => id))
    const added = after.documents.find(({ id }) => !known.has(id))
    if (added) library.adopt(added.id, originalUrl(added.id), pdf)
    const { editor, place } = this.#now
    const pages = after.content.pages.slice(before.content.pages.length)
    const next = edit(editor, { do: 'grow', pages })
    const first = editor.content.pages.length === 0
    // In one go with the documents they belong to: no picture is asked for of a document nobody knows.
    this.#set({
      view: after,
      editor: next,
      place: first ? placeWithin(next, { kind: 'page', at: 0 }) : place,
      said: words.send.reading.added(pages.length, next.content.pages.length),
    })
    if (autosave.dirty) autosave.change(next.content, true)
  }

  #refuse(refused: Refused): void {
    this.#set({ refused: [...this.#now.refused, refused] })
  }
}
