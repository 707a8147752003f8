/** What was looked at before the fax may go: passed, to look at, or stopped, each with where to mend it. */
import { Check as Tick, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { Check, CheckName } from '#app/domain/fax/preflight.ts'
import { checkWords, words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import type { Compose } from '../compose.ts'
import type { ComposeState } from '../compose-state.ts'
import { chosenCount } from '../editor/draft-editor.ts'
import { checksOf, cutIn, differenceOf, findingsOf, numbersOf } from '../pages/findings/findings.ts'
import { useCompose } from '../useCompose.ts'
import { Scans } from './Scans.tsx'
import { Step } from './Step.tsx'
import { markOfAll } from './standing.ts'

type ChecksProps = {
  readonly compose: Compose
  readonly open: boolean
  readonly onToggle: () => void
  readonly onMend: (check: CheckName) => void
}

const text = words.send.checks

export function Checks({ compose, open, onToggle, onMend }: ChecksProps) {
  const checks = useCompose(compose, checksOf)
  return (
    <Step mark={markOfAll(checks)} title={text.title} summary={summaryOf(checks)} open={open} onToggle={onToggle}>
      <ul className="chk">
        {checks.map((check) => (
          <CheckRow key={check.name} compose={compose} check={check} onMend={onMend} />
        ))}
      </ul>
      <Scans compose={compose} />
    </Step>
  )
}

function summaryOf(checks: readonly Check[]): string {
  const count = (verdict: Check['verdict']): number => checks.filter((check) => check.verdict === verdict).length
  if (count('stop') > 0) return text.stops(count('stop'))
  return count('look') > 0 ? text.some(count('passed'), count('look')) : text.passed(checks.length)
}

const looks: Readonly<Record<Check['verdict'], { readonly icon: LucideIcon; readonly tone: string }>> = {
  passed: { icon: Tick, tone: 'ok' },
  look: { icon: TriangleAlert, tone: 'warn' },
  stop: { icon: CircleX, tone: 'bad' },
}

type CheckRowProps = { readonly compose: Compose; readonly check: Check; readonly onMend: (check: CheckName) => void }

function CheckRow({ compose, check, onMend }: CheckRowProps) {
  const { icon: Icon, tone } = looks[check.verdict]
  const { says } = checkWords[check.result]
  const more = useCompose(compose, (state) => moreOf(state, check))
  return (
    <li>
      <Icon className={`i ${tone}`} aria-hidden />
      <span className="grow">
        <b>{says}</b>
        {more && <span className="c3"> · {more}</span>}
      </span>
      <GoToPage compose={compose} check={check} />
      {check.verdict === 'stop' && (
        <Button kind="link" size="sm" className="mend" onClick={() => onMend(check.name)}>
          {text.fix}
        </Button>
      )}
    </li>
  )
}

/** Where what was found can be looked at. */
function GoToPage({ compose, check }: { readonly compose: Compose; readonly check: Check }) {
  const first = useCompose(compose, (state) => placesFor(state, check)[0])
  const onCover = check.result === 'cover-shortened'
  if (first === undefined && !onCover) return null
  const go = (): void => {
    compose.lookAtOriginal()
    compose.stand(first === undefined ? { kind: 'cover', page: 1 } : { kind: 'page', at: first })
  }
  return (
    <Button kind="link" size="sm" className="mend" onClick={go}>
      {onCover ? text.goToCover : text.goToPage}
    </Button>
  )
}

function placesFor(state: ComposeState, { name }: Check): readonly number[] {
  if (name === 'legibility') return findingsOf(state).map(({ at }) => at)
  return name === 'one-patient' ? (differenceOf(state)?.at ?? []) : []
}

/** What the check rests on, where there is more to say than its result. */
function moreOf(state: ComposeState, check: Check): string | undefined {
  const { name, verdict } = check
  if (name === 'pages' && verdict === 'passed') {
    const { content, pagesTotal } = state.view
    const left = content.pages.length - chosenCount(content.pages)
    const pages = words.send.strip.count(pagesTotal)
    return left > 0 ? `${pages}, ${words.send.strip.leftOut(left)}` : pages
  }
  const places = placesFor(state, check)
  if (places.length > 0) return text.onPages(numbersOf(state, places))
  if (check.result === 'cover-shortened') return text.cutFields(cutIn(state).map((field) => text.coverCut[field]))
  return verdict === 'look' && (name === 'cover' || name === 'look-alike') ? text.looked : undefined
}
