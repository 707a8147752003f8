/**
 * Long lists draw only the rows near the screen. Heights are known beforehand (design: one height a kind of row), so a
 * row's place is a sum; what scrolls may be the list or, zoomed far in, the whole page.
 */
import { useCallback, useEffect, useMemo, useState, type RefObject } from 'react'

export type WindowOf = {
  /** Indices of the rows to draw; `to` is exclusive. */
  readonly from: number
  readonly to: number
  /** Px of the rows left out before and after. */
  readonly before: number
  readonly after: number
  /** Scrolls so that the row can be seen. */
  readonly reveal: (index: number) => void
}

/** Rows drawn beyond what is seen, each way. */
const spare = 12

/** Sums of heights: `offsets[n]` px lie above row `n`; the last one is the height of all. */
export function offsetsOf(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1)
  heights.forEach((height, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + height
  })
  return offsets
}

/** The row that covers `y` px from the top, by halving. */
export function rowAt(offsets: Float64Array, y: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((offsets[middle + 1] ?? Infinity) > y) high = middle
    else low = middle + 1
  }
  return low
}

type Seen = { readonly top: number; readonly bottom: number }

/**
 * @param heights px of each row
 * @param body the element whose rows these are; its top edge is the first row's
 * @param scroller what scrolls it in a window of ordinary size
 */
export function useWindow(
  heights: readonly number[],
  body: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
): WindowOf {
  const offsets = useMemo(() => offsetsOf(heights), [heights])
  const [seen, setSeen] = useState<Seen>({ top: 0, bottom: 1200 })
  const look = useCallback(() => {
    const rows = body.current?.getBoundingClientRect()
    const frame = scroller.current?.getBoundingClientRect()
    if (!rows || !frame) return
    const top = Math.max(0, frame.top, 0) - rows.top
    const bottom = Math.min(innerHeight, frame.bottom) - rows.top
    setSeen((was) => (was.top === top && was.bottom === bottom ? was : { top, bottom }))
  }, [body, scroller])
  useEffect(() => {
    // It reports once at the beginning, too.
    const size = new ResizeObserver(look)
    if (scroller.current) size.observe(scroller.current)
    addEventListener('scroll', look, { capture: true, passive: true })
    addEventListener('resize', look)
    return () => {
      size.disconnect()
      removeEventListener('scroll', look, { capture: true })
      removeEventListener('resize', look)
    }
  }, [look, scroller])
  const reveal = useCallback(
    (index: number) => {
      const frame = scroller.current
      const rows = body.current
      if (!frame || !rows) return
      // The head of the columns sticks to the top of what scrolls.
      const head = rows.previousElementSibling?.clientHeight ?? 0
      const edges = frame.getBoundingClientRect()
      const top = rows.getBoundingClientRect().top + (offsets[index] ?? 0)
      const height = (offsets[index + 1] ?? 0) - (offsets[index] ?? 0)
      const above = top - Math.max(0, edges.top) - head
      const below = top + height - Math.min(innerHeight, edges.bottom)
      const scrolls = frame.scrollHeight > frame.clientHeight ? frame : document.scrollingElement
      if (above < 0) scrolls?.scrollBy({ top: above })
      else if (below > 0) scrolls?.scrollBy({ top: below })
      look()
    },
    [body, scroller, offsets, look],
  )
  const count = heights.length
  const from = Math.max(0, Math.min(count, rowAt(offsets, seen.top)) - spare)
  const to = Math.min(count, rowAt(offsets, seen.bottom) + 1 + spare)
  const total = offsets[count] ?? 0
  return { from, to, before: offsets[from] ?? 0, after: total - (offsets[to] ?? total), reveal }
}
