/** The book: searched as one types, narrowed by how numbers stand, one contact open beside it. */
import { BookUser, UserPlus } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { Standing } from '#app/domain/contact/contact.ts'
import { words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { SearchField } from '#renderer/parts/list/SearchField.tsx'
import { useRows } from '#renderer/parts/list/useRows.ts'
import { useWindow } from '#renderer/parts/list/useWindow.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useRight } from '#renderer/state/session.ts'
import { Chips } from './Chips.tsx'
import type { Opened } from './ContactsScreen.tsx'
import { ContactTable, useContactHeights } from './ContactTable.tsx'
import { ContactDrawer } from './drawer/ContactDrawer.tsx'
import { useContacts, type Contacts } from './useContacts.ts'

const text = words.contacts

type BookViewProps = {
  readonly opened: Opened | undefined
  readonly onOpen: (opened: Opened | undefined) => void
  /** Asks for a new contact of this name. */
  readonly onAdd: (organisation: string) => void
}

export function BookView({ opened, onOpen, onAdd }: BookViewProps) {
  const [typed, setTyped] = useState('')
  const [standing, setStanding] = useState<Standing>()
  const [favourites, setFavourites] = useState(false)
  const mayChange = useRight('contacts.change')
  const found = useContacts({ text: useDeferredValue(typed), standing, favourites })
  const shownFound = found.view.at === 'shown' ? found.view.value : undefined
  const { frame, body, shown, rows } = useContactList(shownFound?.contacts ?? none, opened, onOpen)
  return (
    <>
      <div className="toolbar">
        <SearchField label={text.search} value={typed} onChange={setTyped} onLeave={() => rows.step(0)} />
        <Chips
          found={shownFound}
          chosen={standing}
          favourites={favourites}
          onChoose={setStanding}
          onFavourites={setFavourites}
        />
        {shownFound && <span className="sr">{text.count(number(shownFound.total), shownFound.total)}</span>}
      </div>
      <div className="split">
        <div className="list scroll" ref={frame}>
          {found.view.at === 'loading' && <Spinner label={words.common.loading} />}
          {found.view.at === 'faulted' && <FaultNote fault={found.view.fault} onAgain={found.again} />}
          {shownFound?.total === 0 && (
            <NoContacts
              narrowed={typed.trim() !== '' || standing !== undefined || favourites}
              onAdd={mayChange ? () => onAdd(typed.trim()) : undefined}
              onClear={() => {
                setTyped('')
                setStanding(undefined)
                setFavourites(false)
              }}
            />
          )}
          {shownFound && shownFound.total > 0 && (
            <ContactTable
              contacts={shownFound.contacts}
              total={shownFound.total}
              standing={standing}
              body={body}
              shown={shown}
              rows={rows}
              onEnd={() => void found.more()}
            />
          )}
        </div>
        {opened && (
          <ContactDrawer
            id={opened.id}
            numberId={opened.numberId}
            focused={opened.byKey}
            onClose={() => {
              onOpen(undefined)
              rows.focusRow(opened.id)
            }}
          />
        )}
      </div>
    </>
  )
}

const none: Contacts['contacts'] = []

function useContactList(
  contacts: readonly ContactView[],
  opened: Opened | undefined,
  onOpen: (opened: Opened | undefined) => void,
) {
  const frame = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = useWindow(useContactHeights(contacts.length), body, frame)
  const ids = contacts.map((contact) => contact.id)
  const rows = useRows({
    ids,
    opened: opened?.id,
    open: (id, byKey) => onOpen({ id, byKey }),
    close: () => onOpen(undefined),
    list: frame,
    reveal: (id) => shown.reveal(ids.indexOf(id)),
  })
  return { frame, body, shown, rows }
}

type NoContactsProps = {
  readonly narrowed: boolean
  readonly onAdd: (() => void) | undefined
  readonly onClear: () => void
}

const NoContacts = ({ narrowed, onAdd, onClear }: NoContactsProps) =>
  narrowed ? (
    <Empty icon={BookUser} title={text.empty.none} action={<Button onClick={onClear}>{text.empty.clear}</Button>}>
      {text.empty.noneText}
    </Empty>
  ) : (
    <Empty
      icon={BookUser}
      title={text.empty.title}
      action={
        onAdd && (
          <Button kind="primary" icon={UserPlus} onClick={onAdd}>
            {text.add}
          </Button>
        )
      }
    >
      {text.empty.text}
    </Empty>
  )
