/**
 * A long list of which only what is near the viewport exists. All rows are alike in size; the first one is measured.
 * Works down the screen and, in a narrow window, across it.
 */
import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import { windowOf, type Measured } from './windowed.ts'

/** @param current the row that is kept in view when it changes */
export function useWindowed(list: RefObject<HTMLElement | null>, count: number, current: number) {
  const [measured, setMeasured] = useState<Measured>({ extent: 146, offset: 0, view: 900, across: false })
  const measure = useCallback(() => {
    const frame = list.current
    if (!frame) return
    const next = measuredIn(frame)
    setMeasured((now) => (next && differs(now, next) ? next : now))
  }, [list])
  const any = count > 0
  useLayoutEffect(() => {
    const frame = list.current
    if (!frame) return
    // Sizes are told after the next layout: to ask for them here would be a layout of its own, and hold up the window.
    const observer = new ResizeObserver(measure)
    for (const seen of [frame, any && firstRow(frame)]) if (seen) observer.observe(seen)
    frame.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      frame.removeEventListener('scroll', measure)
    }
  }, [list, measure, any])
  useEffect(() => {
    const frame = requestAnimationFrame(() => reveal(list.current, current))
    return () => cancelAnimationFrame(frame)
  }, [list, current])
  return { ...windowOf(count, measured), across: measured.across }
}

const firstRow = (frame: HTMLElement) => frame.querySelector<HTMLElement>('[data-row]')

function measuredIn(frame: HTMLElement): Measured | undefined {
  const row = firstRow(frame)
  if (!row) return undefined
  const style = getComputedStyle(frame)
  const across = style.flexDirection === 'row'
  const gap = Number.parseFloat(across ? style.columnGap : style.rowGap) || 0
  return across
    ? { extent: row.offsetWidth + gap, offset: frame.scrollLeft, view: frame.clientWidth, across }
    : { extent: row.offsetHeight + gap, offset: frame.scrollTop, view: frame.clientHeight, across }
}

/** Scrolling within a row changes nothing. */
const differs = (one: Measured, other: Measured): boolean =>
  one.extent !== other.extent ||
  one.view !== other.view ||
  one.across !== other.across ||
  Math.floor(one.offset / one.extent) !== Math.floor(other.offset / other.extent)

function reveal(frame: HTMLElement | null, index: number): void {
  const measured = frame && measuredIn(frame)
  if (!frame || !measured) return
  const { extent, offset, view, across } = measured
  const start = index * extent
  const to = start < offset ? start : start + extent > offset + view ? start + extent - view : offset
  if (to !== offset) frame.scrollTo(across ? { left: to } : { top: to })
}
