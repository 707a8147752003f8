/** The contacts found, best first, and last the ways to add one. Of the choice one stands on: why it is blocked. */
import { CornerDownLeft, Keyboard, UserPlus, type LucideIcon } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { sendable } from '#app/domain/contact/contact.ts'
import { words } from '#app/words/index.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { sayingOf } from '#renderer/parts/contact/saying.ts'
import { PickRow } from './PickRow.tsx'
import type { Pick, Picks } from './picks.ts'

const text = words.send.recipient
const ways = words.recipientWays

type PickListProps = Picks & {
  readonly id: string
  readonly at: number
  readonly onPoint: (at: number) => void
  readonly onTake: (pick: Pick) => void
}

/** Drawn with each answer, and not with each letter: what is typed is shown by the field. */
export const PickList = memo(function PickList({ id, at, onPoint, onTake, ...answer }: PickListProps) {
  const { picks, of = '', typing, bare, fault } = answer
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelectorAll('[role=option]')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    // The field keeps the focus: a press in the list must not take it away.
    <div className="popover pick" onPointerDown={(event) => event.preventDefault()} data-of={answer.of}>
      {fault && <FaultNote fault={fault} />}
      <div className="pick-all" role="listbox" id={`${id}-list`} aria-label={text.list} ref={list}>
        {!picks.some(({ kind }) => kind === 'number') && (
          <p className="pick-none txs c2">{of === '' ? text.noneYet : text.none}</p>
        )}
        {picks.map((pick, index) => {
          const option = { id: `${id}-${index}`, index, selected: index === at, of, onPoint, onTake }
          if (pick.kind === 'number') return <PickRow key={pick.number.id} pick={pick} {...option} />
          return <WayIn key={pick.kind} pick={pick} {...option} />
        })}
      </div>
      {bare && <p className="pick-bare txs pretty">{ways.typed.offWhy}</p>}
      <Why id={id} pick={picks[at]} />
      <Keys typing={typing} />
    </div>
  )
})

type Way = Exclude<Pick, { kind: 'number' }>

type WayInProps = {
  readonly id: string
  readonly index: number
  readonly selected: boolean
  readonly pick: Way
  readonly of: string
  readonly onPoint: (at: number) => void
  readonly onTake: (pick: Way) => void
}

function WayIn({ id, index, selected, pick, of, onPoint, onTake }: WayInProps) {
  const [Icon, says] = wayIn(pick.kind, of)
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className="pick-new"
      onPointerMove={() => onPoint(index)}
      onClick={() => onTake(pick)}
    >
      <Icon className="i" aria-hidden />
      <span>{says}</span>
    </div>
  )
}

function wayIn(kind: Way['kind'], of: string): readonly [LucideIcon, string] {
  if (kind === 'type') return [Keyboard, ways.typed.open(of)]
  return [UserPlus, of ? text.addTyped(of) : text.add]
}

/** Why nothing can be sent to the choice one stands on, and that there are ways out. */
function Why({ id, pick }: { readonly id: string; readonly pick: Pick | undefined }) {
  if (pick?.kind !== 'number' || sendable(pick.number.standing)) return null
  const { standing } = pick.number
  const because = standing === 'unverified' ? text.unverified(pick.contact.organisation) : sayingOf(pick.number)
  return (
    <div className="pick-why txs" id={`${id}-why`}>
      <p className="pretty">{because}</p>
      <p className="row g1h med">
        <CornerDownLeft className="i i-14" aria-hidden />
        {standing === 'blocked' ? ways.why.blocked : ways.why.enter}
      </p>
    </div>
  )
}

const Keys = memo(({ typing }: { readonly typing: boolean }) => (
  <div className="pick-keys t2xs c3" aria-hidden>
    <span>
      <kbd>↑</kbd> <kbd>↓</kbd> {text.move}
    </span>
    <span>
      <kbd>↵</kbd> {text.choose}
    </span>
    <span>
      <kbd>Esc</kbd> {text.close}
    </span>
    <span className="end ell">{typing ? ways.typed.on : ways.typed.off}</span>
  </div>
))
