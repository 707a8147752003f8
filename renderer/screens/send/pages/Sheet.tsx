/** One page as it is shown: drawn by the viewer, or the dots a fax prints; or why there is none. */
import type { ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { PageCanvas } from '#renderer/parts/pages/PageCanvas.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { ReceivedPage } from './ReceivedPage.tsx'
import type { Shown, Size } from './shown.ts'

type SheetProps = {
  /** Lies over the page, inside its paper. */
  readonly layer?: ReactNode
  readonly shown: Shown
  readonly scale: number
  readonly scaleFor: (size: Size) => number
}

export function Sheet({ shown, scale, scaleFor, layer }: SheetProps) {
  const text = words.send.preview
  switch (shown.at) {
    case 'page': {
      const { size, name, late, ...rest } = shown
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
    case 'received':
      return <ReceivedPage shown={shown} scaleFor={scaleFor} />
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
