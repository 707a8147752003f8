/** Several recipients of one set of pages: each with how it stands, what stops it alone, and the way out of that. */
import { Plus, UsersRound } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { recipientsAtMost } from '#app/domain/contact/group.ts'
import { refusedAlone } from '#app/domain/fax/several.ts'
import type { NumberId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { on } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { GroupDialog } from '#renderer/parts/contact/GroupDialog.tsx'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import type { Compose } from '../../../compose.ts'
import { recipientsOf } from '../../../editor/draft-editor.ts'
import { useCompose } from '../../../useCompose.ts'
import { Mark } from '../../Step.tsx'
import { checkOf, markOf } from '../../standing.ts'
import type { Chosen } from '../Blocked.tsx'
import { Forms, type Doing } from '../Forms.tsx'
import { Picker } from '../Picker.tsx'
import { GroupChoice } from './GroupChoice.tsx'
import { OneOf } from './OneOf.tsx'
import { useEach } from './useEach.ts'

type SeveralProps = {
  readonly compose: Compose
  readonly panel: RefObject<HTMLElement | null>
  readonly adding: boolean
  readonly onAdding: (adding: boolean) => void
}

const text = words.groups.send

export function Several({ compose, panel, adding, onAdding }: SeveralProps) {
  const check = useCompose(compose, ({ view }) => checkOf(view.checks, 'recipient'))
  const { each, know } = useEach(compose)
  const [doing, setDoing] = useState<Doing>({ at: 'shown' })
  const [calling, setCalling] = useState<Chosen>()
  useFollowedContacts(compose)
  const over = (): void => {
    setDoing({ at: 'shown' })
    setCalling(undefined)
  }
  const take = (contact: ContactView, number: NumberView | undefined): void => {
    over()
    if (!number || calling) return
    know(contact)
    add(compose, number.id)
    onAdding(false)
  }
  return (
    <section className="step open recipient" aria-labelledby="send-recipient">
      <div className="step-head">
        <Mark mark={markOf(check)} />
        <h2 className="t" id="send-recipient">
          {text.title(each.length)}
        </h2>
      </div>
      <div className="step-body">
        <ul className="several" aria-label={text.list}>
          {each.map((one) => (
            <OneOf
              key={one.numberId}
              one={one}
              onLeave={() => leave(compose, one.numberId)}
              onCallBack={(chosen) => {
                setCalling(chosen)
                setDoing({ at: 'call-back' })
              }}
            />
          ))}
        </ul>
        <Summary compose={compose} count={each.length} />
        {adding ? (
          <Picker
            panel={panel}
            eager
            onChoose={take}
            onAdd={(typed) => setDoing({ at: 'adding', typed })}
            onType={(typed) => setDoing({ at: 'typing-number', typed })}
            onLeave={() => onAdding(false)}
          />
        ) : (
          <More compose={compose} onAlso={() => onAdding(true)} />
        )}
      </div>
      <Forms compose={compose} doing={doing} chosen={calling} onDone={take} onCancel={over} />
    </section>
  )
}

function Summary({ compose, count }: { readonly compose: Compose; readonly count: number }) {
  const refused = useCompose(compose, ({ view }) => view.recipients.filter(({ checks }) => refusedAlone(checks)).length)
  if (count < 2) return null
  return (
    <p className="txs c2 pretty mt2" role="status">
      {refused > 0 ? `${text.refused(refused)} ${text.refusedWay}` : text.each(count)}
    </p>
  )
}

function More({ compose, onAlso }: { readonly compose: Compose; readonly onAlso: () => void }) {
  const [saving, setSaving] = useState(false)
  const mayChange = useRight('contacts.change')
  const { each } = useEach(compose)
  // Until main has looked at each of them, some would be missing from the group.
  const settled = useCompose(
    compose,
    ({ view, editor }) => recipientsOf(view.content).join() === recipientsOf(editor.content).join(),
  )
  return (
    <>
      <div className="row g2 wrap mt2">
        <Button size="sm" icon={Plus} onClick={onAlso}>
          {text.also}
        </Button>
        {mayChange && (
          <Button size="sm" kind="quiet" icon={UsersRound} disabled={!settled} onClick={() => setSaving(true)}>
            {text.saveAs}
          </Button>
        )}
      </div>
      <GroupChoice compose={compose} />
      {saving && (
        <GroupDialog
          members={each.flatMap(({ numberId, contact }) => (contact ? [{ numberId, contact }] : []))}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  )
}

function add(compose: Compose, numberId: NumberId): void {
  const before = recipientsOf(compose.store.getState().editor.content)
  if (before.length >= recipientsAtMost) return useToasts.getState().show({ tone: 'warn', text: text.tooMany })
  const there = before.includes(numberId)
  compose.edit({ do: 'recipients', numberIds: [...before, numberId] })
  compose.say(text.added(there ? 0 : 1, there ? 1 : 0))
}

function leave(compose: Compose, numberId: NumberId): void {
  const before = recipientsOf(compose.store.getState().editor.content)
  compose.edit({ do: 'recipients', numberIds: before.filter((one) => one !== numberId) })
}

/** Asks for the draft anew when one of its recipients was verified, blocked or renamed. */
function useFollowedContacts(compose: Compose): void {
  useEffect(
    () =>
      on('contact.changed', ({ id }) => {
        const { recipients } = compose.store.getState().view
        if (recipients.some(({ contact }) => contact?.id === id)) void compose.refresh()
      }),
    [compose],
  )
}
