import { useLayoutEffect, useState, type RefObject } from 'react'

/** The room inside the padding, in CSS pixels. */
export function useRoomSize(room: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 600, height: 640 })
  useLayoutEffect(() => {
    const frame = room.current
    if (!frame) return
    const measure = (): void => {
      const { paddingLeft, paddingTop } = getComputedStyle(frame)
      setSize({
        width: frame.offsetWidth - 2 * Number.parseFloat(paddingLeft),
        height: frame.offsetHeight - 2 * Number.parseFloat(paddingTop),
      })
    }
    const observer = new ResizeObserver(measure)
    // It tells the size after the next layout: to ask for it here would be a layout of its own, and hold up the window.
    observer.observe(frame)
    return () => observer.disconnect()
  }, [room])
  return size
}
