/** What may not be readable on this page: as it came, as it will be printed, and what helps. It never stands in the way. */
import { ArrowRight, Info, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { findingWords, repairWords, words } from '#app/words/index.ts'
import { isTrouble, type PageFinding } from '#app/domain/pages/page-checks.ts'
import { enlargedBox, turnedBox, type PageBox } from '#app/domain/pages/page-marks.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { PageCanvas } from '#renderer/parts/pages/PageCanvas.tsx'
import { usePreferences } from '#renderer/state/preferences.ts'
import type { Compose } from '../../compose.ts'
import { useCompose } from '../../useCompose.ts'
import type { Shown } from '../shown.ts'
import { findingsAt, findingsOf, mend, nextFinding } from './findings.ts'

type ShownPage = Extract<Shown, { at: 'page' }>
const text = words.pages.findings

export function FindingCard({ compose, shown }: { readonly compose: Compose; readonly shown: ShownPage }) {
  const state = useCompose(compose, ({ editor, facts, place }) => ({ editor, facts, place }))
  const title = useId()
  const first = state.place.kind === 'page' ? findingsAt(state, state.place.at)[0] : undefined
  if (!first) return null
  const { at, finding } = first
  const all = findingsOf(state)
  const now = all.findIndex((one) => one.at === at) + 1
  const offers = [finding.repair, finding.also].filter((one) => one !== undefined)
  return (
    <section className="finding-card" aria-labelledby={title}>
      <h2 className="row g1h tsm med" id={title}>
        {isTrouble(first) ? <TriangleAlert className="i warn" aria-hidden /> : <Info className="i c3" aria-hidden />}
        <span className="grow">{findingWords[finding.kind].title}</span>
        {all.length > 1 && now > 0 && <span className="t2xs c3 num">{text.which(now, all.length)}</span>}
      </h2>
      <p className="txs c2">
        {findingWords[finding.kind].lead} {finding.numbers && text.numbers[finding.numbers]}
        {finding.tookMs !== undefined && text.takes(Math.ceil(finding.tookMs / 1000))}
      </p>
      <TwoPictures compose={compose} shown={shown} found={first} />
      <div className="row g1h">
        {offers.map((repair, place) => (
          <Button
            key={repair}
            kind={place === 0 ? 'primary' : 'plain'}
            size="sm"
            onClick={() => mend(compose, at, repair)}
          >
            {repairWords[repair]}
          </Button>
        ))}
        <Button size="sm" onClick={() => compose.edit({ do: 'leave', pages: [at], kind: finding.kind })}>
          {text.leave}
        </Button>
        {all.some((one) => one.at !== at) && (
          <Button kind="quiet" size="sm" className="end" onClick={() => nextFinding(compose)}>
            {text.next}
            <kbd>F8</kbd>
          </Button>
        )}
      </div>
    </section>
  )
}

/** CSS pixels across each picture. */
const across = 176
/** How much of the page's width it shows: enough for a few words, near enough to see strokes. */
const part = { least: 0.16, most: 0.3 } as const

type TwoProps = { readonly compose: Compose; readonly shown: ShownPage; readonly found: PageFinding }

function TwoPictures({ compose, shown, found: { at, finding } }: TwoProps) {
  const covered = usePreferences((preferences) => preferences.hideDetails)
  const page = useCompose(compose, ({ editor }) => editor.content.pages[at])
  const { id, revision } = useCompose(compose, ({ view }) => view)
  if (covered) return <p className="txs c3">{text.covered}</p>
  const found = finding.box ?? { left: 0.1, top: 0.12, width: part.most, height: 0.1 }
  const enlarge = page?.repairs?.enlarge
  const box = turnedBox(found, page?.turn ?? 0)
  const width = Math.round(across / Math.max(part.least, Math.min(part.most, box.width)))
  const ratio = shown.size.height / shown.size.width
  const place = placeOf(box, width, ratio)
  const printed = enlarge ? placeOf(enlargedBox(box, turnedBox(enlarge, page.turn)), width, ratio) : place
  return (
    <div className="row g1h two-pictures">
      <Cut label={words.pages.original}>
        <div style={place}>
          <OriginalCut shown={shown} width={width} />
        </div>
      </Cut>
      <ArrowRight className="i i-14 c3" aria-hidden />
      <Cut label={words.pages.received}>
        <img
          style={printed}
          src={`document/trial/${id}-${at}?${revision}`}
          alt={words.send.preview.picture(words.pages.received)}
        />
      </Cut>
    </div>
  )
}

const OriginalCut = ({
  shown,
  width,
}: {
  readonly shown: ShownPage & { readonly pdf: PDFDocumentProxy }
  readonly width: number
}) => (
  <PageCanvas
    pdf={shown.pdf}
    page={shown.page}
    turn={shown.turn}
    width={width}
    label={words.send.preview.picture(words.pages.original)}
    unshown={words.send.preview.unshown}
  />
)

/** The whole page, moved so that the part in question is seen. */
const placeOf = ({ left, top }: PageBox, width: number, ratio: number) => ({
  width,
  height: Math.round(width * ratio),
  left: -Math.max(0, Math.round((left - 0.01) * width)),
  top: -Math.max(0, Math.round((top - 0.008) * width * ratio)),
})

const Cut = ({ label, children }: { readonly label: string; readonly children: React.ReactNode }) => (
  <figure className="cut">
    <div className="cut-view">{children}</div>
    <figcaption className="t2xs c2">{label}</figcaption>
  </figure>
)
