/** Handing one draft to one person. */
import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { FaxId, PersonId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.handOver

type HandOverProps = {
  readonly id: FaxId
  /** Whose it is now: they are not offered. */
  readonly author?: PersonId
  readonly onClose: () => void
}

export function HandOver({ id, author, onClose }: HandOverProps) {
  const { view } = useAnswer('people.colleagues', {})
  const people = view.at === 'shown' ? view.value.people.filter((person) => person.id !== author) : []
  const [chosen, setChosen] = useState<PersonId>()
  const { busy, fault, run } = useAct()
  const heir = people.find((person) => person.id === chosen) ?? people[0]
  const give = (): void => {
    if (!heir) return
    void run(
      () => call('drafts.handOver', { id, to: heir.id }),
      () => {
        useToasts.getState().show({ tone: 'ok', text: w.done(heir.shortName) })
        onClose()
      },
    )
  }
  return (
    <ActDialog
      title={w.title}
      lead={w.lead}
      icon={ArrowRightLeft}
      onClose={onClose}
      act={w.act}
      busy={busy}
      disabled={!heir}
      onAct={give}
    >
      {heir && (
        <Select
          label={w.to}
          value={heir.id}
          options={people.map((person) => ({ value: person.id, label: person.shortName }))}
          onChange={setChosen}
        />
      )}
      {view.at === 'shown' && !heir && <p className="c2">{w.nobody}</p>}
      {fault && <FaultNote className="mt3" fault={fault} />}
    </ActDialog>
  )
}
