/** Contacts: whose number is verified, until when, and what has to be checked again before it bites. */
import { Download, FileUp, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { ContactId, NumberId } from '#app/domain/ids.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { ArchivedView } from './ArchivedView.tsx'
import { BookView } from './BookView.tsx'
import { ContactDrawer } from './drawer/ContactDrawer.tsx'
import { DueView } from './DueView.tsx'
import { GroupsView } from './GroupsView.tsx'
import { ImportDialog } from './import/ImportDialog.tsx'

const text = words.contacts

const views = ['book', 'groups', 'due', 'archived'] as const
type View = (typeof views)[number]

export type Opened = { readonly id: ContactId; readonly numberId?: NumberId; readonly byKey: boolean }

export function ContactsScreen({ contactId }: { readonly contactId?: ContactId }) {
  const [view, setView] = useState<View>('book')
  const [opened, setOpened] = useState<Opened | undefined>(contactId && { id: contactId, byKey: true })
  const [adding, setAdding] = useState<string>()
  const [importing, setImporting] = useState(false)
  const close = (): void => setOpened(undefined)
  const drawer = opened && (
    <ContactDrawer id={opened.id} numberId={opened.numberId} focused={opened.byKey} onClose={close} />
  )
  return (
    <>
      <div className="page-head">
        <h1 className="txl">{text.title}</h1>
        <Segmented
          label={text.view}
          choices={views.map((value) => ({ value, label: text.views[value] }))}
          value={view}
          onChange={(next) => {
            setView(next)
            close()
          }}
        />
        <Acts onImport={() => setImporting(true)} onAdd={() => setAdding('')} />
      </div>
      {view === 'book' && <BookView opened={opened} onOpen={setOpened} onAdd={setAdding} />}
      {view === 'groups' && <GroupsView />}
      {(view === 'due' || view === 'archived') && (
        <div className="split">
          <div className="col grow min0">
            {view === 'due' ? (
              <DueView opened={opened?.id} onOpen={(opening) => setOpened({ ...opening, byKey: true })} />
            ) : (
              <ArchivedView opened={opened?.id} onOpen={(id) => setOpened({ id, byKey: true })} />
            )}
          </div>
          {drawer}
        </div>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
      {adding !== undefined && (
        <ContactForm
          initial={{ organisation: adding }}
          onCancel={() => setAdding(undefined)}
          onDone={(contact) => {
            setAdding(undefined)
            setView('book')
            setOpened({ id: contact.id, byKey: true })
            useToasts.getState().show({ tone: 'ok', text: text.wasAdded })
          }}
        />
      )}
    </>
  )
}

function Acts({ onImport, onAdd }: { readonly onImport: () => void; readonly onAdd: () => void }) {
  const mayChange = useRight('contacts.change')
  const mayConfigure = useRight('settings.change')
  const take = async (): Promise<void> => {
    const outcome = await call('contacts.export', {})
    const { show } = useToasts.getState()
    if (!outcome.ok) show({ tone: 'bad', text: faultText(outcome.fault) })
    else if (outcome.value.saved) show({ tone: 'ok', text: text.exported(outcome.value.contacts) })
  }
  return (
    <span className="end row g2">
      <Button icon={Download} onClick={() => void take()}>
        {text.export}
      </Button>
      {(mayChange || mayConfigure) && (
        <Button icon={FileUp} onClick={onImport}>
          {words.contactImport.open}
        </Button>
      )}
      {mayChange && (
        <Button kind="primary" icon={UserPlus} onClick={onAdd}>
          {text.add}
        </Button>
      )}
    </span>
  )
}
