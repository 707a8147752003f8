/** A small picture of one page, asked for while it is on screen and not a moment longer. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Turn } from '#app/domain/pages/document.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { CoveredPage } from './CoveredPage.tsx'
import { drawPicture, pagePictures } from './page-pictures.ts'

type PagePictureProps = {
  /** Names document, page and turn: the same name is the same picture. */
  readonly name: string
  readonly open: () => Promise<PDFDocumentProxy>
  /** From 1. */
  readonly page: number
  readonly turn: Turn
}

/** A row scrolled past in less than this many ms is never asked for. */
const glanceMs = 70

/** Silent: the row it stands in names the page. With details hidden it is covered. */
export const PagePicture = (props: PagePictureProps) =>
  usePreferences((state) => state.hideDetails) ? <CoveredPage silent /> : <Drawn {...props} />

function Drawn({ name, open, page, turn }: PagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const opener = useRef(open)
  useLayoutEffect(() => {
    opener.current = open
  })
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const put = (picture: ImageBitmap | undefined): void => {
      target.dataset['page'] = picture ? 'drawn' : 'failed'
      if (!picture) return
      target.width = picture.width
      target.height = picture.height
      target.getContext('2d')?.drawImage(picture, 0, 0)
    }
    const draw = drawPicture(() => opener.current(), page, turn)
    if (pagePictures.peek(name)) return pagePictures.want(name, draw, put)
    let unwant: (() => void) | undefined
    const timer = setTimeout(() => (unwant = pagePictures.want(name, draw, put)), glanceMs)
    return () => {
      clearTimeout(timer)
      unwant?.()
    }
  }, [name, page, turn])
  return <canvas ref={canvas} className="page-canvas" width={1} height={1} aria-hidden />
}
