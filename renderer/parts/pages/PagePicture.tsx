/** A small picture of one page, asked for while it is on screen and not a moment longer. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Turn } from '#app/domain/document.ts'
import { drawPicture, pagePictures } from './page-pictures.ts'

type PagePictureProps = {
  /** Names document, page and turn: the same name is the same picture. */
  readonly name: string
  readonly open: () => Promise<PDFDocumentProxy>
  /** From 1. */
  readonly page: number
  readonly turn: Turn
}

/** Silent: the row it stands in names the page. */
export function PagePicture({ name, open, page, turn }: PagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const opener = useRef(open)
  useLayoutEffect(() => {
    opener.current = open
  })
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    return pagePictures.want(
      name,
      drawPicture(() => opener.current(), page, turn),
      (picture) => {
        target.dataset['page'] = picture ? 'drawn' : 'failed'
        if (!picture) return
        target.width = picture.width
        target.height = picture.height
        target.getContext('2d')?.drawImage(picture, 0, 0)
      },
    )
  }, [name, page, turn])
  return <canvas ref={canvas} className="page-canvas" width={1} height={1} aria-hidden />
}
