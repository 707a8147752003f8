/** What the Send screen shows of one draft. What is true lives in main; this is what the person sees and is doing. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { DraftView, PacketMeasure, SealedPacket } from '#app/contract/desk/drafts.ts'
import type { Output } from '#app/contract/index.ts'
import { coverPages } from '#app/domain/pages/cover.ts'
import type { DocumentId } from '#app/domain/ids.ts'
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import type { Saving } from './editor/autosave.ts'
import { chosenCount, type Editor } from './editor/draft-editor.ts'

/** The page one stands on: of the cover sheet, from 1, or a page counted from 0. */
export type Place = { readonly kind: 'cover'; readonly page: 1 | 2 } | { readonly kind: 'page'; readonly at: number }

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

/** A drawn cover sheet: its pages in small, PNG in base64, and the fields that do not stand whole on it. */
export type DrawnCover =
  ({ readonly at: 'drawn'; readonly revision: number } & Output<'pages.cover'>) | { readonly at: 'undrawn' }

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
  /** The cover sheet as it was last drawn; undefined until it was. */
  readonly cover: DrawnCover | undefined
  /** Said to people who listen rather than look. */
  readonly said: string
}

/** Every place in the order of the strip. */
export function placesOf({ editor }: Pick<ComposeState, 'editor'>): readonly Place[] {
  const { pages, cover } = editor.content
  const own = pages.map((_, at): Place => ({ kind: 'page', at }))
  return [...coverPlaces[coverPages(cover)], ...own]
}

/** Remarks that are too long for the first page of a cover sheet stand on a second. */
const [first, second]: readonly [Place, Place] = [
  { kind: 'cover', page: 1 },
  { kind: 'cover', page: 2 },
]
const coverPlaces: Readonly<Record<0 | 1 | 2, readonly Place[]>> = { 0: [], 1: [first], 2: [first, second] }

export const samePlace = (one: Place, other: Place): boolean =>
  one.kind === 'cover'
    ? other.kind === 'cover' && one.page === other.page
    : other.kind === 'page' && one.at === other.at

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

/** What a page of the cover sheet is called aloud. */
export const spokenCover = ({ content }: Editor, page: number): string =>
  words.send.strip.coverPage(page, coverPages(content.cover))

/** The page of the sealed packet that a place becomes, from 1; undefined where it is left out. */
export function sealedPage(editor: Editor, place: Place): number | undefined {
  const cover = coverPages(editor.content.cover)
  if (place.kind === 'cover') return place.page <= cover ? place.page : undefined
  const number = numberOf(editor, place.at)
  return number === undefined ? undefined : number + cover
}

/** A place that exists in this editor: the one asked for, or the nearest. */
export function placeWithin(editor: Editor, place: Place): Place {
  const last = editor.content.pages.length - 1
  const cover = coverPages(editor.content.cover)
  if (place.kind === 'cover' && place.page <= cover) return place
  if (last < 0 || (place.kind === 'cover' && cover > 0)) return first
  return place.kind === 'cover' ? { kind: 'page', at: 0 } : { kind: 'page', at: Math.max(0, Math.min(place.at, last)) }
}
