/** The contacts found, best first, and last the ways to add one. Of the choice one stands on: why it is blocked. */
import { CornerDownLeft, Keyboard, UserPlus, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, type HTMLAttributes } from 'react'
import { sendable } from '#app/domain/contact/contact.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { sayingOf } from '#renderer/parts/contact/saying.ts'
import { PickRow } from './PickRow.tsx'
import type { Pick } from './picks.ts'

const text = words.send.recipient
const ways = words.recipientWays

type PickListProps = {
  readonly id: string
  readonly picks: readonly Pick[]
  readonly at: number
  readonly typed: string
  /** The text that the choices answer. */
  readonly of: string
  readonly typing: boolean
  readonly bare: boolean
  readonly fault: Fault | undefined
  readonly onPoint: (at: number) => void
  readonly onTake: (pick: Pick) => void
}

export function PickList({ id, picks, at, typed, of, typing, bare, fault, onPoint, onTake }: PickListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelectorAll('[role=option]')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    // The field keeps the focus: a press in the list must not take it away.
    <div className="popover pick" onPointerDown={(event) => event.preventDefault()} data-of={of}>
      {fault && <FaultNote fault={fault} />}
      <div className="pick-all" role="listbox" id={`${id}-list`} aria-label={text.list} ref={list}>
        {!picks.some(({ kind }) => kind === 'number') && <p className="pick-none txs c2">{text.none}</p>}
        {picks.map((pick, index) => {
          const option = {
            id: `${id}-${index}`,
            role: 'option',
            'aria-selected': index === at,
            onPointerMove: () => onPoint(index),
            onClick: () => onTake(pick),
          } as const
          if (pick.kind === 'number') return <PickRow key={pick.number.id} pick={pick} typed={typed} option={option} />
          const [icon, says] = wayIn(pick.kind, typed.trim())
          return <WayIn key={pick.kind} icon={icon} says={says} option={option} />
        })}
      </div>
      {bare && <p className="pick-bare txs pretty">{ways.typed.offWhy}</p>}
      <Why id={id} pick={picks[at]} />
      <Keys typing={typing} />
    </div>
  )
}

function wayIn(kind: 'add' | 'type', typed: string): readonly [LucideIcon, string] {
  if (kind === 'type') return [Keyboard, ways.typed.open(typed)]
  return [UserPlus, typed ? text.addTyped(typed) : text.add]
}

type WayInProps = {
  readonly icon: LucideIcon
  readonly says: string
  readonly option: HTMLAttributes<HTMLDivElement>
}

const WayIn = ({ icon: Icon, says, option }: WayInProps) => (
  <div {...option} className="pick-new">
    <Icon className="i" aria-hidden />
    <span>{says}</span>
  </div>
)

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

const Keys = ({ typing }: { readonly typing: boolean }) => (
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
)
