/** Two contacts that are one: which other one this is, and what becomes of the numbers. */
import { Merge } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const text = words.contacts.merge
const shownAtMost = 6

/** The other contact goes into this one. */
export function MergeDialog({ contact, onOver }: { readonly contact: ContactView; readonly onOver: () => void }) {
  const [typed, setTyped] = useState(contact.organisation)
  const [chosen, setChosen] = useState<ContactView>()
  const [fault, setFault] = useState<Fault>()
  const merge = async (): Promise<void> => {
    if (!chosen) return
    const outcome = await call('contacts.merge', { from: chosen.id, into: contact.id })
    if (!outcome.ok) return setFault(outcome.fault)
    const { mergeId } = outcome.value
    onOver()
    const run = (): void =>
      void call('contacts.undoMerge', { mergeId }).then((back) => {
        if (!back.ok) useToasts.getState().show({ tone: 'bad', text: faultText(back.fault) })
      })
    useToasts.getState().show({ tone: 'ok', text: text.done, action: { label: words.common.undo, run } })
  }
  return (
    <ActDialog
      title={text.title}
      lead={text.lead}
      icon={Merge}
      onClose={onOver}
      act={text.act}
      actIcon={Merge}
      disabled={!chosen}
      onAct={() => void merge()}
    >
      <div className="col g3">
        {fault && <FaultNote fault={fault} />}
        <Field label={text.which} value={typed} maxLength={120} first onChange={setTyped} />
        <Candidates text={typed} except={contact} chosen={chosen} onChoose={setChosen} />
        {chosen && (
          <p className="txs c2 pretty" role="status">
            {sameName(chosen.organisation, contact.organisation) ? text.keeps : text.startsOver}
          </p>
        )}
      </div>
    </ActDialog>
  )
}

const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

type CandidatesProps = {
  readonly text: string
  readonly except: ContactView
  readonly chosen: ContactView | undefined
  readonly onChoose: (contact: ContactView) => void
}

function Candidates({ text: typed, except, chosen, onChoose }: CandidatesProps) {
  const asked = useDeferredValue(typed)
  const { view } = useAnswer('contacts.search', { text: asked, limit: shownAtMost + 1, offset: 0 })
  if (view.at !== 'shown') return null
  const others = view.value.contacts.filter(({ id }) => id !== except.id).slice(0, shownAtMost)
  if (others.length === 0) return <p className="txs c2">{text.none}</p>
  return (
    <div className="col g1" role="radiogroup" aria-label={text.which}>
      {others.map((contact) => (
        <label key={contact.id} className="merge-row">
          <input type="radio" name="merge" checked={chosen?.id === contact.id} onChange={() => onChoose(contact)} />
          <span className="grow ell">
            <b className="med">
              <Covered name={contact.organisation} />
            </b>{' '}
            <span className="c2">
              <Private>{[contact.department, contact.person].filter(Boolean).join(' · ')}</Private>
            </span>
          </span>
          <span className="tel c2">{contact.numbers.map(({ e164 }) => shownNumber(e164)).join(', ')}</span>
        </label>
      ))}
    </div>
  )
}
