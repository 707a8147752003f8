/** What the checks of all lines found, worst first, each with its one next step; and all of them run again. */
import { CircleCheck, CircleX, ListChecks, RefreshCw, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { PartHead } from './PartHead.tsx'

const w = words.lines.checks

type Found = Finding & { readonly line: LineView }

export function ChecksPart() {
  const { view, again } = useAnswer('lines.list', {}, ['lines.changed'])
  const lines = view.at === 'shown' ? view.value.lines.filter(({ training }) => !training) : []
  return (
    <>
      <PartHead title={w.title} lead={w.lead} action={lines.length > 0 && <RunAll lines={lines} />} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' &&
        (lines.length === 0 ? (
          <Empty icon={ListChecks} title={w.none}>
            {w.noneText}
          </Empty>
        ) : (
          <Results lines={lines} />
        ))}
    </>
  )
}

/** One line after the other: each check asks a service of its own. */
function RunAll({ lines }: { readonly lines: readonly LineView[] }) {
  const [busy, setBusy] = useState(false)
  const { fault, run } = useAct()
  const all = async (): Promise<void> => {
    setBusy(true)
    for (const { id } of lines)
      await run(
        () => call('lines.check', { id }),
        () => undefined,
      )
    setBusy(false)
  }
  const last = Math.max(...lines.map(({ check }) => check?.at ?? 0))
  return (
    <>
      {fault && <FaultNote fault={fault} />}
      {last > 0 && <span className="txs c3">{w.lastRun(dateClock(last))}</span>}
      <Button icon={RefreshCw} busy={busy} onClick={() => void all()}>
        {w.run}
      </Button>
    </>
  )
}

function Results({ lines }: { readonly lines: readonly LineView[] }) {
  const found: readonly Found[] = lines.flatMap((line) =>
    [...line.reminders, ...(line.check?.findings ?? [])].map((finding) => ({ ...finding, line })),
  )
  const blocked = lines.filter(({ standing }) => words.lines.blocked[standing] !== undefined)
  const stops = found.filter(({ verdict }) => verdict === 'stop')
  const looks = found.filter(({ verdict }) => verdict === 'look')
  const passed = lines.filter(
    ({ standing, reminders, check }) => standing === 'ready' && reminders.length + (check?.findings.length ?? 0) === 0,
  )
  return (
    <div className="col g4">
      <Group tone="bad" icon={CircleX} title={w.fixNow} count={blocked.length + stops.length}>
        {blocked.map((line) => (
          <Row key={line.id} line={line} says={w.blocked(line.name)} next={words.lines.blocked[line.standing] ?? ''} />
        ))}
        {stops.map((each) => (
          <FindingRow key={`${each.line.id} ${each.finding}`} found={each} />
        ))}
      </Group>
      <Group tone="warn" icon={TriangleAlert} title={w.lookAt} count={looks.length}>
        {looks.map((each) => (
          <FindingRow key={`${each.line.id} ${each.finding}`} found={each} />
        ))}
      </Group>
      <Group tone="ok" icon={CircleCheck} title={w.passed} count={passed.length}>
        {passed.map(({ id, name, check }) => (
          <div key={id} className="find">
            <div className="grow tsm">{w.nothing(name)}</div>
            <span className="txs c3">{check && dateClock(check.at)}</span>
          </div>
        ))}
      </Group>
    </div>
  )
}

type GroupProps = {
  readonly tone: 'bad' | 'warn' | 'ok'
  readonly icon: LucideIcon
  readonly title: string
  readonly count: number
  readonly children: ReactNode
}

function Group({ tone, icon: Icon, title, count, children }: GroupProps) {
  if (count === 0) return null
  return (
    <section aria-label={title}>
      <h3 className={`fh ${tone}`}>
        <Icon className="i" aria-hidden />
        {title} <span className="c3">{count}</span>
      </h3>
      <div className="flist">{children}</div>
    </section>
  )
}

const FindingRow = ({ found: { finding, line } }: { readonly found: Found }) => {
  const { says, next } = words.lines.findings[finding]
  return <Row line={line} says={`${line.name}: ${says}`} next={next} />
}

type RowProps = { readonly line: LineView; readonly says: string; readonly next: string }

function Row({ line, says, next }: RowProps) {
  const go = useNavigation((state) => state.go)
  return (
    <div className="find">
      <div className="grow">
        <div className="tsm med">{says}</div>
        <div className="txs c2">{next}</div>
      </div>
      <Button size="sm" title={w.openLine(line.name)} onClick={() => go({ screen: 'settings', part: 'lines' })}>
        {w.open}
      </Button>
    </div>
  )
}
