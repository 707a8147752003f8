/**
 * Rows by keyboard (design, "Row list"): ↑ ↓ or J K move, Enter opens, Esc (in the drawer) closes and returns to the
 * row. One row is the list's tab stop.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { useShortcuts } from '#renderer/state/keys.ts'

type RowsParts<K extends string> = {
  /** The rows that can be stepped to, in order. */
  readonly ids: readonly K[]
  readonly opened: K | undefined
  /** @param byKey the details are to take the focus */
  readonly open: (id: K, byKey: boolean) => void
  /** Esc on a row: details away. */
  readonly close?: () => void
  readonly list: RefObject<HTMLElement | null>
  /** Brings the row into the window before it is focused. */
  readonly reveal: (id: K) => void
}

export type Rows<K extends string> = {
  /** The row that Tab reaches. */
  readonly stop: K | undefined
  /** Steps by so many rows, the opened details along. */
  readonly step: (by: number) => void
  readonly focusRow: (id: K) => void
  readonly props: (id: K) => {
    readonly tabIndex: 0 | -1
    readonly 'data-row': K
    readonly 'aria-current': 'true' | undefined
    readonly className: string
    readonly onClick: (event: MouseEvent) => void
    readonly onFocus: () => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
}

export function useRows<K extends string>({ ids, opened, open, close, list, reveal }: RowsParts<K>): Rows<K> {
  const [active, setActive] = useState<K>()
  const wanted = useRef<K>(undefined)
  const stop = active !== undefined && ids.includes(active) ? active : ids[0]
  const focusWanted = (): void => {
    if (wanted.current === undefined) return
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  }
  // A row that was out of sight is drawn first.
  useLayoutEffect(focusWanted)
  const focusRow = (id: K): void => {
    wanted.current = id
    setActive(id)
    reveal(id)
    focusWanted()
  }
  const goTo = (index: number): void => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, index))]
    if (id === undefined) return
    const inDrawer = document.activeElement?.closest('.drawer') !== null
    if (opened !== undefined) open(id, inDrawer)
    if (!inDrawer || opened === undefined) focusRow(id)
    else {
      setActive(id)
      reveal(id)
    }
  }
  const placeOf = (id: K | undefined): number => (id === undefined ? -1 : ids.indexOf(id))
  const step = (by: number): void => {
    const from = placeOf(opened ?? active)
    goTo(from === -1 ? 0 : from + by)
  }
  useShortcuts({ j: () => step(1), k: () => step(-1) })
  const pressed = (id: K) => (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const to = destination(event.key, placeOf(id), ids.length)
    if (to !== undefined) goTo(to)
    else if (event.key === 'Enter') open(id, true)
    else if (event.key === 'Escape' && opened !== undefined) close?.()
    else return
    event.preventDefault()
  }
  return {
    stop,
    step,
    focusRow,
    props: (id) => ({
      tabIndex: id === stop ? 0 : -1,
      'data-row': id,
      'aria-current': id === opened ? 'true' : undefined,
      className: id === opened ? 'sel' : '',
      // A button within the row is not the row.
      onClick: (event) => {
        if (!(event.target instanceof Element && event.target.closest('button'))) open(id, false)
      },
      onFocus: () => setActive(id),
      onKeyDown: pressed(id),
    }),
  }
}

/** How far Page Up and Page Down go, in rows. */
const pageRows = 10

function destination(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at - 1
    case 'PageDown':
      return at + pageRows
    case 'PageUp':
      return at - pageRows
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
