/** How large the preview shows a page: fitted to its room, or so many CSS pixels to the point. */

export type Zoom = 'fit' | number

/** CSS pixels to the point at 100 %. */
export const actualSize = 96 / 72
const most = actualSize * 5
const least = actualSize * 0.1
const step = 1.25

/** What a page is taken for while nobody knows its size, in points. */
export const letter = { width: 612, height: 792 } as const

type Box = { readonly width: number; readonly height: number }

/** Pixels to the point for a page (points) in a room (CSS pixels). */
export const scaleOf = (zoom: Zoom, page: Box, room: Box): number =>
  zoom === 'fit' ? Math.max(0.01, Math.min(room.width / page.width, room.height / page.height)) : zoom

/** One step nearer or further from where it is now. */
export const zoomed = (scale: number, by: 'in' | 'out'): number =>
  Math.max(least, Math.min(most, by === 'in' ? scale * step : scale / step))

/** "Fit" stays a word; anything else is per cent of the size on paper. */
export const percent = (zoom: number): string => `${Math.round((zoom / actualSize) * 100)} %`
