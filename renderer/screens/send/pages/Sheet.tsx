/** One page as it is shown: an original drawn by the viewer, a picture of the service's; or why there is none. */
import type { ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { PageCanvas } from '#renderer/parts/pages/PageCanvas.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { PicturedPage } from './PicturedPage.tsx'
import type { Shown, Size } from './shown.ts'
import { scaleOf, type Zoom } from './zoom.ts'

type SheetProps = {
  /** Lies over the page, inside its paper. */
  readonly layer?: ReactNode
  readonly shown: Shown
  readonly zoom: Zoom
  /** CSS pixels. */
  readonly room: Size
  /** Told how large a page that is a picture is, in points. */
  readonly onSize: (size: Size) => void
}

export function Sheet({ shown, zoom, room, onSize, layer }: SheetProps) {
  const text = words.send.preview
  switch (shown.at) {
    case 'page': {
      const { size, name, late, ...rest } = shown
      const scale = scaleOf(zoom, size, room)
      const width = Math.max(1, Math.floor(size.width * scale))
      const height = Math.max(1, Math.floor(size.height * scale))
      return (
        <div className={late ? 'paper desk-paper late' : 'paper desk-paper'} style={{ width, height }}>
          <PageCanvas
            pdf={rest.pdf}
            page={rest.page}
            turn={rest.turn}
            width={width}
            label={text.picture(name)}
            unshown={text.unshown}
            {...(rest.picture ? { picture: rest.picture } : {})}
          />
          {layer}
        </div>
      )
    }
    case 'pictured':
      return <PicturedPage shown={shown} zoom={zoom} room={room} onSize={onSize} />
    case 'waiting':
      return <Spinner label={words.common.loading} />
    case 'left-out':
      return <p className="desk-word txs c2">{text.leftOutNote}</p>
    case 'nothing':
      return <p className="desk-word txs c2">{text.nothing}</p>
    case 'unshown':
      return <p className="desk-word txs c2">{text.unshown}</p>
  }
}
