/** What the Send screen shows of one draft. What is true lives in main; this is what the person sees and is doing. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { DraftView, PacketMeasure, SealedPacket } from '#app/contract/desk/drafts.ts'
import { coverPages } from '#app/domain/pages/cover.ts'
import type { DocumentId } from '#app/domain/ids.ts'
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import type { Saving } from './editor/autosave.ts'
import { chosenCount, type Editor } from './editor/draft-editor.ts'

/** The page one stands on: the cover sheet, or a page counted from 0. */
export type Place = { readonly kind: 'cover' } | { readonly kind: 'page'; readonly at: number }

/** What the preview shows. A sealed packet is dropped with the first edit: it no longer is what will be sent. */
export type Look =
  | { readonly at: 'original' }
  | { readonly at: 'sealing' }
  | { readonly at: 'sealed'; readonly packet: SealedPacket }
  | { readonly at: 'refused'; readonly fault: Fault }

export type Sending =
  | { readonly at: 'idle' }
  | { readonly at: 'sealing' }
  | { readonly at: 'handing-over' }
  | { readonly at: 'refused'; readonly fault: Fault }

/** A file on its way in; `pdf` lets its first page be seen before main has taken it in. */
export type Arriving = {
  readonly name: string
  readonly file: number
  readonly of: number
  readonly pdf?: PDFDocumentProxy
}

/** A protected file waits for its password; `times` counts how often it was asked for. */
export type Asking = { readonly name: string; readonly times: number }

/** A file that was not added, and why. */
export type Refused = { readonly name: string; readonly file: number; readonly fault: Fault }

export type ComposeState = {
  readonly view: DraftView
  readonly editor: Editor
  readonly saving: Saving
  readonly place: Place
  readonly look: Look
  readonly sending: Sending
  /** The exact call with a sealed packet; holds for the packet with that hash alone. */
  readonly measure: PacketMeasure | undefined
  readonly arriving: Arriving | undefined
  readonly asking: Asking | undefined
  readonly refused: readonly Refused[]
  /** What the pages of each document were measured to be; a document that was not measured yet is absent. */
  readonly facts: ReadonlyMap<DocumentId, readonly PageFacts[]>
  /** Said to people who listen rather than look. */
  readonly said: string
}

/** Every place in the order of the strip. */
export function placesOf({ editor }: Pick<ComposeState, 'editor'>): readonly Place[] {
  const { pages, cover } = editor.content
  const own = pages.map((_, at): Place => ({ kind: 'page', at }))
  return cover.included ? [{ kind: 'cover' }, ...own] : own
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.kind === 'cover' ? other.kind === 'cover' : other.kind === 'page' && one.at === other.at

/** The number printed beside an included page, from 1; undefined for one that is left out. */
export function numberOf(editor: Editor, at: number): number | undefined {
  const page = editor.content.pages[at]
  return page?.included ? chosenCount(editor.content.pages.slice(0, at + 1)) : undefined
}

/** What a page is called aloud: its number among those that go, or its place where it is left out. */
export function spokenPage(editor: Editor, at: number): string {
  const { pages } = editor.content
  return words.send.strip.page(numberOf(editor, at), chosenCount(pages), at + 1, pages.length, pages[at]?.turn ?? 0)
}

/** The page of the sealed packet that a place becomes, from 1; undefined where it is left out. */
export function sealedPage(editor: Editor, place: Place): number | undefined {
  if (place.kind === 'cover') return editor.content.cover.included ? 1 : undefined
  const number = numberOf(editor, place.at)
  return number === undefined ? undefined : number + coverPages(editor.content.cover)
}

/** A place that exists in this editor: the one asked for, or the nearest. */
export function placeWithin(editor: Editor, place: Place): Place {
  const last = editor.content.pages.length - 1
  if (place.kind === 'cover') return editor.content.cover.included || last < 0 ? place : { kind: 'page', at: 0 }
  return last < 0 ? { kind: 'cover' } : { kind: 'page', at: Math.max(0, Math.min(place.at, last)) }
}
