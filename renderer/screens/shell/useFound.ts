/** The palette's entries for what is typed. */
import { Book, EyeOff, Keyboard, Lock, LogOut, Monitor, Moon, Send, Sun, Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { FaxSummary } from '#app/contract/desk/faxes.ts'
import type { SessionView } from '#app/contract/people/session.ts'
import type { Right } from '#app/domain/rights.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { telephone } from '#renderer/format.ts'
import { useLayout } from '#renderer/state/layout.ts'
import { lockNow, signOutNow } from '#renderer/state/leaving.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { usePreferences } from '#renderer/state/preferences.ts'
import { byWords, type Found } from './found.ts'
import { places } from './places.ts'

const { palette } = words.shell

/** From so many letters on, contacts and faxes are searched too. */
const lettersAtLeast = 2
const most = 6

export function useFound(session: SessionView, text: string): readonly Found[] {
  const typed = text.trim()
  const records = useRecords(session, typed)
  const own = [...goes(session.rights), ...acts()]
  return [...byWords(own, typed), ...records]
}

function goes(rights: readonly Right[]): readonly Found[] {
  const { go } = useNavigation.getState()
  return places
    .filter((place) => place.needs === undefined || rights.includes(place.needs))
    .map(({ screen, label, icon }) => ({
      id: `go-${screen}`,
      group: palette.go,
      label,
      icon,
      keys: screen === 'send' ? 'mod+n' : undefined,
      run: () => go({ screen }),
    }))
}

function acts(): readonly Found[] {
  const { hideDetails, change } = usePreferences.getState()
  const group = palette.acts
  const hide = hideDetails ? words.shell.showDetails : words.shell.hideDetails
  return [
    {
      id: 'lock',
      group,
      label: words.shell.lockNow,
      icon: Lock,
      keys: 'mod+l',
      run: () => void lockNow(),
    },
    {
      id: 'switch',
      group,
      label: words.shell.switchPerson,
      icon: Users,
      keys: 'mod+shift+l',
      run: () => void lockNow({ toSwitch: true }),
    },
    { id: 'out', group, label: words.shell.signOut, icon: LogOut, run: () => void signOutNow() },
    {
      id: 'hide',
      group,
      label: hide,
      icon: EyeOff,
      keys: 'mod+shift+h',
      run: () => void change({ hideDetails: !hideDetails }),
    },
    { id: 'light', group, label: palette.themeLight, icon: Sun, run: () => void change({ theme: 'light' }) },
    { id: 'dark', group, label: palette.themeDark, icon: Moon, run: () => void change({ theme: 'dark' }) },
    { id: 'system', group, label: palette.themeSystem, icon: Monitor, run: () => void change({ theme: 'system' }) },
    { id: 'keys', group, label: palette.keys, icon: Keyboard, keys: '?', run: () => useLayout.getState().show('keys') },
  ]
}

function useRecords(session: SessionView, typed: string): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([])
  const { rights } = session
  const contacts = rights.includes('contacts.read')
  const faxes = rights.includes('fax.read')
  useEffect(() => {
    if (typed.length < lettersAtLeast) return undefined
    let over = false
    const ask = async (): Promise<void> => {
      const [people, sent] = await Promise.all([
        contacts ? call('contacts.search', { text: typed, limit: most, offset: 0 }) : undefined,
        faxes ? call('faxes.list', { filter: 'all', text: typed, limit: most }) : undefined,
      ])
      if (over) return
      setFound([
        ...(people?.ok ? people.value.contacts.map(contactFound) : []),
        ...(sent?.ok ? sent.value.faxes.map(faxFound) : []),
      ])
    }
    void ask()
    return () => {
      over = true
    }
  }, [typed, contacts, faxes])
  return typed.length < lettersAtLeast ? [] : found
}

const contactFound = (contact: ContactView): Found => ({
  id: contact.id,
  group: palette.contacts,
  label: contact.organisation,
  detail: [contact.department || contact.person, ...contact.numbers.slice(0, 1).map(({ e164 }) => telephone(e164))]
    .filter(Boolean)
    .join(' · '),
  icon: Book,
  private: true,
  run: () => useNavigation.getState().go({ screen: 'contacts', contactId: contact.id }),
})

const faxFound = (fax: FaxSummary): Found => ({
  id: fax.id,
  group: palette.faxes,
  label: fax.reference,
  detail: fax.recipient.organisation,
  icon: Send,
  private: true,
  run: () => useNavigation.getState().go({ screen: 'delivery', faxId: fax.id }),
})
