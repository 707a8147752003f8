/** What the list offers for what was typed: numbers of the contacts found, best first, and last the ways to add one. */
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { digitsOf } from '#app/domain/contact/phone.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useRight } from '#renderer/state/session.ts'

export type NumberPick = { readonly kind: 'number'; readonly contact: ContactView; readonly number: NumberView }
export type Pick = NumberPick | { readonly kind: 'type' } | { readonly kind: 'add' }

export type Picks = {
  readonly picks: readonly Pick[]
  /** How many contacts were found; undefined while nobody knows. */
  readonly found: number | undefined
  readonly fault: Fault | undefined
  /** The text that this answers. */
  readonly of: string
  /** Whether the practice allows numbers typed by hand. */
  readonly typing: boolean
  /** A number was typed that nobody has, and may not be typed here. */
  readonly bare: boolean
}

const listed = 8

/** A text that is a telephone number, or far enough on the way to one to be offered. */
const likeNumber = (typed: string): boolean => /^[\d\s()+.-]+$/.test(typed) && digitsOf(typed).length >= 7

export function usePicks(typed: string): Picks {
  const mayAdd = useRight('contacts.change')
  const settings = useAnswer('settings.read', {})
  const typing = mayAdd && settings.view.at === 'shown' && settings.view.value.typedNumbers
  // Asked at once, in the same turn as the letter: what is put off here waits for the next frame.
  const asked = typed.trim()
  const { view, of } = useAnswer('contacts.search', { text: asked, limit: listed, offset: 0 }, ['contact.changed'])
  const contacts = view.at === 'shown' ? view.value.contacts : []
  const numbers = contacts.flatMap((contact) =>
    contact.numbers.map((number): Pick => ({ kind: 'number', contact, number })),
  )
  const ways: readonly Pick[] = [
    ...(typing && likeNumber(asked) ? [{ kind: 'type' } as const] : []),
    ...(mayAdd ? [{ kind: 'add' } as const] : []),
  ]
  return {
    picks: [...numbers, ...ways],
    found: view.at === 'shown' ? view.value.total : undefined,
    fault: view.at === 'faulted' ? view.fault : undefined,
    of,
    typing,
    bare: !typing && numbers.length === 0 && settings.view.at === 'shown' && likeNumber(asked),
  }
}
