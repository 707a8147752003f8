/**
 * A page that is a picture of the document service's, in this window's own pixels: of the cover sheet, of the packet as
 * it goes, of its dots as they arrive. The one before stays, scaled, until the next is there; of another page, for a glance.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { boxWithin, type PictureBox } from '#app/domain/pages/picture.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { CoveredPage } from '#renderer/parts/pages/CoveredPage.tsx'
import { putTurned } from '#renderer/parts/pages/page-pictures.ts'
import { sheetAt, sheetPictures, type SheetPicture } from '#renderer/parts/pages/sheet-pictures.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { usePreferences } from '#renderer/state/preferences.ts'
import type { Shown, Size } from './shown.ts'
import { letter, scaleOf, type Zoom } from './zoom.ts'

type PicturedPageProps = {
  readonly shown: Extract<Shown, { at: 'pictured' }>
  readonly zoom: Zoom
  /** CSS pixels. */
  readonly room: Size
  /** Told how large the page is, in points, once it is known. */
  readonly onSize: (size: Size) => void
}

type Drawn = Pick<SheetPicture, 'width' | 'size'> & { readonly subject: string; readonly name: string }

export function PicturedPage(props: PicturedPageProps) {
  if (!usePreferences((state) => state.hideDetails)) return <Pictured {...props} />
  return (
    <div className="paper desk-paper" style={paperIn(props)}>
      <CoveredPage />
    </div>
  )
}

function Pictured({ shown, zoom, room, onSize }: PicturedPageProps) {
  const { subject, name, of, addressIn, nextIn } = shown
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState<Drawn>()
  const [failed, setFailed] = useState<string>()
  const [tries, setTries] = useState(0)
  const ready = drawn?.subject === subject
  const url = addressIn(boxOf(zoom, ready ? drawn.size : undefined, room))
  // Before anything is painted: a picture that is kept is there at once.
  useLayoutEffect(
    () =>
      sheetPictures.want(url, sheetAt(url), (picture) => {
        const target = canvas.current
        setFailed(picture && target ? undefined : url)
        setDrawn(picture && target ? { ...picture, subject, name } : undefined)
        if (!picture || !target) return
        putTurned(picture.bitmap, 0, target)
        onSize(picture.size)
      }),
    [url, subject, name, onSize, tries],
  )
  const next = ready ? nextIn?.(boxOf(zoom, undefined, room)) : undefined
  // A long packet takes its time to be read: the page behind is made while this one is looked at.
  useEffect(() => (next ? sheetPictures.want(next, sheetAt(next), () => undefined) : undefined), [next])
  const again = (): void => {
    setFailed(undefined)
    setTries(tries + 1)
  }
  if (failed === url) return <NotDrawn onAgain={again} />
  return (
    <div className={ready ? 'paper desk-paper' : 'paper desk-paper late'} style={paperIn({ zoom, room }, drawn)}>
      <canvas
        ref={canvas}
        className={`page-canvas ${of}`}
        role="img"
        aria-label={words.send.preview.picture(drawn?.name ?? name)}
        data-page={ready ? 'drawn' : 'waiting'}
      />
      {!ready && <Spinner label={words.common.loading} />}
    </div>
  )
}

function NotDrawn({ onAgain }: { readonly onAgain: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const again = (): void => {
    // The button goes; the keys stay with what one looks at.
    place.current?.closest<HTMLElement>('[role=group]')?.focus()
    onAgain()
  }
  return (
    <div ref={place} className="desk-word col g2 txs c2">
      <p role="status">{words.send.preview.notDrawn}</p>
      <Button size="sm" onClick={again}>
        {words.common.again}
      </Button>
    </div>
  )
}

/** The room for a picture, in device pixels: all there is, or what the page takes up at this zoom once its size is known. */
function boxOf(zoom: Zoom, size: Size | undefined, room: Size): PictureBox {
  const { width, height } = zoom === 'fit' || !size ? room : { width: size.width * zoom, height: size.height * zoom }
  return boxWithin({ widthPx: width * devicePixelRatio, heightPx: height * devicePixelRatio })
}

/** In CSS pixels; a picture that is there in its own size is shown dot for dot. */
function paperIn({ zoom, room }: Pick<PicturedPageProps, 'zoom' | 'room'>, drawn?: Drawn): Size {
  const size = drawn?.size ?? letter
  const scale = scaleOf(zoom, size, room)
  const [width, own] = [size.width * scale, (drawn?.width ?? 0) / devicePixelRatio]
  const factor = Math.abs(width - own) * devicePixelRatio < 1.5 ? own / width : 1
  return { width: width * factor, height: size.height * scale * factor }
}
