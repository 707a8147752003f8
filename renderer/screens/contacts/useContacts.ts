/** The contacts on screen: pages of an answer, asked for as one scrolls, and asked again when a contact changed. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { Standing } from '#app/domain/contact/contact.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { call, on } from '#renderer/bridge.ts'
import { shown, type View } from '#renderer/state/answer.ts'

export type Contacts = Output<'contacts.search'>

export type ContactsAsked = {
  readonly text: string
  readonly standing: Standing | undefined
  readonly favourites: boolean
}

const pageSize = 100
const pageAtMost = 200

async function ask(
  { text, standing, favourites }: ContactsAsked,
  offset: number,
  limit: number,
): Promise<Outcome<Contacts>> {
  const order = text.trim() === '' ? 'name' : 'match'
  return call('contacts.search', { text, limit, offset, by: order, favourites, ...(standing ? { standing } : {}) })
}

/** The first `count` contacts, however many calls that takes. */
async function askFirst(asked: ContactsAsked, count: number): Promise<Outcome<Contacts>> {
  let all: Contacts | undefined
  for (let offset = 0; offset < count; offset += pageAtMost) {
    const outcome = await ask(asked, offset, Math.min(pageAtMost, count - offset))
    if (!outcome.ok) return outcome
    all = joined(all, outcome.value)
    if (all.contacts.length >= all.total) break
  }
  return all ? ok(all) : fail({ code: 'not-found' })
}

const joined = (before: Contacts | undefined, next: Contacts): Contacts => {
  const known = new Set(before?.contacts.map((contact) => contact.id))
  const fresh = next.contacts.filter((contact) => !known.has(contact.id))
  return { ...next, contacts: [...(before?.contacts ?? []), ...fresh] }
}

export function useContacts(asked: ContactsAsked) {
  const [view, setView] = useState<View<Contacts>>({ at: 'loading' })
  const turn = useRef(0)
  const loaded = useRef(pageSize)
  const { text, standing, favourites } = asked
  const refresh = useCallback(
    async (count: number): Promise<void> => {
      const mine = ++turn.current
      const outcome = await askFirst({ text, standing, favourites }, count)
      if (mine !== turn.current) return
      loaded.current = Math.max(pageSize, outcome.ok ? outcome.value.contacts.length : 0)
      setView(shown(outcome))
    },
    [text, standing, favourites],
  )
  useEffect(() => {
    loaded.current = pageSize
    void refresh(pageSize)
    const undo = (['contact.changed', 'contacts.imported'] as const).map((name) =>
      on(name, () => void refresh(loaded.current)),
    )
    return () => undo.forEach((stop) => stop())
  }, [refresh])
  const more = useCallback(async (): Promise<void> => {
    const mine = turn.current
    if (view.at !== 'shown' || view.value.contacts.length >= view.value.total) return
    const next = await ask({ text, standing, favourites }, view.value.contacts.length, pageSize)
    if (mine !== turn.current || !next.ok) return
    const value = joined(view.value, next.value)
    loaded.current = value.contacts.length
    setView({ at: 'shown', value })
  }, [view, text, standing, favourites])
  return { view, more, again: () => void refresh(loaded.current) }
}
