/** Keys that work on the whole screen, but never while somebody types: a field keeps its own undo and its letters. */
import { useLayoutEffect, useRef } from 'react'

const field = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'

const inField = (target: EventTarget | null): boolean => target instanceof Element && target.closest(field) !== null

/** Hears keys outside fields and dialogs; `act` answers whether it used the key. */
export function useScreenKeys(act: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  useLayoutEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || inField(event.target)) return
      if (document.querySelector('dialog:modal')) return
      if (latest.current(event)) event.preventDefault()
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  }, [])
}

/** Undo, redo or neither; Ctrl on every system but the Mac, where it is ⌘. */
export function undoOrRedo(event: KeyboardEvent, mac: boolean): 'undo' | 'redo' | undefined {
  if (!(mac ? event.metaKey : event.ctrlKey) || event.altKey) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !mac ? 'redo' : undefined
}

/** A single key without Ctrl, Alt or ⌘. */
export const bare = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.altKey && !event.metaKey
