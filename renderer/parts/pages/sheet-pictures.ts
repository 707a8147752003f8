/**
 * Large pictures of pages, as the document service draws them. A few are kept, so that going back and forth between two
 * is at once; they are gone with the window when it locks.
 */
import { Pictures, type DrawPicture } from './pictures.ts'

export type SheetPicture = {
  readonly bitmap: ImageBitmap
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** The page itself, in points. */
  readonly size: { readonly width: number; readonly height: number }
  readonly close: () => void
}

/** A window's whole height at double density has some 6 million pixels, 24 MB. */
export const sheetPictures = new Pictures<SheetPicture>(4)

/** Fetches a picture, and what it says of its page, from a relative address of our own origin. */
export const sheetAt =
  (url: string): DrawPicture<SheetPicture> =>
  async (signal) => {
    const answer = await fetch(url, { credentials: 'same-origin', signal })
    if (!answer.ok) throw new Error('no picture')
    const png = await answer.arrayBuffer()
    const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }))
    const { width, height } = bitmap
    return { bitmap, width, height, size: paperOf(png, { width, height }), close: () => bitmap.close() }
  }

const pointsInMetre = 72 / 0.0254
/** The chunk of dots to the metre comes right behind the header (PNG §11.3.4.3), as the service writes it. */
const densityAt = 37
const densityName = 0x70485973

/** How large the page is, in points. */
export function paperOf(png: ArrayBuffer, { width, height }: { readonly width: number; readonly height: number }) {
  const file = new DataView(png)
  if (file.getUint32(densityAt) !== densityName) throw new Error('no size')
  const [across, down] = [file.getUint32(densityAt + 4), file.getUint32(densityAt + 8)]
  return { width: (width / across) * pointsInMetre, height: (height / down) * pointsInMetre }
}
