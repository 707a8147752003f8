/** What happened to a contact's numbers, those it no longer has included, and since when faxes went to each. */
import { z } from 'zod'
import { NumberEvent, type NumberHistory } from '#app/contract/book/verification.ts'
import { VerificationMethod } from '#app/domain/contact/contact.ts'
import { E164, NumberId, type ContactId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { shortNames } from '../../store/contacts/contacts.ts'
import { allNumbersOf, numberEvents, useOfNumbers } from '../../store/contacts/numbers.ts'
import type { ReadStore } from '../../store/store.ts'
import type { FaxNumberTable } from '../../store/tables.ts'

// Looser than `EventDetail`: entries of older versions hold the whole record.
const Detail = z.object({
  method: VerificationMethod.optional(),
  note: z.string().optional(),
  because: z.string().optional(),
  reason: z.string().optional(),
  spokeWith: z.string().optional(),
})

/** Every number of a contact, those in use first, each with what happened to it, newest first. */
export async function historyOf(read: ReadStore, id: ContactId): Promise<NumberHistory[]> {
  const numbers = await allNumbersOf(read, id)
  const ids = numbers.map((number) => number.id)
  if (ids.length === 0) return []
  const rows = await numberEvents(read, ids)
  const names = await shortNames(read, [...new Set(rows.map(({ by }) => by))])
  const events = Map.groupBy(rows, (row) => row.number_id)
  const uses = new Map((await useOfNumbers(read, ids)).map((use) => [use.number_id, use]))
  return numbers.map((number) => {
    const use = uses.get(number.id)
    return {
      ...factsOf(number),
      events: (events.get(number.id) ?? []).map(({ at, by, what, detail }) =>
        eventOf(at, names.get(by) ?? '', what, detail),
      ),
      faxes: use?.faxes ?? 0,
      delivered: use?.delivered ?? 0,
      ...(use?.first ? { firstSentAt: use.first } : {}),
      ...(use?.last ? { lastSentAt: use.last } : {}),
    }
  })
}

function factsOf({ id, e164, label, added_at, replaced_at }: FaxNumberTable) {
  const replaced = replaced_at === null ? {} : { replacedAt: replaced_at }
  return { id: NumberId.parse(id), e164: E164.parse(e164), label, addedAt: added_at, ...replaced }
}

function eventOf(at: number, byShortName: string, what: string, text: string): NumberEvent {
  const { method, note, because, reason, spokeWith } = Detail.parse(JSON.parse(text))
  const doubt =
    because === undefined
      ? undefined
      : words.contacts.doubts[because === 'human-answered' ? because : 'number-not-in-service']
  const said = note ?? doubt ?? reason ?? spokeWith
  return NumberEvent.parse({
    at,
    byShortName,
    what,
    ...(method ? { method } : {}),
    ...(said === undefined ? {} : { note: said }),
  })
}
