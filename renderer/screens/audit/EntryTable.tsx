/** The entries, newest first, a heading a day. ↑ ↓ or J K move; the entry moved to is the chosen one. */
import { Cpu, ShieldX, UserRound } from 'lucide-react'
import { Fragment, type KeyboardEvent } from 'react'
import type { EntryView, VerificationView } from '#app/contract/record/audit.ts'
import { words } from '#app/words/index.ts'
import { clockSeconds, dayStart, longDay, number } from '#renderer/format.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Badge } from '#renderer/parts/Badge.tsx'
import { proofOf, type Proof } from './filter.ts'
import { actionLook } from './looks.ts'

const w = words.audit

type EntryTableProps = {
  readonly entries: readonly EntryView[]
  readonly verification: VerificationView | undefined
  readonly chosen: number | undefined
  readonly onChoose: (sequence: number) => void
}

/** Where a key leads in a list of `length` rows from row `at`; undefined for keys that do not move. */
export function rowAfter(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined
  if (key === 'ArrowDown' || key === 'j') return Math.min(at + 1, length - 1)
  if (key === 'ArrowUp' || key === 'k') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  return undefined
}

export function EntryTable({ entries, verification, chosen, onChoose }: EntryTableProps) {
  const at = entries.findIndex(({ sequence }) => sequence === chosen)
  const pressed = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = rowAfter(event.key, at, entries.length)
    const entry = to === undefined ? undefined : entries[to]
    if (!entry) return
    event.preventDefault()
    onChoose(entry.sequence)
    event.currentTarget.querySelector<HTMLElement>(`[data-sequence="${entry.sequence}"]`)?.focus()
  }
  return (
    <table className="grid short aud" aria-label={words.auditScreen.entries}>
      <Columns />
      <tbody onKeyDown={pressed}>
        {entries.map((entry, index) => (
          <Fragment key={entry.sequence}>
            {startsDay(entry, entries[index - 1]) && <DayRow at={entry.at} />}
            <EntryRow
              entry={entry}
              proof={proofOf(entry.sequence, verification)}
              on={entry.sequence === chosen}
              reachable={index === Math.max(at, 0)}
              onChoose={() => onChoose(entry.sequence)}
            />
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

const Columns = () => (
  <>
    <colgroup>
      <col className="col-entry" />
      <col className="col-time" />
      <col className="col-person" />
      <col className="col-action" />
      <col className="x1" />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">{w.entry}</th>
        <th scope="col">{w.time}</th>
        <th scope="col">{w.person}</th>
        <th scope="col">{w.actionColumn}</th>
        <th scope="col" className="x1">
          {w.whatColumn}
        </th>
      </tr>
    </thead>
  </>
)

const startsDay = (entry: EntryView, above: EntryView | undefined): boolean =>
  above === undefined || dayStart(above.at) !== dayStart(entry.at)

const DayRow = ({ at }: { readonly at: number }) => (
  <tr className="group">
    <th scope="rowgroup" colSpan={5}>
      {longDay(at)}
    </th>
  </tr>
)

type EntryRowProps = {
  readonly entry: EntryView
  readonly proof: Proof
  readonly on: boolean
  readonly reachable: boolean
  readonly onChoose: () => void
}

function EntryRow({ entry, proof, on, reachable, onChoose }: EntryRowProps) {
  const { icon: Icon } = actionLook(entry.action, entry.outcome)
  const classes = [on && 'sel', proof === 'first-bad' && 'bad', proof === 'not-proven' && 'unproven']
  return (
    <tr
      className={classes.filter(Boolean).join(' ') || undefined}
      data-sequence={entry.sequence}
      tabIndex={reachable ? 0 : -1}
      aria-current={on || undefined}
      onClick={onChoose}
      onFocus={onChoose}
    >
      <td className="num c3">{number(entry.sequence)}</td>
      <td className="num nowrap">{clockSeconds(entry.at)}</td>
      <td>
        <Actor actor={entry.actor} />
      </td>
      <td>
        <span className={entry.outcome === 'done' ? 'st plain' : 'st bad'}>
          <Icon className="i" aria-hidden />
          <span className="ell">{w.action(entry.action, entry.outcome)}</span>
        </span>
      </td>
      <td className="c2 ell x1">
        {proof === 'first-bad' && (
          <Badge tone="bad" icon={ShieldX}>
            {words.auditScreen.firstBad}
          </Badge>
        )}
        {proof === 'first-bad' && ' '}
        {w.what(entry.subject, entry.details, entry.names)}
      </td>
    </tr>
  )
}

function Actor({ actor }: { readonly actor: EntryView['actor'] }) {
  if (actor.kind === 'person') {
    return (
      <span className="row g2">
        <Avatar initials={actor.initials} tint={actor.tint} />
        <span className="ell">{actor.shortName}</span>
      </span>
    )
  }
  const system = actor.kind === 'system'
  return (
    <span className="row g2">
      <span className="av none">
        {system ? <Cpu className="i i-14" aria-hidden /> : <UserRound className="i i-14" aria-hidden />}
      </span>
      <span className="c2 ell">{system ? w.system : w.nobody}</span>
    </span>
  )
}
