/** What the list offers for what was typed: numbers of the contacts found, best first, and last the ways to add one. */
import { useMemo } from 'react'
import { flushSync } from 'react-dom'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Output } from '#app/contract/index.ts'
import { digitsOf } from '#app/domain/contact/phone.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { useAnswer, type View } from '#renderer/state/answer.ts'
import { useRight } from '#renderer/state/session.ts'

export type NumberPick = { readonly kind: 'number'; readonly contact: ContactView; readonly number: NumberView }
export type Pick = NumberPick | { readonly kind: 'type' } | { readonly kind: 'add' }

export type Picks = {
  readonly picks: readonly Pick[]
  /** How many contacts were found; undefined while nobody knows. */
  readonly found: number | undefined
  readonly fault: Fault | undefined
  /** The text that this answers; undefined before the first answer. */
  readonly of: string | undefined
  /** Whether the practice allows numbers typed by hand. */
  readonly typing: boolean
  /** A number was typed that nobody has, and may not be typed here. */
  readonly bare: boolean
}

const listed = 8

/** A text that is a telephone number, or far enough on the way to one to be offered. */
const likeNumber = (typed: string): boolean => /^[\d\s()+.-]+$/.test(typed) && digitsOf(typed).length >= 7

const changes = ['contact.changed', 'contacts.imported'] as const

/** @param typed the text as it is now; what is offered belongs to `of`, which follows within a few ms */
export function usePicks(typed: string): Picks {
  const mayAdd = useRight('contacts.change')
  const settings = useAnswer('settings.read', {})
  const known = settings.view.at === 'shown'
  const typing = mayAdd && settings.view.at === 'shown' && settings.view.value.typedNumbers
  // Asked in the same turn as the letter, and drawn as soon as it is answered: what is put off waits for the next frame.
  const question = { text: typed.trim(), limit: listed, offset: 0 }
  const { view, of } = useAnswer('contacts.search', question, changes, flushSync)
  return useMemo(() => picksOf(view, textIn(of), { mayAdd, typing, known }), [view, of, mayAdd, typing, known])
}

/** The text in a question that was answered, see `useAnswer`; none before the first. */
const textIn = (of: string): string | undefined =>
  of === '' ? undefined : (JSON.parse(of) as { readonly text: string }).text

type Ways = { readonly mayAdd: boolean; readonly typing: boolean; readonly known: boolean }

function picksOf(
  view: View<Output<'contacts.search'>>,
  of: string | undefined,
  { mayAdd, typing, known }: Ways,
): Picks {
  const contacts = view.at === 'shown' ? view.value.contacts : []
  const numbers = contacts.flatMap((contact) =>
    contact.numbers.map((number): Pick => ({ kind: 'number', contact, number })),
  )
  const ways: readonly Pick[] = [
    ...(typing && likeNumber(of ?? '') ? [{ kind: 'type' } as const] : []),
    ...(mayAdd ? [{ kind: 'add' } as const] : []),
  ]
  return {
    picks: [...numbers, ...ways],
    found: view.at === 'shown' ? view.value.total : undefined,
    fault: view.at === 'faulted' ? view.fault : undefined,
    of,
    typing,
    bare: !typing && numbers.length === 0 && known && likeNumber(of ?? ''),
  }
}
