/** Contacts: whose number is verified, until when, and what has to be checked again before it bites. */
import { BookUser, FileUp, UserPlus } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import type { ContactView } from '#app/contract/contacts.ts'
import type { Standing } from '#app/domain/contact.ts'
import type { ContactId } from '#app/domain/ids.ts'
import { standingWords, words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { standingLooks } from '#renderer/parts/contact/VerificationBadge.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { SearchField } from '#renderer/parts/list/SearchField.tsx'
import { useRows } from '#renderer/parts/list/useRows.ts'
import { useWindow } from '#renderer/parts/list/useWindow.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { ContactDrawer } from './ContactDrawer.tsx'
import { ContactTable, useContactHeights } from './ContactTable.tsx'
import { ImportDialog } from './import/ImportDialog.tsx'
import { useContacts, type Contacts } from './useContacts.ts'

const text = words.contacts
const order: readonly Standing[] = ['verified', 'expires-soon', 'expired', 'unverified', 'revoked']

type Opened = { readonly id: ContactId; readonly byKey: boolean }

export function ContactsScreen({ contactId }: { readonly contactId?: ContactId }) {
  const [typed, setTyped] = useState('')
  const [standing, setStanding] = useState<Standing>()
  const [opened, setOpened] = useState<Opened | undefined>(contactId && { id: contactId, byKey: true })
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const mayChange = useRight('contacts.change')
  const found = useContacts({ text: useDeferredValue(typed), standing })
  const { frame, body, shown, rows } = useContactList(
    found.view.at === 'shown' ? found.view.value.contacts : none,
    opened,
    setOpened,
  )
  const add = mayChange && (
    <Button kind="primary" icon={UserPlus} onClick={() => setAdding(true)}>
      {text.add}
    </Button>
  )
  const { counts } = found.view.at === 'shown' ? found.view.value : { counts: undefined }
  return (
    <>
      <div className="page-head">
        <h1 className="txl">{text.title}</h1>
        {counts && <span className="c3 txs">{text.count(number(sum(counts)), sum(counts))}</span>}
        <span className="end row g2">
          {mayChange && (
            <Button icon={FileUp} onClick={() => setImporting(true)}>
              {words.contactImport.open}
            </Button>
          )}
          {add}
        </span>
      </div>
      <div className="toolbar">
        <SearchField label={text.search} value={typed} onChange={setTyped} onLeave={() => rows.step(0)} />
        <Chips counts={counts} chosen={standing} onChoose={setStanding} />
      </div>
      <div className="split">
        <div className="list scroll" ref={frame}>
          {found.view.at === 'loading' && <Spinner label={words.common.loading} />}
          {found.view.at === 'faulted' && <FaultNote fault={found.view.fault} onAgain={found.again} />}
          {found.view.at === 'shown' && found.view.value.total === 0 && (
            <NoContacts
              narrowed={typed.trim() !== '' || standing !== undefined}
              add={add}
              onClear={() => {
                setTyped('')
                setStanding(undefined)
              }}
            />
          )}
          {found.view.at === 'shown' && found.view.value.total > 0 && (
            <ContactTable {...found.view.value} body={body} shown={shown} rows={rows} onEnd={() => void found.more()} />
          )}
        </div>
        {opened && (
          <ContactDrawer
            id={opened.id}
            focused={opened.byKey}
            onClose={() => {
              setOpened(undefined)
              rows.focusRow(opened.id)
            }}
          />
        )}
      </div>
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      {adding && (
        <ContactForm
          initial={{ organisation: typed.trim() }}
          onCancel={() => setAdding(false)}
          onDone={(contact) => {
            setAdding(false)
            setOpened({ id: contact.id, byKey: true })
            useToasts.getState().show({ tone: 'ok', text: text.wasAdded })
          }}
        />
      )}
    </>
  )
}

const none: Contacts['contacts'] = []
const sum = (counts: Contacts['counts']): number => Object.values(counts).reduce((all, count) => all + count, 0)

function useContactList(
  contacts: readonly ContactView[],
  opened: Opened | undefined,
  setOpened: (opened: Opened | undefined) => void,
) {
  const frame = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = useWindow(useContactHeights(contacts.length), body, frame)
  const ids = contacts.map((contact) => contact.id)
  const rows = useRows({
    ids,
    opened: opened?.id,
    open: (id, byKey) => setOpened({ id, byKey }),
    close: () => setOpened(undefined),
    list: frame,
    reveal: (id) => shown.reveal(ids.indexOf(id)),
  })
  return { frame, body, shown, rows }
}

type ChipsProps = {
  readonly counts: Contacts['counts'] | undefined
  readonly chosen: Standing | undefined
  readonly onChoose: (standing: Standing | undefined) => void
}

const Chips = ({ counts, chosen, onChoose }: ChipsProps) => (
  <span className="row g1 wrap" role="group" aria-label={text.filter}>
    <button type="button" className="chip" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
      {text.all} {counts && <span className="n">{number(sum(counts))}</span>}
    </button>
    {order.map((standing) => {
      const Icon = standingLooks[standing].icon
      const pressed = chosen === standing
      return (
        <button
          key={standing}
          type="button"
          className="chip"
          aria-pressed={pressed}
          onClick={() => onChoose(pressed ? undefined : standing)}
        >
          <Icon className="i i-14" aria-hidden />
          {standingWords[standing]} {counts && <span className="n">{number(counts[standing])}</span>}
        </button>
      )
    })}
  </span>
)

type NoContactsProps = { readonly narrowed: boolean; readonly add: React.ReactNode; readonly onClear: () => void }

const NoContacts = ({ narrowed, add, onClear }: NoContactsProps) =>
  narrowed ? (
    <Empty icon={BookUser} title={text.empty.none} action={<Button onClick={onClear}>{text.empty.clear}</Button>}>
      {text.empty.noneText}
    </Empty>
  ) : (
    <Empty icon={BookUser} title={text.empty.title} action={add}>
      {text.empty.text}
    </Empty>
  )
