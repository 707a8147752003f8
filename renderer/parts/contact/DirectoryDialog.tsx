/** What imported directories say of a contact, beside the number on file. Only one that agrees can verify it. */
import { BookSearch, ShieldCheck } from 'lucide-react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { DirectoryEntry } from '#app/contract/book/contact-imports.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'

const text = words.contacts.directory

type DirectoryDialogProps = {
  readonly contact: ContactView
  readonly number: NumberView
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

export function DirectoryDialog({ contact, number, onDone, onCancel }: DirectoryDialogProps) {
  const { view } = useAnswer('contacts.directoryMatch', { id: contact.id })
  const { busy, fault, run } = useAct()
  const entries = view.at === 'shown' ? view.value.entries : []
  const same = entries.find(({ e164 }) => e164 === number.e164)
  const verify = (): void => {
    if (!same) return
    const { source, at } = same
    void run(() => call('contacts.verifyByDirectory', { numberId: number.id, source, at }), onDone)
  }
  return (
    <ActDialog
      title={text.title(contact.organisation)}
      lead={text.lead}
      icon={BookSearch}
      onClose={onCancel}
      act={words.contacts.callBack.act}
      actIcon={ShieldCheck}
      busy={busy}
      disabled={!same}
      onAct={verify}
    >
      <div className="col g3" role="status">
        {fault && <FaultNote fault={fault} />}
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} />}
        {view.at === 'shown' && (
          <dl className="defs">
            <dt>{text.here}</dt>
            <dd className="tel semi">{shownNumber(number.e164)}</dd>
            {entries.map((entry) => (
              <Entry
                key={`${entry.source} ${entry.at} ${entry.e164}`}
                entry={entry}
                same={entry.e164 === number.e164}
              />
            ))}
          </dl>
        )}
        {view.at === 'shown' && !same && (
          <p className="txs c2 pretty">{entries.length === 0 ? text.none : text.differs}</p>
        )}
      </div>
    </ActDialog>
  )
}

const Entry = ({ entry, same }: { readonly entry: DirectoryEntry; readonly same: boolean }) => (
  <>
    <dt>{text.source(entry.source, date(entry.at))}</dt>
    <dd className="tel">
      <span className="semi">{shownNumber(entry.e164)}</span>{' '}
      <span className={same ? 'c-ok' : 'c-bad'}>{same ? text.same : text.other}</span>
    </dd>
  </>
)
