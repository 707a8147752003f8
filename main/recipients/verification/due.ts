/** What has to be checked again soon: numbers that end, have ended, wait for something, or are doubted. */
import type { ContactView } from '#app/contract/book/contacts.ts'
import { day, standing, type Judged, type Standing } from '#app/domain/contact/contact.ts'
import type { NumberId, PersonId } from '#app/domain/ids.ts'
import { judgedNumbers } from '../../store/contacts/rows.ts'
import type { ReadStore } from '../../store/store.ts'
import { contactViews } from '../views.ts'

/** More than this nobody works through in a day. */
const dueAtMost = 500

export type Due = { readonly contact: ContactView; readonly numberId: NumberId }

/** Doubted ones first, then what waits, then by the day on which they end or ended. @param now epoch ms */
export async function dueNumbers(
  read: ReadStore,
  days: number,
  now: number,
  viewer: PersonId,
): Promise<{ readonly due: Due[]; readonly total: number }> {
  const found = (await judgedNumbers(read))
    .flatMap((number) => {
      const rank = rankOf(number.judged, now + days * day, now)
      return rank === undefined ? [] : [{ ...number, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
  const some = found.slice(0, dueAtMost)
  const views = await contactViews(read, [...new Set(some.map(({ contactId }) => contactId))], now, viewer)
  const contacts = new Map<string, ContactView>(views.map((view) => [view.id, view]))
  const due = some.flatMap(({ id, contactId }) => {
    const contact = contacts.get(contactId)
    const number = contact?.numbers.find((one) => one.id === id)
    return contact && number ? [{ contact, numberId: number.id }] : []
  })
  return { due, total: found.length }
}

const first: Readonly<Partial<Record<Standing, number>>> = { 'needs-recheck': -2, pending: -1 }

function rankOf(judged: Judged, before: number, now: number): number | undefined {
  if (judged.state === 'verified') return judged.until < before ? judged.until : undefined
  return first[standing(judged, now)]
}
