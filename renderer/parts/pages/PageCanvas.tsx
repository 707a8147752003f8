/** One large page; covered while details are hidden. What was drawn before stays, scaled, until the new drawing is complete: nothing flickers. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import type { Turn } from '#app/domain/pages/document.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { CoveredPage } from './CoveredPage.tsx'
import { drawPage } from './draw.ts'
import { pagePictures, putTurned } from './page-pictures.ts'

type PageCanvasProps = {
  readonly pdf: PDFDocumentProxy
  /** From 1. */
  readonly page: number
  readonly turn: Turn
  /** CSS pixels. */
  readonly width: number
  readonly label: string
  /** The name of a small picture of the same page, shown until the large one is there. */
  readonly picture?: string
  /** What to say where the page cannot be drawn. */
  readonly unshown: string
}

type Drawn = 'waiting' | 'drawn' | 'failed'

export const PageCanvas = (props: PageCanvasProps) =>
  usePreferences((state) => state.hideDetails) ? <CoveredPage /> : <Canvas {...props} />

function Canvas({ pdf, page, turn, width, label, picture, unshown }: PageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState<Drawn>('waiting')
  const shows = useRef<unknown>(undefined)
  useEffect(() => {
    const target = canvas.current
    if (!target || width < 1) return
    const controller = new AbortController()
    const subject = `${pdf.fingerprints[0] ?? ''} ${page} ${turn}`
    if (shows.current !== subject) setDrawn(begin(target, picture, turn))
    shows.current = subject
    const widthPx = Math.round(width * devicePixelRatio)
    const spare = document.createElement('canvas')
    const end = (how: Drawn): void => {
      if (controller.signal.aborted) return
      if (how === 'drawn') copy(spare, target)
      setDrawn(how)
    }
    drawPage(pdf, { page, turn, widthPx }, spare, controller.signal).then(
      () => end('drawn'),
      () => end('failed'),
    )
    return () => controller.abort()
  }, [pdf, page, turn, width, picture])
  return (
    <>
      <canvas ref={canvas} className="page-canvas" role="img" aria-label={label} data-page={drawn} />
      {drawn === 'failed' && (
        <p className="page-unshown txs" role="status">
          {unshown}
        </p>
      )}
    </>
  )
}

/** Another page: never leave the one before standing under this one's name. */
function begin(target: HTMLCanvasElement, picture: string | undefined, turn: Turn): Drawn {
  const small = picture ? pagePictures.peek(picture) : undefined
  if (small) putTurned(small, turn, target)
  else target.width = 1
  return 'waiting'
}

function copy(from: HTMLCanvasElement, to: HTMLCanvasElement): void {
  to.width = from.width
  to.height = from.height
  to.getContext('2d')?.drawImage(from, 0, 0)
}
