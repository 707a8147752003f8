/** The preview: one page, large, as it came or exactly as it will be sent, or both. */
import { useEffect, useRef, useState } from 'react'
import { words } from '#app/words/index.ts'
import { sheetPictures } from '#renderer/parts/pages/sheet-pictures.ts'
import type { Compose } from '../compose.ts'
import { DropOver } from '../intake/Empty.tsx'
import { DropArt } from '../intake/DropArt.tsx'
import type { Over } from '../intake/useFiles.ts'
import { bare, useScreenKeys } from '../keys.ts'
import { useCompose } from '../useCompose.ts'
import { nextLook, pressedOnDesk } from './desk-keys.ts'
import { DeskBar, type Look } from './DeskBar.tsx'
import { Differs } from './findings/Differs.tsx'
import { FindingCard } from './findings/FindingCard.tsx'
import { useMeasured, useReading } from './findings/findings.ts'
import { HidingBar } from './hiding/HidingBar.tsx'
import { HidingLayer } from './hiding/HidingLayer.tsx'
import { Notes } from './Notes.tsx'
import { Sheet } from './Sheet.tsx'
import { sealedOf, standingOf, useShown, type Shown, type Size } from './shown.ts'
import type { Cover } from './useCover.ts'
import { useRoomSize } from './useRoomSize.ts'
import { letter, scaleOf, zoomed, type Zoom } from './zoom.ts'

type DeskProps = { readonly compose: Compose; readonly cover: Cover; readonly over: Over | undefined }

export function Desk({ compose, cover, over }: DeskProps) {
  const [zoom, setZoom] = useState<Zoom>('fit')
  const { look, setLook } = useLook(compose)
  const { hiding, hide } = useHiding(compose, look, setLook)
  const room = useRef<HTMLDivElement>(null)
  const whole = useRoomSize(room)
  const size = look === 'both' ? { ...whole, width: Math.max(1, whole.width / 2 - 12) } : whole
  // Large pictures are of this fax alone.
  useEffect(() => () => sheetPictures.clear(), [])
  useMeasured(compose)
  useReading(compose)
  const pages = useShown(compose, cover, look === 'both')
  const [pictured, setPictured] = useState<Size>(letter)
  const scale = scaleOf(zoom, pages.at === 'page' ? pages.size : pictured, size)
  const change = (by: 'in' | 'out'): void => setZoom(zoomed(scale, by))
  const acts = { change, setZoom, turnLook: () => setLook(nextLook[look]), hide, hiding }
  useScreenKeys((event) => bare(event) && pressedOnDesk(event, compose, acts))
  const bar = { look, onLook: setLook, zoom, onZoom: change, onFit: () => setZoom('fit'), hiding, onHide: hide }
  return (
    <section className="desk" aria-label={words.send.preview.label}>
      <DeskBar compose={compose} {...bar} />
      <div className="desk-view-frame">
        <div
          className={look === 'both' ? 'desk-view both' : 'desk-view'}
          ref={room}
          role="group"
          aria-label={words.send.preview.label}
          tabIndex={zoom === 'fit' ? -1 : 0}
        >
          <Sheets
            compose={compose}
            pages={pages}
            look={look}
            hiding={hiding}
            zoom={zoom}
            room={size}
            onSize={setPictured}
          />
        </div>
        <Notes compose={compose} received={look === 'received' || look === 'both'} />
        {look === 'original' && !hiding && <Differs compose={compose} />}
        {hiding && <HidingBar compose={compose} onDone={hide} />}
        {look === 'original' && !hiding && pages.at === 'page' && <FindingCard compose={compose} shown={pages} />}
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

type SheetsProps = {
  readonly compose: Compose
  readonly pages: Shown
  readonly look: Look
  readonly hiding: boolean
  readonly zoom: Zoom
  readonly room: Size
  readonly onSize: (size: Size) => void
}

function Sheets({ compose, pages, look, hiding, ...rest }: SheetsProps) {
  const printed = sealedOf(useCompose(compose, standingOf), 'received')
  const place = useCompose(compose, (state) => state.place)
  const sheet = (shown: Shown, layer?: React.ReactNode) => <Sheet shown={shown} layer={layer} {...rest} />
  if (look === 'received' && printed) return sheet(printed)
  const marks = place.kind === 'page' && (look === 'original' || look === 'both')
  const first = sheet(
    pages,
    marks ? <HidingLayer key={place.at} compose={compose} at={place.at} hiding={hiding} /> : undefined,
  )
  if (look !== 'both' || !printed) return first
  return (
    <>
      {first}
      {sheet(printed)}
    </>
  )
}

/** Which picture is shown. Any edit goes back to the original: what was sealed is not what would go. */
function useLook(compose: Compose) {
  const at = useCompose(compose, ({ look }) => look.at)
  const [chosen, setChosen] = useState<Look>('original')
  const setLook = (next: Look): void => {
    setChosen(next)
    if (next === 'original') compose.lookAtOriginal()
    else void compose.lookAtSealed()
  }
  const look: Look = at === 'original' || at === 'refused' ? 'original' : chosen === 'original' ? 'sealed' : chosen
  return { look, setLook }
}

function useHiding(compose: Compose, look: Look, setLook: (look: Look) => void) {
  const [asked, setAsked] = useState(false)
  const onPage = useCompose(compose, ({ place }) => place.kind === 'page')
  const hiding = asked && onPage && look === 'original'
  const hide = (): void => {
    if (!hiding && !onPage) return
    setAsked(!hiding)
    if (!hiding && look !== 'original') setLook('original')
  }
  return { hiding, hide }
}
