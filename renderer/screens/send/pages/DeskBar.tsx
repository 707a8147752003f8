/** What can be done with the preview: which picture, which page, which way up, how large. */
import { ChevronDown, ChevronUp, Minus, Plus, RotateCwSquare, SquareDashedMousePointer } from 'lucide-react'
import { coverPages } from '#app/domain/pages/cover.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import type { Compose } from '../compose.ts'
import { numberOf, placesOf, samePlace, sealedPage, type ComposeState } from '../compose-state.ts'
import { chosenCount } from '../editor/draft-editor.ts'
import { useCompose } from '../useCompose.ts'
import { rotate } from './strip/strip-acts.ts'
import { percent, type Zoom } from './zoom.ts'

/** Which picture of the page: as it came, the sealed bytes, what the far machine prints of them, or that beside it. */
export type Look = 'original' | 'sealed' | 'received' | 'both'

type DeskBarProps = {
  readonly compose: Compose
  readonly look: Look
  readonly onLook: (look: Look) => void
  readonly zoom: Zoom
  readonly onZoom: (by: 'in' | 'out') => void
  readonly onFit: () => void
  readonly hiding: boolean
  readonly onHide: () => void
}

const text = words.send.preview
const looks = [
  { value: 'original', label: text.original },
  { value: 'sealed', label: text.sealed },
  { value: 'received', label: text.received },
  { value: 'both', label: words.pages.both },
] as const

export function DeskBar({ compose, look, onLook, zoom, onZoom, onFit, hiding, onHide }: DeskBarProps) {
  const onPage = useCompose(compose, ({ place }) => place.kind === 'page')
  const shown = zoom === 'fit' ? text.fit : percent(zoom)
  return (
    <div className="desk-bar">
      <Segmented label={text.modes} choices={looks} value={look} onChange={onLook} />
      <Pager compose={compose} />
      <span className="end row g1">
        <IconButton
          icon={RotateCwSquare}
          label={text.rotate}
          title={`${text.rotate} (R)`}
          disabled={!onPage}
          onClick={() => rotate(compose, 90)}
        />
        <IconButton
          icon={SquareDashedMousePointer}
          label={words.pages.hide.button}
          title={`${words.pages.hide.button} (X)`}
          pressed={hiding}
          disabled={!onPage}
          onClick={onHide}
        />
        <span className="bar-sep" />
        <IconButton icon={Minus} label={text.zoomOut} onClick={() => onZoom('out')} />
        <Button kind="quiet" size="sm" className="num zoom-now" title={text.zoomFit(shown)} onClick={onFit}>
          {shown}
        </Button>
        <IconButton icon={Plus} label={text.zoomIn} onClick={() => onZoom('in')} />
      </span>
    </div>
  )
}

function Pager({ compose }: { readonly compose: Compose }) {
  const state = useCompose(compose, ({ editor, place, look }) => ({ editor, place, look }))
  const places = placesOf(state)
  const now = places.findIndex((other) => samePlace(other, state.place))
  const go = (to: number): void => {
    const place = places[to]
    if (place) compose.stand(place)
  }
  return (
    <span className="end row g1">
      <IconButton icon={ChevronUp} label={text.previous} disabled={now <= 0} onClick={() => go(now - 1)} />
      <span className="txs num c2 nowrap pager" aria-live="polite">
        {whereOf(state)}
      </span>
      <IconButton
        icon={ChevronDown}
        label={text.next}
        disabled={now >= places.length - 1}
        onClick={() => go(now + 1)}
      />
    </span>
  )
}

/** "4 of 5" among the pages that go; in the sealed packet its own page numbers, cover included. */
function whereOf({ editor, place, look }: Pick<ComposeState, 'editor' | 'place' | 'look'>): string {
  if (look.at === 'sealed') {
    const page = sealedPage(editor, place)
    return page === undefined ? text.leftOut : text.of(page, look.packet.pages)
  }
  if (place.kind === 'cover') return text.cover(place.page, coverPages(editor.content.cover))
  const number = numberOf(editor, place.at)
  return number === undefined ? text.leftOut : text.of(number, chosenCount(editor.content.pages))
}
