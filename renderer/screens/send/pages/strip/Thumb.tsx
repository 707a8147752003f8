/** One row of the strip: a small picture, whether the page goes, its number. */
import {
  Check,
  CopyPlus,
  EyeOff,
  TriangleAlert,
  GripVertical,
  RotateCcwSquare,
  RotateCwSquare,
  Stamp,
} from 'lucide-react'
import type { ChosenPage, DraftView } from '#app/contract/desk/drafts.ts'
import { isTrouble } from '#app/domain/pages/page-checks.ts'
import { words } from '#app/words/index.ts'
import { PagePicture } from '#renderer/parts/pages/PagePicture.tsx'
import { pictureAt } from '#renderer/parts/pages/page-pictures.ts'
import { thumbUrl } from '../../addresses.ts'
import type { Compose } from '../../compose.ts'
import { numberOf, spokenCover, spokenPage, type Place } from '../../compose-state.ts'
import { useCompose } from '../../useCompose.ts'
import { findingsAt } from '../findings/findings.ts'
import type { RowAct } from './strip-acts.ts'
import { coverPicture, type Cover } from '../useCover.ts'

const text = words.pages

type ThumbProps = {
  readonly id: string
  readonly compose: Compose
  readonly cover: Cover
  readonly place: Place
  readonly current: boolean
  readonly index: number
  readonly count: number
}

export const Thumb = (props: ThumbProps) =>
  props.place.kind === 'cover' ? (
    <CoverThumb {...props} page={props.place.page} />
  ) : (
    <PageThumb {...props} at={props.place.at} />
  )

function CoverThumb({ id, compose, cover, current, index, count, page }: ThumbProps & { readonly page: number }) {
  const spoken = useCompose(compose, ({ editor }) => spokenCover(editor, page))
  const picture = coverPicture(cover, page)
  return (
    <div
      id={id}
      data-row={index}
      role="option"
      className={current ? 'thumb cur' : 'thumb'}
      aria-selected={current}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={spoken}
      title={spoken}
    >
      <div className="meta" aria-hidden>
        <span className="stamp">
          <Stamp className="i i-14" />
        </span>
      </div>
      <div className="sheet">
        <div className="paper">{picture && <PagePicture {...picture} turn={0} />}</div>
      </div>
    </div>
  )
}

function PageThumb({ id, compose, current, index, count, at }: ThumbProps & { readonly at: number }) {
  const page = useCompose(compose, ({ editor }) => editor.content.pages[at])
  const number = useCompose(compose, ({ editor }) => numberOf(editor, at))
  const spoken = useCompose(compose, ({ editor }) => spokenPage(editor, at))
  const all = useCompose(compose, ({ editor }) => editor.content.pages.length)
  const weak = useCompose(compose, (state) => findingsAt(state, at).some(isTrouble))
  const { documents, id: draftId } = useCompose(compose, ({ view }) => view)
  if (!page) return null
  return (
    <div
      id={id}
      data-row={index}
      role="option"
      className={['thumb', current && 'cur', !page.included && 'out'].filter(Boolean).join(' ')}
      aria-selected={current}
      aria-checked={page.included}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={[spoken, page.boxes?.length && text.hide.flag(page.boxes.length), weak && text.findings.flag]
        .filter(Boolean)
        .join(', ')}
      title={documents.find((document) => document.id === page.documentId)?.name}
      draggable
    >
      <div className="meta" aria-hidden>
        <Included included={page.included} />
        <span className="no">{number ?? '–'}</span>
        {current && all > 1 && <GripVertical className="i i-14 grip" />}
      </div>
      <div className="sheet">
        <div className="paper" style={sheetStyle(page, documents)}>
          <PagePicture
            name={`${page.documentId} ${page.index}`}
            draw={pictureAt(thumbUrl(draftId, page))}
            turn={page.turn}
          />
        </div>
      </div>
      <Flags hidden={page.boxes?.length ?? 0} weak={weak} />
      {current && <Tools />}
    </div>
  )
}

/** Small marks; the row's own name says the same to everyone else. */
const Flags = ({ hidden, weak }: { readonly hidden: number; readonly weak: boolean }) =>
  (hidden > 0 || weak) && (
    <span className="flag row g1 t2xs" aria-hidden>
      {hidden > 0 && (
        <span className="badge">
          <EyeOff className="i i-14" />
        </span>
      )}
      {weak && (
        <span className="badge warn">
          <TriangleAlert className="i i-14" />
        </span>
      )}
    </span>
  )

/** For the mouse: the row itself says to everyone else whether it is included, and Space changes it. */
const Included = ({ included }: { readonly included: boolean }) => (
  <span
    className="check"
    data-act={'toggle' satisfies RowAct}
    title={included ? words.send.strip.leaveOut : words.send.strip.include}
  >
    <span className={included ? 'check-box on' : 'check-box'}>
      <Check className="i" />
    </span>
  </span>
)

const Tools = () => (
  <span className="tools" aria-hidden>
    <span className="icon-btn" title={words.send.strip.rotateLeft} data-act={'rotate-left' satisfies RowAct}>
      <RotateCcwSquare className="i" />
    </span>
    <span className="icon-btn" title={words.send.strip.rotateRight} data-act={'rotate-right' satisfies RowAct}>
      <RotateCwSquare className="i" />
    </span>
    <span className="icon-btn" title={words.send.strip.duplicate} data-act={'duplicate' satisfies RowAct}>
      <CopyPlus className="i" />
    </span>
  </span>
)

/** Letter, the shape of the room each picture has in the strip. */
const room = 8.5 / 11

/** The page's own proportions within its room, so that nothing is cut off or stretched. */
function sheetStyle(
  page: ChosenPage,
  documents: DraftView['documents'],
): { aspectRatio: string; width: string } | undefined {
  const size = documents.find(({ id }) => id === page.documentId)?.pages[page.index]
  if (!size) return undefined
  const upright = page.turn % 180 === 0
  const ratio = upright ? size.widthPt / size.heightPt : size.heightPt / size.widthPt
  return { aspectRatio: String(ratio), width: `${Math.min(1, ratio / room) * 100}%` }
}
