/** A sealed page as the far machine prints it: its own dots, one bit each, made by the code that makes the fax. */
import { useState } from 'react'
import type { Quality } from '#app/contract/desk/drafts.ts'
import { faxDpi } from '#app/domain/pages/rendition.ts'
import { words } from '#app/words/index.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import type { Shown, Size } from './shown.ts'

type ReceivedPageProps = {
  readonly shown: Extract<Shown, { at: 'received' }>
  /** CSS pixels to the point for a page of this size. */
  readonly scaleFor: (size: Size) => number
}

type Picture = { readonly url: string; readonly size: Size } | { readonly url: string; readonly size: undefined }

export function ReceivedPage({ shown: { url, name, quality }, scaleFor }: ReceivedPageProps) {
  const [picture, setPicture] = useState<Picture>()
  const now = picture?.url === url ? picture : undefined
  if (now && !now.size) return <p className="desk-word txs c2">{words.send.preview.unshown}</p>
  const scale = now?.size ? scaleFor(now.size) : 0
  const style = now?.size ? { width: now.size.width * scale, height: now.size.height * scale } : { width: 0, height: 0 }
  return (
    <>
      {!now && <Spinner label={words.common.loading} />}
      <div className="paper desk-paper" style={style} data-page={now ? 'drawn' : undefined}>
        <img
          src={url}
          alt={words.send.preview.picture(name)}
          className="received"
          onLoad={({ currentTarget }) => setPicture({ url, size: pointsOf(currentTarget, quality) })}
          onError={() => setPicture({ url, size: undefined })}
        />
      </div>
    </>
  )
}

/** Dots are not square: a row has 204 to the inch, a column as many as the quality says. */
const pointsOf = (image: HTMLImageElement, quality: Quality): Size => ({
  width: (image.naturalWidth / faxDpi.across) * 72,
  height: (image.naturalHeight / faxDpi.down[quality]) * 72,
})
