/** Over the page: areas that may not be readable, parts that are hidden, and a box that is being drawn. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { turnedBox, type PageBox } from '#app/domain/pages/page-marks.ts'
import { words } from '#app/words/index.ts'
import type { Compose } from '../../compose.ts'
import { useCompose } from '../../useCompose.ts'
import { findingsAt } from '../findings/findings.ts'
import { addBox, boxAfter, boxBetween, changeBox, removeBox, shownBoxes, type Point } from './boxes.ts'

type LayerProps = { readonly compose: Compose; readonly at: number; readonly hiding: boolean }

const text = words.pages.hide
const styleOf = ({ left, top, width, height }: PageBox) => ({
  left: `${left * 100}%`,
  top: `${top * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

export function HidingLayer({ compose, at, hiding }: LayerProps) {
  const page = useCompose(compose, ({ editor }) => editor.content.pages[at])
  const state = useCompose(compose, ({ editor, facts }) => ({ editor, facts }))
  const layer = useRef<HTMLDivElement>(null)
  const { drawn, drawing } = useDrawing(compose, at)
  if (!page) return null
  // A box is known by its place: it keeps the focus while it is moved.
  const boxes = shownBoxes(page.boxes ?? [], page.turn).map((box, place) => ({ box, place }))
  const areas = findingsAt(state, at).flatMap(({ finding: { box, kind } }) =>
    box ? [{ name: [kind, box.left, box.top].join(' '), box }] : [],
  )
  return (
    <div
      ref={layer}
      className={hiding ? 'marks hiding' : 'marks'}
      {...(hiding
        ? {
            role: 'group',
            tabIndex: 0,
            'aria-label': `${text.layer}. ${text.keys}`,
            onKeyDown: (event: KeyboardEvent) => pressedOnLayer(event, compose, at, layer.current),
            ...drawing,
          }
        : {})}
    >
      {areas.map(({ name, box }) => (
        <span key={name} className="weak" style={styleOf(turnedBox(box, page.turn))} aria-hidden />
      ))}
      {boxes.map(({ box, place }) => (
        <HiddenPart key={place} compose={compose} at={at} place={place} box={box} hiding={hiding} />
      ))}
      {drawn && <span className="hidden-part drawing" style={styleOf(drawn)} aria-hidden />}
    </div>
  )
}

function pressedOnLayer(event: KeyboardEvent, compose: Compose, at: number, layer: HTMLElement | null): void {
  if (event.key !== 'Enter' || event.target !== event.currentTarget) return
  event.preventDefault()
  const number = addBox(compose, at)
  compose.say(number === undefined ? text.full : text.placed(number))
  if (number === undefined) return
  requestAnimationFrame(() => layer?.querySelector<HTMLElement>(`[data-box="${number - 1}"]`)?.focus())
}

type PartProps = {
  readonly compose: Compose
  readonly at: number
  readonly place: number
  readonly box: PageBox
  readonly hiding: boolean
}

function HiddenPart({ compose, at, place, box, hiding }: PartProps) {
  if (!hiding) return <span className="hidden-part" style={styleOf(box)} role="img" aria-label={text.box(place + 1)} />
  const pressed = (event: KeyboardEvent): void => {
    const moved = boxAfter(box, event.key, event.shiftKey)
    const removed = event.key === 'Delete' || event.key === 'Backspace'
    if (!moved && !removed) return
    event.preventDefault()
    event.stopPropagation()
    if (moved) return changeBox(compose, at, place, moved)
    removeBox(compose, at, place)
    compose.say(text.removed)
    event.currentTarget.closest<HTMLElement>('.marks')?.focus()
  }
  return (
    <button
      type="button"
      className="hidden-part"
      style={styleOf(box)}
      data-box={place}
      aria-label={`${text.box(place + 1)}. ${text.keys}`}
      onKeyDown={pressed}
      onPointerDown={(event) => event.stopPropagation()}
    />
  )
}

/** Drawing by pointer: pressed here, drawn there, placed when let go. */
function useDrawing(compose: Compose, at: number) {
  const [from, setFrom] = useState<Point>()
  const [to, setTo] = useState<Point>()
  const pointOf = ({ clientX, clientY, currentTarget }: PointerEvent): Point => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    return { x: (clientX - left) / width, y: (clientY - top) / height }
  }
  const drawn = from && to ? boxBetween(from, to) : undefined
  const drawing = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setFrom(pointOf(event))
      setTo(undefined)
    },
    onPointerMove: (event: PointerEvent) => from && setTo(pointOf(event)),
    onPointerUp: (event: PointerEvent) => {
      const box = from && boxBetween(from, pointOf(event))
      setFrom(undefined)
      setTo(undefined)
      const number = box && addBox(compose, at, box)
      if (box) compose.say(number === undefined ? text.full : text.placed(number))
    },
    onPointerCancel: () => setFrom(undefined),
  }
  return { drawn, drawing }
}
