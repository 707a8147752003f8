/** Which picture the preview shows: page of which document, which way up, how large in points. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Turn } from '#app/domain/pages/document.ts'
import type { PictureBox } from '#app/domain/pages/picture.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { openWithinMs, within } from '#renderer/parts/pages/pdf.ts'
import { originalUrl, sealedPageUrl } from '../addresses.ts'
import type { Compose } from '../compose.ts'
import { sealedPage, spokenCover, spokenPage, type ComposeState, type Place } from '../compose-state.ts'
import { useCompose } from '../useCompose.ts'
import type { Editor } from '../editor/draft-editor.ts'
import type { Cover } from './useCover.ts'

export type Size = { readonly width: number; readonly height: number }

/** A page of an original. `name` is what it is called aloud; `picture` names its small picture. */
type Original = {
  readonly at: 'page'
  readonly name: string
  readonly page: number
  readonly turn: Turn
  readonly picture?: string
  /** The same for the same document. */
  readonly document: string
  readonly open: () => Promise<PDFDocumentProxy>
}

/** What needs no document: a page that is a picture of the service's, or why there is none. */
type Plain =
  | {
      readonly at: 'pictured'
      readonly of: 'cover' | 'sealed' | 'received'
      readonly name: string
      /** The same for the same page, however often it is made anew. */
      readonly subject: string
      /** Where it is had, for a room of so many device pixels. */
      readonly addressIn: (box: PictureBox) => string
      /** The same of the page behind it, where there is one. */
      readonly nextIn?: (box: PictureBox) => string
    }
  | { readonly at: 'left-out' | 'waiting' | 'nothing' | 'unshown' }

export type Shown =
  | {
      readonly at: 'page'
      readonly name: string
      readonly pdf: PDFDocumentProxy
      readonly page: number
      readonly turn: Turn
      readonly size: Size
      readonly picture?: string
      /** Another page than the one asked for, whose document is not open yet. */
      readonly late?: boolean
    }
  | Plain

/** What is shown is told by these; a redraw for anything else would draw the same. */
export type Standing = Pick<ComposeState, 'editor' | 'place' | 'look' | 'arriving'>

export const standingOf = ({ editor, place, look, arriving }: ComposeState): Standing => ({
  editor,
  place,
  look,
  arriving,
})

/** The sealed page in hand: the packet's own, or as the far machine prints it; undefined while nothing is sealed. */
export function sealedOf({ editor, place, look }: Standing, of: 'sealed' | 'received'): Plain | undefined {
  if (look.at !== 'sealed') return undefined
  const page = sealedPage(editor, place)
  if (page === undefined) return { at: 'left-out' }
  const { faxId, sha256, pages, form } = look.packet
  // A packet that was prepared is these dots and nothing else.
  const dots = form === 'prepared' ? 'received' : of
  const addressOf = (of: number) => (box: PictureBox) => sealedPageUrl(dots, { faxId, page: of, sha256 }, box)
  return {
    at: 'pictured',
    of,
    name: words.common.pageOf(page, pages),
    subject: `${dots} ${sha256} ${page}`,
    addressIn: addressOf(page),
    ...(page < pages ? { nextIn: addressOf(page + 1) } : {}),
  }
}

/** Follows what the person stands on: as it came where `asCame`. What was shown stays until the next page's document is open. */
export function useShown(compose: Compose, cover: Cover, asCame: boolean): Shown {
  const state = useCompose(compose, standingOf)
  const seen: Standing = asCame && state.look.at === 'sealed' ? { ...state, look: { at: 'original' } } : state
  const wanted = wantedOf(compose, seen, cover)
  const [shown, setShown] = useState<Shown>({ at: 'waiting' })
  const latest = useRef(wanted)
  useLayoutEffect(() => {
    latest.current = wanted
  })
  const key = wanted.at === 'page' ? `${wanted.document} ${wanted.page} ${wanted.turn} ${wanted.name}` : undefined
  useEffect(() => {
    const { current } = latest
    // The key names all that matters of what is wanted.
    if (key === undefined || current.at !== 'page') return
    let over = false
    void measured(current).then((found) => over || setShown(found))
    return () => {
      over = true
    }
  }, [key])
  if (wanted.at !== 'page') return wanted
  return shown.at === 'page' && shown.name !== wanted.name ? { ...shown, late: true } : shown
}

async function measured({ open, name, page, turn, picture }: Original): Promise<Shown> {
  try {
    const pdf = await open()
    const proxy = await within(openWithinMs, pdf.getPage(page))
    const { width, height } = proxy.getViewport({ scale: 1, rotation: (proxy.rotate + turn) % 360 })
    return { at: 'page', pdf, name, page, turn, size: { width, height }, ...(picture ? { picture } : {}) }
  } catch {
    return { at: 'unshown' }
  }
}

function wantedOf(compose: Compose, state: Standing, cover: Cover): Original | Plain {
  const { editor, place, look, arriving } = state
  if (editor.content.pages.length === 0 && arriving) {
    const { pdf, name } = arriving
    if (!pdf) return { at: 'waiting' }
    return {
      at: 'page',
      name,
      page: 1,
      turn: 0,
      document: pdf.fingerprints[0] ?? name,
      open: () => Promise.resolve(pdf),
    }
  }
  switch (look.at) {
    case 'sealing':
      return { at: 'waiting' }
    case 'sealed':
      return sealedOf(state, 'sealed') ?? { at: 'waiting' }
    case 'original':
    case 'refused':
      return place.kind === 'cover' ? coverWanted(editor, cover, place.page) : originalWanted(compose, editor, place)
    default:
      return unreachable(look, 'look')
  }
}

function coverWanted(editor: Editor, cover: Cover, page: number): Plain {
  if (cover.at !== 'shown') return { at: cover.at === 'unshown' ? 'unshown' : 'waiting' }
  const { pictures, addressIn } = cover
  // A second page is known here before the sheet with it is made.
  if (page > pictures.length) return { at: 'waiting' }
  const name = spokenCover(editor, page)
  return { at: 'pictured', of: 'cover', name, subject: `cover ${page}`, addressIn: (box) => addressIn(page, box) }
}

function originalWanted(compose: Compose, editor: Editor, place: Place): Original | Plain {
  const { pages } = editor.content
  const page = place.kind === 'page' ? pages[place.at] : undefined
  if (!page || place.kind !== 'page') return { at: 'nothing' }
  const { documentId, index, turn } = page
  return {
    at: 'page',
    name: spokenPage(editor, place.at),
    page: index + 1,
    turn,
    picture: `${documentId} ${index}`,
    document: documentId,
    open: () => compose.library.open(documentId, originalUrl(documentId)),
  }
}
