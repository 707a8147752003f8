/** The preview: one page, large, as it came or exactly as it will be sent. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { Quality } from '#app/contract/drafts.ts'
import { faxDpi } from '#app/domain/rendition.ts'
import { faultText, qualityWords, words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { PageCanvas } from '#renderer/parts/pages/PageCanvas.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import type { Compose } from '../compose.ts'
import { placesOf, samePlace, sealedPage } from '../compose-state.ts'
import { DropOver } from '../intake/Empty.tsx'
import { DropArt } from '../intake/DropArt.tsx'
import { Refusals } from '../intake/Refusals.tsx'
import type { Over } from '../intake/useFiles.ts'
import { bare, useScreenKeys } from '../keys.ts'
import { useCompose } from '../useCompose.ts'
import { DeskBar, type Look } from './DeskBar.tsx'
import { ReceivedPage } from './ReceivedPage.tsx'
import { receivedOf, useShown, type Shown, type Size } from './shown.ts'
import { duplicate, rotate } from './strip-acts.ts'
import type { Cover } from './useCover.ts'
import { scaleOf, zoomed, type Zoom } from './zoom.ts'

type DeskProps = { readonly compose: Compose; readonly cover: Cover; readonly over: Over | undefined }

export function Desk({ compose, cover, over }: DeskProps) {
  const room = useRef<HTMLDivElement>(null)
  const size = useRoomSize(room)
  const [received, setReceived] = useState(false)
  const pages = useShown(compose, cover)
  const asReceived = receivedOf(useCompose(compose, (state) => state))
  const shown = received && asReceived ? asReceived : pages
  const [zoom, setZoom] = useState<Zoom>('fit')
  const scale = pages.at === 'page' ? scaleOf(zoom, pages.size, size) : 1
  const change = (by: 'in' | 'out'): void => setZoom(zoomed(scale, by))
  const look = (next: Look): void => {
    setReceived(next === 'received')
    if (next === 'original') compose.lookAtOriginal()
    else void compose.lookAtSealed()
  }
  const now = lookOf(
    useCompose(compose, ({ look: { at } }) => at),
    received,
  )
  useScreenKeys(
    (event) => bare(event) && pressed(event, compose, { change, setZoom, turnLook: () => look(nextLook[now]) }),
  )
  return (
    <section className="desk" aria-label={words.send.preview.label}>
      <DeskBar compose={compose} look={now} onLook={look} zoom={zoom} onZoom={change} onFit={() => setZoom('fit')} />
      <div className="desk-view-frame">
        <div
          className="desk-view"
          ref={room}
          role="group"
          aria-label={words.send.preview.label}
          tabIndex={zoom === 'fit' ? -1 : 0}
        >
          <Sheet shown={shown} scale={scale} scaleFor={(page) => scaleOf(zoom, page, size)} />
        </div>
        <Notes compose={compose} received={received} />
        {over && (
          <div className={over.wrong ? 'drop desk-drop' : 'drop over desk-drop'}>
            <DropArt over={!over.wrong} />
            <DropOver over={over} />
          </div>
        )}
      </div>
    </section>
  )
}

type KeyActs = {
  readonly change: (by: 'in' | 'out') => void
  readonly setZoom: (zoom: Zoom) => void
  readonly turnLook: () => void
}

function pressed({ key, shiftKey }: KeyboardEvent, compose: Compose, { change, setZoom, turnLook }: KeyActs): boolean {
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => change('in'),
    '=': () => change('in'),
    '-': () => change('out'),
    '0': () => setZoom('fit'),
    r: () => rotate(compose, shiftKey ? 270 : 90),
    d: () => duplicate(compose),
    v: turnLook,
  }
  const act = acts[key.toLowerCase()]
  act?.()
  return act !== undefined
}

/** V goes round: as it came, as it will be sent, as it will be printed. */
const nextLook: Readonly<Record<Look, Look>> = { original: 'sealed', sealed: 'received', received: 'original' }

function lookOf(at: 'original' | 'refused' | 'sealing' | 'sealed', received: boolean): Look {
  if (at === 'original' || at === 'refused') return 'original'
  return received ? 'received' : 'sealed'
}

type SheetProps = {
  readonly shown: Shown
  readonly scale: number
  readonly scaleFor: (size: Size) => number
}

function Sheet({ shown, scale, scaleFor }: SheetProps) {
  const text = words.send.preview
  switch (shown.at) {
    case 'page': {
      const { size, name, ...rest } = shown
      const width = Math.max(1, Math.floor(size.width * scale))
      const height = Math.max(1, Math.floor(size.height * scale))
      return (
        <div className="paper desk-paper" style={{ width, height }}>
          <PageCanvas
            pdf={rest.pdf}
            page={rest.page}
            turn={rest.turn}
            width={width}
            label={text.picture(name)}
            unshown={text.unshown}
            {...(rest.picture ? { picture: rest.picture } : {})}
          />
        </div>
      )
    }
    case 'received':
      return <ReceivedPage shown={shown} scaleFor={scaleFor} />
    case 'waiting':
      return <Spinner label={words.common.loading} />
    case 'left-out':
      return <p className="desk-word txs c2">{text.leftOutNote}</p>
    case 'nothing':
      return <p className="desk-word txs c2">{text.nothing}</p>
    case 'unshown':
      return <p className="desk-word txs c2">{text.unshown}</p>
  }
}

/** What must be known about this picture, over its upper edge. */
function Notes({ compose, received }: { readonly compose: Compose; readonly received: boolean }) {
  const { look, refused, editor, place } = useCompose(compose, (state) => state)
  const text = words.send.preview
  if (refused.length > 0) {
    return <Refusals refused={refused} onDismiss={() => compose.dismissRefused()} className="desk-note" />
  }
  if (look.at === 'sealing') return <Said text={text.sealing} />
  if (look.at === 'sealed' && received) return <Said text={receivedNote(editor.content.quality)} tone="ok" />
  if (look.at === 'sealed') return <Said text={text.sealedNote} tone="ok" />
  if (look.at === 'refused') {
    return (
      <Banner tone="bad" urgent className="desk-note">
        {faultText(look.fault)}
      </Banner>
    )
  }
  if (look.at === 'original' && placesOf({ editor }).some((other) => samePlace(other, place))) {
    return sealedPage(editor, place) === undefined ? <Said text={text.leftOutNote} /> : null
  }
  return null
}

const receivedNote = (quality: Quality): string =>
  words.send.preview.receivedNote(qualityWords[quality], `${faxDpi.across}×${faxDpi.down[quality]}`)

const Said = ({ text, tone }: { readonly text: string; readonly tone?: 'ok' }) => (
  <p className={tone ? `desk-said t2xs ${tone}` : 'desk-said t2xs'} role="status">
    {text}
  </p>
)

/** The room inside the padding, in CSS pixels. */
function useRoomSize(room: RefObject<HTMLElement | null>) {
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
    observer.observe(frame)
    measure()
    return () => observer.disconnect()
  }, [room])
  return size
}
