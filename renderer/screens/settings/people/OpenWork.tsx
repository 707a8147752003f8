/** What lies open with somebody who can no longer sign in, and to whom it goes: counts and references, no content. */
import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { PersonView } from '#app/contract/people/people.ts'
import type { Output } from '#app/contract/index.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.people.work

type Work = Output<'people.openWork'>
type OpenWorkProps = { readonly person: PersonView; readonly onClose: () => void }

export function OpenWork({ person, onClose }: OpenWorkProps) {
  const { view } = useAnswer('people.openWork', { id: person.id })
  const work = view.at === 'shown' ? view.value : undefined
  const [chosen, setChosen] = useState<PersonId>()
  const { busy, fault, run } = useAct()
  const heir = work?.heirs.find(({ id }) => id === chosen) ?? work?.heirs[0]
  const open = work !== undefined && work.drafts.length + work.faxes.length > 0
  const give = (): void => {
    if (!open || !heir) return
    void run(
      () => call('people.handOver', { from: person.id, to: heir.id }),
      () => {
        useToasts.getState().show({ tone: 'ok', text: w.done(heir.shortName) })
        onClose()
      },
    )
  }
  return (
    <Dialog
      title={w.title(person.shortName)}
      lead={w.lead}
      icon={ArrowRightLeft}
      onClose={onClose}
      onConfirm={give}
      footer={
        <>
          <Button onClick={onClose}>{open ? w.later : words.common.close}</Button>
          {open && (
            <Button kind="primary" busy={busy} disabled={!heir} onClick={give}>
              {w.act}
            </Button>
          )}
        </>
      }
    >
      <div className="col g4">
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} />}
        {work && !open && <p className="c2">{w.none}</p>}
        {work && open && <Listed work={work} />}
        {work && open && <Heirs heirs={work.heirs} heir={heir?.id} onChoose={setChosen} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </Dialog>
  )
}

const Listed = ({ work }: { readonly work: Work }) => (
  <>
    {work.drafts.length > 0 && (
      <section>
        <h3 className="label">{w.drafts(work.drafts.length)}</h3>
        <ul className="txs c2">
          {work.drafts.map((draft) => (
            <li key={draft.id}>{w.draft(draft.pages, dateClock(draft.savedAt))}</li>
          ))}
        </ul>
      </section>
    )}
    {work.faxes.length > 0 && (
      <section>
        <h3 className="label">{w.faxes(work.faxes.length)}</h3>
        <p className="txs c2 num">{work.faxes.map(({ reference }) => reference).join(', ')}</p>
      </section>
    )}
  </>
)

type HeirsProps = {
  readonly heirs: Work['heirs']
  readonly heir: PersonId | undefined
  readonly onChoose: (id: PersonId) => void
}

const Heirs = ({ heirs, heir, onChoose }: HeirsProps) =>
  heir ? (
    <Select
      label={w.to}
      value={heir}
      options={heirs.map(({ id, shortName }) => ({ value: id, label: shortName }))}
      onChange={onChoose}
    />
  ) : (
    <p className="c2">{w.nobody}</p>
  )
