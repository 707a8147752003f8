/** A sealed page as the far machine prints it: its own dots, one bit each, made by the code that makes the fax. */
import { useState } from 'react'
import type { Quality } from '#app/contract/desk/drafts.ts'
import { faxDpi } from '#app/domain/pages/rendition.ts'
import { words } from '#app/words/index.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { receivedUrl } from '../addresses.ts'
import type { Shown, Size } from './shown.ts'

type ReceivedPageProps = {
  readonly shown: Extract<Shown, { at: 'received' }>
  /** CSS pixels to the point for a page of this size. */
  readonly scaleFor: (size: Size) => number
}

/** The whole picture, once it is here: how many dots it has. */
type Whole = { readonly url: string; readonly dots: Size | undefined }

export function ReceivedPage({ shown: { sealed, name, quality }, scaleFor }: ReceivedPageProps) {
  const [whole, setWhole] = useState<Whole>()
  const [drawn, setDrawn] = useState<string>()
  const url = receivedUrl(sealed)
  const now = whole?.url === url ? whole : undefined
  if (now && !now.dots) return <p className="desk-word txs c2">{words.send.preview.unshown}</p>
  const room = now?.dots ? roomOf(now.dots, quality, scaleFor) : nothing
  const shown = now?.dots ? fitted(now.dots, room) : undefined
  // A picture that is made anew for another zoom leaves the one before in its place.
  const ready = drawn === url
  const loaded = ({ currentTarget }: { readonly currentTarget: HTMLImageElement }): void => {
    const dots = now?.dots ?? { width: currentTarget.naturalWidth, height: currentTarget.naturalHeight }
    if (!now) setWhole({ url, dots })
    if (now || !fitted(dots, roomOf(dots, quality, scaleFor))) setDrawn(url)
  }
  return (
    <>
      {!ready && <Spinner label={words.common.loading} />}
      <div className="paper desk-paper" style={ready ? room : nothing} data-page={ready ? 'drawn' : undefined}>
        <img
          src={shown ? receivedUrl(sealed, shown) : url}
          alt={words.send.preview.picture(name)}
          className="received"
          onLoad={loaded}
          onError={() => setWhole({ url, dots: undefined })}
        />
      </div>
    </>
  )
}

const nothing: Size = { width: 0, height: 0 }

/** In CSS pixels. Dots are not square: a row has 204 to the inch, a column as many as the quality says. */
function roomOf({ width, height }: Size, quality: Quality, scaleFor: (size: Size) => number): Size {
  const points = { width: (width / faxDpi.across) * 72, height: (height / faxDpi.down[quality]) * 72 }
  const scale = scaleFor(points)
  return { width: points.width * scale, height: points.height * scale }
}

/** In device pixels, where they are fewer than the dots: a window would leave out lines that lie between them. */
function fitted(dots: Size, room: Size): Size | undefined {
  const width = Math.round(room.width * devicePixelRatio)
  const height = Math.round(room.height * devicePixelRatio)
  return width >= dots.width ? undefined : { width: Math.max(1, width), height: Math.max(1, height) }
}
