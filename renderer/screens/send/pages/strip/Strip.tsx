/** The pages in order: what goes, what stays, which way up. One tab stop; the arrows move. */
import { Plus, Redo2, Undo2 } from 'lucide-react'
import { useEffect, useId, useRef, type DragEvent, type RefObject } from 'react'
import { coverPages } from '#app/domain/pages/cover.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import type { Compose } from '../../compose.ts'
import { placesOf, samePlace, type Place } from '../../compose-state.ts'
import { changedBy, chosenCount } from '../../editor/draft-editor.ts'
import { SentBefore } from '../../intake/SentBefore.tsx'
import { useCompose } from '../../useCompose.ts'
import { clickedInStrip, placeUnder, pressedInStrip } from './strip-acts.ts'
import { Necessary } from '../Necessary.tsx'
import { Thumb } from './Thumb.tsx'
import type { Cover } from '../useCover.ts'
import { useWindowed } from './useWindowed.ts'

type StripProps = { readonly compose: Compose; readonly cover: Cover; readonly onAdd: () => void }

export function Strip({ compose, cover, onAdd }: StripProps) {
  const reading = useCompose(compose, ({ arriving }) => arriving)
  return (
    <aside className="strip" aria-label={words.send.strip.label}>
      <StripHead compose={compose} />
      <StripList compose={compose} cover={cover} />
      {reading && (
        <p className="strip-reading t2xs c2" role="status">
          {reading.of > 1
            ? words.send.reading.many(reading.name, reading.file, reading.of)
            : words.send.reading.one(reading.name)}
        </p>
      )}
      <SentBefore compose={compose} />
      <Necessary compose={compose} />
      <div className="strip-foot">
        <Button size="sm" block icon={Plus} onClick={onAdd}>
          {words.send.strip.add}
        </Button>
      </div>
    </aside>
  )
}

function StripHead({ compose }: { readonly compose: Compose }) {
  const editor = useCompose(compose, (state) => state.editor)
  const { pages, cover } = editor.content
  const [undoes, redoes] = [changedBy(editor, 'undo'), changedBy(editor, 'redo')]
  const going = chosenCount(pages)
  const left = pages.length - going
  const text = words.send.strip
  return (
    <div className="strip-head">
      <b className="med c1">{text.count(going + coverPages(cover))}</b>
      {(undoes ?? redoes) && (
        <span className="row">
          <IconButton
            icon={Undo2}
            label={undoes === 'quality' ? text.undoQuality : text.undo}
            disabled={!undoes}
            onClick={() => compose.edit({ do: 'undo' })}
          />
          <IconButton
            icon={Redo2}
            label={redoes === 'quality' ? text.redoQuality : text.redo}
            disabled={!redoes}
            onClick={() => compose.edit({ do: 'redo' })}
          />
        </span>
      )}
      {left > 0 && <span className="left-out">{text.leftOut(left)}</span>}
    </div>
  )
}

function StripList({ compose, cover }: Omit<StripProps, 'onAdd'>) {
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const editor = useCompose(compose, (state) => state.editor)
  const place = useCompose(compose, (state) => state.place)
  const places = placesOf({ editor })
  const current = places.findIndex((other) => samePlace(other, place))
  const { from, to, before, after, across } = useWindowed(list, places.length, current)
  const dragging = useDragging(compose, places)
  useFirstFocus(list, places.length > 0)
  return (
    <div
      ref={list}
      className="strip-list"
      data-mends="pages"
      role="listbox"
      tabIndex={0}
      aria-label={`${words.send.strip.label}. ${words.send.strip.keys}`}
      aria-orientation={across ? 'horizontal' : 'vertical'}
      aria-activedescendant={current >= from && current < to ? `${id}-${current}` : undefined}
      onKeyDown={(event) => pressedInStrip(event, compose, places, current, across)}
      onClick={(event) => clickedInStrip(event, compose, places)}
      {...dragging}
    >
      <Gap across={across} extent={before} />
      {places.slice(from, to).map((own, index) => (
        <Thumb
          key={nameOf(own)}
          id={`${id}-${from + index}`}
          compose={compose}
          cover={cover}
          place={own}
          index={from + index}
          current={from + index === current}
          count={places.length}
        />
      ))}
      <Gap across={across} extent={after} />
    </div>
  )
}

/** Stands for rows that are not there. */
const Gap = ({ across, extent }: { readonly across: boolean; readonly extent: number }) =>
  extent > 0 && <div className="strip-gap" style={{ [across ? 'width' : 'height']: extent }} />

const nameOf = (place: Place): string => (place.kind === 'cover' ? `cover ${place.page}` : `page ${place.at}`)

/** After a drop nothing has the focus: the pages take it, so that the keys work at once. */
function useFirstFocus(list: RefObject<HTMLElement | null>, ready: boolean): void {
  useEffect(() => {
    if (!ready) return
    // With the picture that shows them: the focus asks where everything lies.
    const frame = requestAnimationFrame(() => {
      const { activeElement } = document
      if (!activeElement || activeElement === document.body || activeElement.id === 'main') list.current?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [list, ready])
}

/** Moving a page by mouse: what is dragged is one of our pages, never a file. */
function useDragging(compose: Compose, places: readonly Place[]) {
  const dragged = useRef<number>(undefined)
  const pageAt = (event: DragEvent): number | undefined => {
    const place = placeUnder(event.target, places)
    return place?.kind === 'page' ? place.at : undefined
  }
  return {
    onDragStart: (event: DragEvent) => (dragged.current = pageAt(event)),
    onDragEnd: () => (dragged.current = undefined),
    onDragOver: (event: DragEvent) => {
      if (dragged.current !== undefined) event.preventDefault()
    },
    onDrop: (event: DragEvent) => {
      const from = dragged.current
      const to = pageAt(event)
      dragged.current = undefined
      if (from === undefined || to === undefined) return
      event.preventDefault()
      compose.edit({ do: 'move', from, to })
      compose.stand({ kind: 'page', at: to })
    },
  }
}
