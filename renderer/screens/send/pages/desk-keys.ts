/** Keys of the preview. */
import type { Compose } from '../compose.ts'
import type { Look } from './DeskBar.tsx'
import { nextFinding } from './findings/findings.ts'
import { duplicate, rotate } from './strip/strip-acts.ts'
import type { Zoom } from './zoom.ts'

export type KeyActs = {
  readonly change: (by: 'in' | 'out') => void
  readonly setZoom: (zoom: Zoom) => void
  readonly turnLook: () => void
  /** Begins or ends hiding parts of the page. */
  readonly hide: () => void
  readonly hiding: boolean
}

/** Whether the key was one of ours. */
export function pressedOnDesk({ key, shiftKey }: KeyboardEvent, compose: Compose, acts: KeyActs): boolean {
  if (key === 'F8') return nextFinding(compose)
  if (key === 'Escape' && !acts.hiding) return false
  const all: Readonly<Record<string, () => void>> = {
    '+': () => acts.change('in'),
    '=': () => acts.change('in'),
    '-': () => acts.change('out'),
    '0': () => acts.setZoom('fit'),
    r: () => rotate(compose, shiftKey ? 270 : 90),
    d: () => duplicate(compose),
    v: acts.turnLook,
    x: acts.hide,
    escape: acts.hide,
  }
  const act = all[key.toLowerCase()]
  act?.()
  return act !== undefined
}

/** V goes round: as it came, as it will be sent, as it will be printed, both. */
export const nextLook: Readonly<Record<Look, Look>> = {
  original: 'sealed',
  sealed: 'received',
  received: 'both',
  both: 'original',
}
