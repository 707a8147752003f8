/** How a page that is shown large is asked for: of which fax, its number, and the room there is for it. */
import { FaxId } from '#app/domain/ids.ts'
import { isWithin, type PictureBox } from '#app/domain/pages/picture.ts'

export type PageInRoom = {
  readonly id: FaxId
  /** From 0. */
  readonly index: number
  /** Device pixels. */
  readonly box: PictureBox
}

/** Reads `<fax id>-<page, from 1>-<width>x<height>`; undefined for anything else, and for a room beyond all bounds. */
export function pageInRoom(name: string): PageInRoom | undefined {
  const [, id = '', page, width, height] = /^(fax_[0-9a-f]{20})-([1-9]\d{0,2})-(\d{1,5})x(\d{1,5})$/.exec(name) ?? []
  const box = { widthPx: Number(width), heightPx: Number(height) }
  return page !== undefined && isWithin(box) ? { id: FaxId.parse(id), index: Number(page) - 1, box } : undefined
}
