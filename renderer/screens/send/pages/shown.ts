/** Which picture the preview shows: page of which document, which way up, how large in points. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Turn } from '#app/domain/pages/document.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { closePdf, openPdf, openWithinMs, within } from '#renderer/parts/pages/pdf.ts'
import { originalUrl, type SealedPage } from '../addresses.ts'
import type { Compose } from '../compose.ts'
import { sealedPage, spokenCover, spokenPage, type ComposeState, type Place } from '../compose-state.ts'
import { useCompose } from '../useCompose.ts'
import type { Editor } from '../editor/draft-editor.ts'
import type { Cover } from './useCover.ts'

export type Size = { readonly width: number; readonly height: number }

/** A page to show. `name` is what it is called aloud; `picture` names its small picture. */
type Wanted =
  | {
      readonly at: 'page'
      readonly name: string
      readonly page: number
      readonly turn: Turn
      readonly picture?: string
      /** The same for the same document. */
      readonly document: string
      readonly open: () => Promise<PDFDocumentProxy>
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
  | { readonly at: 'received'; readonly name: string; readonly sealed: SealedPage; readonly quality: Quality }
  | { readonly at: 'left-out' | 'waiting' | 'nothing' | 'unshown' }

/** The sealed page in hand as the far machine prints it; undefined while there is none. */
export function receivedOf({ editor, place, look }: ComposeState): Shown | undefined {
  if (look.at !== 'sealed') return undefined
  const page = sealedPage(editor, place)
  if (page === undefined) return { at: 'left-out' }
  const { faxId, sha256, pages, quality } = look.packet
  return { at: 'received', name: words.common.pageOf(page, pages), sealed: { faxId, page, sha256 }, quality }
}

/** Follows what the person stands on: as it came where `asCame`. What was shown stays until the next page's document is open. */
export function useShown(compose: Compose, cover: Cover, asCame: boolean): Shown {
  const state = useCompose(compose, (state) => state)
  const sealed = useSealed(state)
  const seen: ComposeState = asCame && state.look.at === 'sealed' ? { ...state, look: { at: 'original' } } : state
  const wanted = wantedOf(compose, seen, cover, sealed)
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

async function measured({ open, name, page, turn, picture }: Extract<Wanted, { at: 'page' }>): Promise<Shown> {
  try {
    const pdf = await open()
    const proxy = await within(openWithinMs, pdf.getPage(page))
    const { width, height } = proxy.getViewport({ scale: 1, rotation: (proxy.rotate + turn) % 360 })
    return { at: 'page', pdf, name, page, turn, size: { width, height }, ...(picture ? { picture } : {}) }
  } catch {
    return { at: 'unshown' }
  }
}

function wantedOf(compose: Compose, state: ComposeState, cover: Cover, sealed: Sealed): Wanted {
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
      return sealedWanted(state, sealed)
    case 'original':
    case 'refused':
      return place.kind === 'cover' ? coverWanted(editor, cover, place.page) : originalWanted(compose, state, place)
    default:
      return unreachable(look, 'look')
  }
}

function sealedWanted({ editor, place }: ComposeState, sealed: Sealed): Wanted {
  const page = sealedPage(editor, place)
  if (page === undefined) return { at: 'left-out' }
  if (sealed.at !== 'open') return { at: sealed.at }
  const { pdf, sha256 } = sealed
  const name = words.common.pageOf(page, pdf.numPages)
  return { at: 'page', name, page, turn: 0, document: sha256, open: () => Promise.resolve(pdf) }
}

function coverWanted(editor: Editor, cover: Cover, page: number): Wanted {
  if (cover.at !== 'shown') return { at: cover.at === 'unshown' ? 'unshown' : 'waiting' }
  const { name: document, open } = cover
  // A second page is known here before the sheet with it is made.
  if (page > cover.pictures.length) return { at: 'waiting' }
  const picture = `${document} ${page}`
  return {
    at: 'page',
    name: spokenCover(editor, page),
    page,
    turn: 0,
    picture,
    document,
    open,
  }
}

function originalWanted(compose: Compose, { editor }: ComposeState, place: Place): Wanted {
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

type Sealed =
  | { readonly at: 'waiting' | 'unshown' }
  | { readonly at: 'open'; readonly pdf: PDFDocumentProxy; readonly sha256: string }

/** The sealed packet, opened from the very bytes that would be sent. */
function useSealed({ look }: ComposeState): Sealed {
  const packet = look.at === 'sealed' ? look.packet : undefined
  const [sealed, setSealed] = useState<Sealed>({ at: 'waiting' })
  useEffect(() => {
    if (!packet) return
    const controller = new AbortController()
    const opening = openPdf(packet.url, controller.signal)
    opening.then(
      (pdf) => !controller.signal.aborted && setSealed({ at: 'open', pdf, sha256: packet.sha256 }),
      () => !controller.signal.aborted && setSealed({ at: 'unshown' }),
    )
    return () => {
      controller.abort()
      setSealed({ at: 'waiting' })
      opening.then(closePdf, () => undefined)
    }
  }, [packet])
  return sealed
}
