/** A small picture of one page, asked for while it is on screen and not a moment longer. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Turn } from '#app/domain/pages/document.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { CoveredPage } from './CoveredPage.tsx'
import { pagePictures, putTurned } from './page-pictures.ts'
import type { DrawPicture } from './pictures.ts'

type PagePictureProps = {
  /** Names document and page: the same name is the same picture. */
  readonly name: string
  readonly draw: DrawPicture<ImageBitmap>
  readonly turn: Turn
}

/** While others are waited for, a row scrolled past in less than this many ms is never asked for. */
const glanceMs = 70

/** Silent: the row it stands in names the page. With details hidden it is covered. */
export const PagePicture = (props: PagePictureProps) =>
  usePreferences((state) => state.hideDetails) ? <CoveredPage silent /> : <Drawn {...props} />

function Drawn({ name, draw, turn }: PagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawer = useRef(draw)
  useLayoutEffect(() => {
    drawer.current = draw
  })
  useEffect(() => {
    const target = canvas.current
    if (!target) return
    const put = (picture: ImageBitmap | undefined): void => {
      target.dataset['page'] = picture ? 'drawn' : 'failed'
      if (picture) putTurned(picture, turn, target)
    }
    const want = (): (() => void) => pagePictures.want(name, (signal) => drawer.current(signal), put)
    if (pagePictures.idle || pagePictures.peek(name)) return want()
    let unwant: (() => void) | undefined
    const timer = setTimeout(() => (unwant = want()), glanceMs)
    return () => {
      clearTimeout(timer)
      unwant?.()
    }
  }, [name, turn])
  return <canvas ref={canvas} className="page-canvas" width={1} height={1} aria-hidden />
}
