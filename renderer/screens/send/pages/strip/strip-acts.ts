/** What keys and clicks do in the page strip. */
import type { KeyboardEvent, MouseEvent } from 'react'
import { words } from '#app/words/index.ts'
import type { Compose } from '../../compose.ts'
import type { Place } from '../../compose-state.ts'

/** What a click in a row does, beside standing on its page: rows carry these as `data-act`, for the mouse alone. */
export type RowAct = 'toggle' | 'rotate-left' | 'rotate-right' | 'duplicate'

/** The place whose row holds this element. */
export function placeUnder(target: EventTarget, places: readonly Place[]): Place | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  return row ? places[Number(row.dataset['row'])] : undefined
}

/** Acts on a click anywhere in the strip. */
export function clickedInStrip(event: MouseEvent, compose: Compose, places: readonly Place[]): void {
  const place = placeUnder(event.target, places)
  if (!place || !(event.target instanceof Element)) return
  const act = event.target.closest<HTMLElement>('[data-act]')?.dataset['act']
  if (act === 'toggle' && place.kind === 'page') return toggle(compose, place.at)
  compose.stand(place)
  if (act === 'rotate-left') rotate(compose, 270)
  if (act === 'rotate-right') rotate(compose, 90)
  if (act === 'duplicate') duplicate(compose)
}

/** Rows that Page Up and Page Down pass over. */
const leap = 5

/** Acts on a key that is one of ours. `across` is a strip that lies along the top. */
export function pressedInStrip(
  event: KeyboardEvent,
  compose: Compose,
  places: readonly Place[],
  current: number,
  across: boolean,
): void {
  if (event.ctrlKey || event.metaKey) return
  const step = stepOf(event.key, current, places.length, across)
  if (step !== undefined) {
    event.preventDefault()
    if (event.altKey) move(compose, places[current], Math.sign(step - current))
    else stand(compose, places[step])
    return
  }
  const place = places[current]
  if (event.key !== ' ' || event.altKey || place?.kind !== 'page') return
  event.preventDefault()
  toggle(compose, place.at)
}

function stepOf(key: string, current: number, count: number, across: boolean): number | undefined {
  const back = across ? 'ArrowLeft' : 'ArrowUp'
  const on = across ? 'ArrowRight' : 'ArrowDown'
  const steps: Readonly<Record<string, number>> = {
    [back]: current - 1,
    [on]: current + 1,
    PageUp: current - leap,
    PageDown: current + leap,
    Home: 0,
    End: count - 1,
  }
  const to = steps[key]
  return to === undefined ? undefined : Math.max(0, Math.min(to, count - 1))
}

function stand(compose: Compose, place: Place | undefined): void {
  if (place) compose.stand(place)
}

function move(compose: Compose, place: Place | undefined, by: number): void {
  if (place?.kind !== 'page' || by === 0) return
  const { pages } = compose.store.getState().editor.content
  const to = place.at + by
  if (to < 0 || to >= pages.length) return
  compose.edit({ do: 'move', from: place.at, to })
  compose.stand({ kind: 'page', at: to })
  compose.say(words.send.strip.moved(to + 1, pages.length))
}

/** Includes a page that was left out, or leaves it out. */
export function toggle(compose: Compose, at: number): void {
  const page = compose.store.getState().editor.content.pages[at]
  if (page) compose.edit({ do: 'include', at, included: !page.included })
}

/** Puts the page one stands on in once more, and stands on the new one. */
export function duplicate(compose: Compose): void {
  const { place, editor } = compose.store.getState()
  if (place.kind !== 'page') return
  compose.edit({ do: 'duplicate', at: place.at })
  const { pages } = compose.store.getState().editor.content
  if (pages.length === editor.content.pages.length) return
  compose.stand({ kind: 'page', at: place.at + 1 })
  compose.say(words.send.strip.duplicated(place.at + 2, pages.length))
}

/** Turns the page one stands on; a cover sheet stays as it is made. */
export function rotate(compose: Compose, by: 90 | 270): void {
  const { place } = compose.store.getState()
  if (place.kind === 'page') compose.edit({ do: 'turn', at: place.at, by })
}
