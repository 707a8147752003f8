/**
 * Keyboard shortcuts. A combination is written `mod+shift+h`: `mod` is Ctrl, or ⌘ on a Mac. Single keys work only
 * outside fields, and never while a dialog is open over the screen that asked for them. They work as soon as what they
 * belong to is on screen: heard after the next frame, a key pressed at once would be lost, or do what was right before.
 */
import { useLayoutEffect, useRef } from 'react'

export type Combination = string

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

export const onMac = (): boolean => document.documentElement.dataset['os'] === 'mac'

/** Whether the keys pressed are the combination. Shift counts only where a letter or named key is combined with it. */
export function matches(combination: Combination, pressed: Pressed, mac: boolean): boolean {
  const parts = combination.split(/(?<=.)\+/)
  const key = parts.at(-1) ?? ''
  const mod = parts.includes('mod')
  if ((mac ? pressed.metaKey : pressed.ctrlKey) !== mod) return false
  if (mac ? pressed.ctrlKey : pressed.metaKey) return false
  if (pressed.altKey !== parts.includes('alt')) return false
  // "?" and "/" sit behind Shift on some keyboards and not on others.
  const letter = /^[a-z]$/i.test(key) || key.length > 1
  if (letter && pressed.shiftKey !== parts.includes('shift')) return false
  return pressed.key.toLowerCase() === key
}

/** The combination as people read it: "Ctrl Shift H", on a Mac "⌘⇧H". */
export function readable(combination: Combination, mac: boolean): string {
  const names: Readonly<Record<string, string>> = {
    mod: mac ? '⌘' : 'Ctrl',
    shift: mac ? '⇧' : 'Shift',
    alt: mac ? '⌥' : 'Alt',
    enter: 'Enter',
    escape: 'Esc',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
    delete: 'Delete',
    ' ': 'Space',
  }
  return combination
    .split(/(?<=.)\+/)
    .map((part) => names[part] ?? part.toUpperCase())
    .join(mac ? '' : ' ')
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))

/**
 * Runs an act when its combination is pressed, while the caller is on screen.
 * @param acts combinations and what they do
 */
export function useShortcuts(acts: Readonly<Record<Combination, (event: KeyboardEvent) => void>>): void {
  const latest = useRef(acts)
  useLayoutEffect(() => {
    latest.current = acts
  })
  useLayoutEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const found = Object.entries(latest.current).find(([combination]) => matches(combination, event, onMac()))
      if (!found) return
      const [combination, act] = found
      const single = !combination.includes('+') && !/^f\d+$/.test(combination)
      if (document.querySelector('dialog:modal')) return
      if (single && typing(event.target)) return
      event.preventDefault()
      act(event)
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  }, [])
}

/** Runs an act whatever is open and wherever the focus is: for the one key that must never be in anyone's way. */
export function useAlwaysKey(combination: Combination, act: () => void): void {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  useLayoutEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (!matches(combination, event, onMac())) return
      event.preventDefault()
      event.stopPropagation()
      latest.current()
    }
    // On the way down: a dialog keeps the keys pressed in it to itself.
    addEventListener('keydown', heard, { capture: true })
    return () => removeEventListener('keydown', heard, { capture: true })
  }, [combination])
}
