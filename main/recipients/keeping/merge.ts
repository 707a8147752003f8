/**
 * Two contacts that are one. The numbers of one go to the other; who vouched for them vouched for an organisation, so
 * under another one they start over. Taking it back puts everything where it was, unless somebody went on from there.
 */
import { z } from 'zod'
import type { Output, Parsed } from '#app/contract/index.ts'
import { VerificationRecord } from '#app/domain/contact/contact.ts'
import { ContactId, makeId, MergeId, NumberId, type E164 } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { changeContact, contactById, stampContacts } from '../../store/contacts/contacts.ts'
import { insertMerge, mergeById, noteUndone } from '../../store/contacts/merges.ts'
import { changeNumber, noteNumberEvent, numbersOf, writeVerification } from '../../store/contacts/numbers.ts'
import type { WriteStore } from '../../store/store.ts'
import type { ContactTable } from '../../store/tables.ts'
import { sameWords } from '../changes.ts'
import type { Changed, ChangeParts } from '../parts.ts'
import { happened } from '../verification/apply.ts'

/** What taking back needs: how the moved numbers were and are since, and what both contacts had come to. */
const Before = z.strictObject({
  numbers: z.array(z.strictObject({ id: NumberId, position: z.number(), was: VerificationRecord, became: z.string() })),
  fromRevision: z.number(),
  intoRevision: z.number(),
  intoSearch: z.string(),
})

/** Faults: not-found; conflict same-contact. */
export async function merge(
  { newHex, change }: ChangeParts,
  { from, into }: Parsed<'contacts.merge'>,
  act: Act,
): Promise<Outcome<Output<'contacts.merge'>>> {
  if (from === into) return conflict('same-contact')
  const mergeId = makeId(MergeId, 'merge', newHex())
  const merged = await change(act, async (tx) => {
    const [one, other] = [await contactById(tx, from), await contactById(tx, into)]
    if (!one || !other || one.archived_at !== null || other.archived_at !== null) return notFound
    const moved = await move(tx, one, other, act)
    await changeContact(tx, from, one.revision, { archived_at: act.at })
    const numbers = (await numbersOf(tx, [into])).map(({ e164 }) => e164)
    await changeContact(tx, into, other.revision, { search: searchWith(other.search, numbers) })
    const before: z.input<typeof Before> = {
      numbers: moved,
      fromRevision: one.revision + 1,
      intoRevision: other.revision + 1,
      intoSearch: other.search,
    }
    const by = actorOf(act).personId
    const row = { id: mergeId, from_id: from, into_id: into, at: act.at, by }
    await insertMerge(tx, { ...row, before: JSON.stringify(before), undone_at: null })
    await secondChanged(tx)
    return ok({ id: into, details: { from, numbers: moved.length, merge: mergeId } })
  })
  return merged.ok ? ok({ mergeId, contact: merged.value }) : merged
}

/** `change` tells the search of one contact; a second one that changed with it is found by counting it too. */
const secondChanged = stampContacts

/** The same words with other numbers after them. */
const searchWith = (search: string, numbers: readonly E164[]): string =>
  [...search.split(' ').filter((part) => !part.startsWith('+')), ...numbers].join(' ')

async function move(tx: WriteStore, from: ContactTable, into: ContactTable, act: Act) {
  const by = actorOf(act).personId
  const intoId = ContactId.parse(into.id)
  const first = (await numbersOf(tx, [intoId])).length
  const moved: z.input<typeof Before>['numbers'] = []
  for (const [place, number] of (await numbersOf(tx, [from.id])).entries()) {
    const { id, position, verification: was } = number
    await changeNumber(tx, id, { contact_id: into.id, position: first + place })
    await noteNumberEvent(tx, { number_id: id, at: act.at, by, what: 'merged', detail: '{}' })
    const trusted = was.state !== 'unverified' && was.state !== 'blocked'
    const restarted =
      trusted && !sameWords(from.organisation, into.organisation)
        ? await happened(tx, number, { what: 'started-over', after: 'organisation-change' }, by, act.at)
        : ok(was)
    moved.push({ id, position, was, became: JSON.stringify(restarted.ok ? restarted.value : was) })
  }
  return moved
}

/** Faults: not-found; conflict already-gone, changed-meanwhile. */
export const undoMerge = ({ change }: ChangeParts, mergeId: MergeId, act: Act) => {
  act.about({ subject: mergeId })
  return change(act, (tx) => takeBack(tx, mergeId, act))
}

async function takeBack(tx: WriteStore, mergeId: MergeId, act: Act): Promise<Outcome<Changed>> {
  const row = await mergeById(tx, mergeId)
  if (!row) return notFound
  if (row.undone_at !== null) return conflict('already-gone')
  const before = Before.parse(JSON.parse(row.before))
  const [from, into] = [ContactId.parse(row.from_id), ContactId.parse(row.into_id)]
  const now = new Map((await numbersOf(tx, [into])).map((number) => [number.id, JSON.stringify(number.verification)]))
  // What was verified, doubted or replaced since belongs to the contact as it is now.
  if (before.numbers.some(({ id, became }) => now.get(id) !== became)) return conflict('changed-meanwhile')
  const back = await changeContact(tx, into, before.intoRevision, { search: before.intoSearch })
  const restored = back && (await changeContact(tx, from, before.fromRevision, { archived_at: null }))
  if (!restored) return conflict('changed-meanwhile')
  for (const { id, position, was } of before.numbers) {
    await changeNumber(tx, id, { contact_id: from, position })
    await writeVerification(tx, id, was)
    const by = actorOf(act).personId
    await noteNumberEvent(tx, { number_id: id, at: act.at, by, what: 'merged', detail: '{}' })
  }
  await noteUndone(tx, mergeId, act.at)
  await secondChanged(tx)
  return ok({ id: from, details: { into, merge: mergeId } })
}
