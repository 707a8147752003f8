/**
 * Putting one fax together: takes what the person does, keeps it saved, and asks main for what only main may do.
 * May come in: the order of asking and what the screen then shows. May not: markup, drawing, rules about pages.
 */
import { createStore, type StoreApi } from 'zustand'
import type { DraftView, SealedPacket } from '#app/contract/desk/drafts.ts'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { Input, Output } from '#app/contract/index.ts'
import type { DocumentId } from '#app/domain/ids.ts'
import type { Fault, Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { PdfLibrary } from '#renderer/parts/pages/library.ts'
import { placeWithin, type ComposeState, type Place } from './compose-state.ts'
import { Autosave } from './editor/autosave.ts'
import { beginEditing, edit, type Edit } from './editor/draft-editor.ts'
import { Taking, type Coming } from './intake/taking.ts'

/** What a person may say of how it goes; nothing: as soon as the line is free, in turn. */
export type SendHow = Pick<Input<'faxes.send'>, 'plan' | 'urgent'>

/** Words being typed are saved after a pause, choices at once. */
const isTyping = (change: Edit): boolean =>
  change.do === 'cover' && change.change.included === undefined && change.change.template === undefined

export class Compose {
  readonly store: StoreApi<ComposeState>
  readonly library = new PdfLibrary()
  readonly #autosave: Autosave
  readonly #taking: Taking

  constructor(view: DraftView) {
    const editor = beginEditing(view.content)
    this.store = createStore<ComposeState>(() => ({
      view,
      editor,
      saving: { at: 'saved', savedAt: view.savedAt },
      place: placeWithin(editor, { kind: 'page', at: 0 }),
      look: { at: 'original' },
      sending: { at: 'idle' },
      measure: undefined,
      arriving: undefined,
      asking: undefined,
      refused: [],
      facts: new Map(),
      cover: undefined,
      said: '',
    }))
    this.#autosave = new Autosave(
      {
        save: (revision, content) => call('drafts.save', { id: view.id, revision, content }),
        later: (ms, act) => {
          const timer = setTimeout(act, ms)
          return () => clearTimeout(timer)
        },
        heard: (next) => this.#set({ view: next }),
        told: (saving) => {
          this.#set({ saving })
          if (saving.at === 'overtaken') void this.#readAgain()
        },
      },
      view,
    )
    this.#taking = new Taking({ store: this.store, autosave: this.#autosave, library: this.library })
  }

  get #now(): ComposeState {
    return this.store.getState()
  }

  /** What is so already tells nobody: each telling draws the screen once more. */
  #set(change: Partial<ComposeState>): void {
    const now = this.#now
    if (Object.entries(change).some(([name, value]) => now[name as keyof ComposeState] !== value))
      this.store.setState(change)
  }

  /** Does one edit and has it saved: choices at once, typing after a pause. */
  edit(change: Edit): void {
    const { editor, place, sending } = this.#now
    const next = edit(editor, change)
    if (next === editor || sending.at === 'sealing' || sending.at === 'handing-over') return
    this.#set({ editor: next, place: placeWithin(next, place), look: { at: 'original' }, sending: { at: 'idle' } })
    this.#autosave.change(next.content, isTyping(change))
  }

  /** Stands on another page. */
  stand(place: Place): void {
    this.#set({ place: placeWithin(this.#now.editor, place) })
  }

  say(said: string): void {
    this.#set({ said })
  }

  /** Has the pages of a document measured, once. Without an answer nothing is said about them. */
  async measure(documentId: DocumentId): Promise<void> {
    const outcome = await call('pages.facts', { draftId: this.#now.view.id, documentId })
    if (outcome.ok) this.#set({ facts: new Map(this.#now.facts).set(documentId, outcome.value.pages) })
  }

  /** Has a page that is a picture read, once; one that nobody could ask about is known as not read. */
  async read(documentId: DocumentId, index: number): Promise<void> {
    const outcome = await call('pages.read', { draftId: this.#now.view.id, documentId, index })
    const before = this.#now.facts.get(documentId)
    const page = outcome.ok ? outcome.value.page : before?.[index] && { ...before[index], reading: 'unread' as const }
    if (before && page) this.#set({ facts: new Map(this.#now.facts).set(documentId, before.with(index, page)) })
  }

  /** Has the cover sheet drawn as it was saved last. The one before stays until the next is there. */
  async drawCover(): Promise<void> {
    const { id, revision } = this.#now.view
    const outcome = await call('pages.cover', { draftId: id })
    if (this.#now.view.revision !== revision) return
    this.#set({ cover: outcome.ok ? { at: 'drawn', revision, ...outcome.value } : { at: 'undrawn' } })
  }

  dismissRefused(): void {
    this.#set({ refused: [] })
  }

  /** Saves what waits; true when nothing is left unsaved. */
  async keep(): Promise<boolean> {
    return (await this.#autosave.flush()).ok
  }

  /** Takes files in, one after the other, in the order they were handed over. */
  add(files: readonly Coming[]): Promise<void> {
    return this.#taking.take(files)
  }

  /** The password somebody typed for the file that waits, or nothing: then it is not added. */
  answerPassword(password: string | undefined): void {
    this.#taking.answerPassword(password)
  }

  lookAtOriginal(): void {
    this.#set({ look: { at: 'original' } })
  }

  /** Seals the pages as they stand and shows those bytes. */
  async lookAtSealed(): Promise<void> {
    this.#set({ look: { at: 'sealing' } })
    const outcome = await this.#seal()
    if (this.#now.look.at !== 'sealing') return
    this.#set({
      look: outcome.ok ? { at: 'sealed', packet: outcome.value } : { at: 'refused', fault: outcome.fault },
    })
    if (outcome.ok) await this.#measure(outcome.value)
  }

  /** The exact call follows the picture; until then, and without it, the estimate stands. */
  async #measure({ faxId: id, sha256 }: SealedPacket): Promise<void> {
    const measured = await call('packet.measure', { id, sha256 })
    if (measured.ok) this.#set({ measure: measured.value })
  }

  #seal(): Promise<Outcome<SealedPacket>> {
    return this.#autosave.onSaved(({ id, revision }) => call('packet.seal', { id, revision }))
  }

  /** Seals, unless the sealed pages are on screen, and hands exactly those over. Answers the fax, or nothing. */
  async send(how: SendHow = {}): Promise<FaxView | undefined> {
    const { look, sending } = this.#now
    if (sending.at === 'sealing' || sending.at === 'handing-over') return undefined
    this.#set({ sending: { at: 'sealing' } })
    const sealed: Outcome<SealedPacket> = look.at === 'sealed' ? { ok: true, value: look.packet } : await this.#seal()
    if (!sealed.ok) return this.#unsent(sealed.fault)
    this.#set({ sending: { at: 'handing-over' } })
    const { faxId: id, revision, sha256 } = sealed.value
    const sent = await call('faxes.send', { id, revision, sha256, ...how })
    if (!sent.ok) return this.#unsent(sent.fault)
    return sent.value
  }

  /** One fax for each of several recipients; each is judged and sealed by itself. Answers who got one and who did not. */
  async sendEach(how: SendHow = {}): Promise<Output<'faxes.sendEach'> | undefined> {
    const { sending } = this.#now
    if (sending.at === 'sealing' || sending.at === 'handing-over') return undefined
    this.#set({ sending: { at: 'sealing' } })
    const sent = await this.#autosave.onSaved(({ id, revision }) => call('faxes.sendEach', { id, revision, ...how }))
    return sent.ok ? sent.value : this.#unsent(sent.fault)
  }

  /** The pages chosen now were found necessary. */
  confirmPages(): Promise<Outcome<DraftView>> {
    return this.#autosave.alone(({ id, revision }) => call('drafts.confirmPages', { id, revision }))
  }

  attachForm(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Outcome<DraftView>> {
    return this.#autosave.alone(({ id }) => call('drafts.attachForm', { id, name, bytes }))
  }

  removeForm(): Promise<Outcome<DraftView>> {
    return this.#autosave.alone(({ id }) => call('drafts.removeForm', { id }))
  }

  #unsent(fault: Fault): undefined {
    this.#set({ sending: { at: 'refused', fault }, look: { at: 'original' } })
    return undefined
  }

  /** Throws the draft away; it can be restored. True when it is gone. */
  async discard(): Promise<Fault | undefined> {
    const outcome = await call('drafts.discard', { id: this.#now.view.id })
    return outcome.ok ? undefined : outcome.fault
  }

  /** Asks for the draft as it is now: its recipient was verified, or somebody else changed it. */
  async refresh(): Promise<void> {
    const outcome = await this.#autosave.alone(({ id }) => call('drafts.open', { id }))
    if (!outcome.ok) this.#set({ saving: { at: 'faulted', fault: outcome.fault } })
  }

  async #readAgain(): Promise<void> {
    const outcome = await call('drafts.open', { id: this.#now.view.id })
    if (!outcome.ok) return this.#set({ saving: { at: 'faulted', fault: outcome.fault } })
    this.#autosave.reload(outcome.value)
    const editor = edit(this.#now.editor, { do: 'reload', content: outcome.value.content })
    this.#set({ editor, place: placeWithin(editor, this.#now.place), said: words.send.overtaken })
  }

  /** Ends it: what is unsaved is saved, documents are closed. */
  close(): void {
    this.answerPassword(undefined)
    void this.keep()
    this.library.close()
  }
}
