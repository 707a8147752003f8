/** What changes contacts and their numbers. Each act is one transaction with its audit entry: ids and counts only. */
import type { ContactFields, ContactView } from '#app/contract/contacts.ts'
import type { Parsed } from '#app/contract/index.ts'
import type { AuditDetails } from '#app/domain/audit.ts'
import { verifiedUntil, type VerificationRecord } from '#app/domain/contact.ts'
import { ContactId, makeId, NumberId, type E164 } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import * as rows from '../store/contacts/contacts.ts'
import type { WriteStore } from '../store/store.ts'
import type { ContactTable } from '../store/tables.ts'
import { parseNumber, parseVoice } from './number.ts'
import { searchText } from './words.ts'

export type Changed = { readonly id: ContactId; readonly details?: AuditDetails }

export type ChangeParts = {
  /** 20 new random hexadecimal digits. */
  readonly newHex: () => string
  readonly verificationMonths: () => Promise<number>
  /** Runs the work in the act's transaction, then tells who has to know; answers the contact as it is now. */
  readonly change: (act: Act, work: (tx: WriteStore) => Promise<Outcome<Changed>>) => Promise<Outcome<ContactView>>
}

export type Fields = ContactFields & { readonly e164: E164 }

export async function addContact(parts: ChangeParts, input: Parsed<'contacts.add'>, act: Act) {
  const parsed = parseFields(input.fields, input.fax)
  if (!parsed.ok) return parsed
  return parts.change(act, (tx) => insertParsed(tx, parts, parsed.value, act))
}

/** One contact with its number, unverified; nothing is written when the number is somebody's already. */
export async function insertParsed(
  tx: WriteStore,
  { newHex }: Pick<ChangeParts, 'newHex'>,
  fields: Fields,
  act: Act,
): Promise<Outcome<{ readonly id: ContactId }>> {
  if (await rows.ownerOf(tx, fields.e164)) return conflict('number-known')
  const id = makeId(ContactId, 'contact', newHex())
  await rows.insertContact(tx, newRow(id, fields, act))
  const given = await giveNumber(tx, { numberId: makeId(NumberId, 'number', newHex()), id, ...fields }, act)
  return given.ok ? ok({ id }) : given
}

export async function changeContact(parts: ChangeParts, input: Parsed<'contacts.change'>, act: Act) {
  const { id, revision, fields, fax } = input
  act.about({ subject: id })
  const parsed = parseFields(fields, fax)
  if (!parsed.ok) return parsed
  return parts.change(act, async (tx) => {
    if (!(await rows.contactById(tx, id))) return notFound
    const changed = await rows.changeContact(tx, id, revision, textOf(parsed.value))
    if (!changed) return conflict('changed-meanwhile')
    const given = await giveNumber(
      tx,
      { numberId: makeId(NumberId, 'number', parts.newHex()), id, ...parsed.value },
      act,
    )
    return given.ok ? ok({ id, details: { numberChanged: given.value } }) : given
  })
}

type Given = { readonly numberId: NumberId; readonly id: ContactId; readonly e164: E164 }

/** Gives a contact its number, in place of the one it had. @returns whether it is another number than before */
async function giveNumber(tx: WriteStore, { numberId, id, e164 }: Given, act: Act): Promise<Outcome<boolean>> {
  const owner = await rows.ownerOf(tx, e164)
  if (owner === id) return ok(false)
  if (owner) return conflict('number-known')
  const by = actorOf(act).personId
  for (const number of await rows.numbersOf(tx, [id])) await rows.retireNumber(tx, number.id, by, act.at)
  await rows.insertNumber(tx, { id: numberId, contactId: id, e164, verification: { state: 'unverified' } }, act.at)
  return ok(true)
}

export async function verifyByCallBack(parts: ChangeParts, input: Parsed<'contacts.verifyByCallBack'>, act: Act) {
  const { numberId, spokeWith } = input
  act.about({ subject: numberId })
  const called = parseNumber(input.called, 'called')
  if (!called.ok) return called
  const heard = parseNumber(input.heard, 'heard')
  if (!heard.ok) return heard
  const until = verifiedUntil(act.at, await parts.verificationMonths())
  const by = actorOf(act).personId
  return parts.change(act, async (tx) => {
    const number = await rows.numberById(tx, numberId)
    if (!number) return notFound
    // Whoever answers at the fax number itself would vouch for it, right or wrong.
    if (called.value === number.e164) return conflict('same-number-called')
    if (heard.value !== number.e164) return conflict('number-heard-differs')
    const who = { by, at: act.at, until, spokeWith, called: called.value }
    await rows.writeVerification(tx, numberId, { state: 'verified', method: 'call-back', ...who })
    return ok({ id: number.contactId, details: { number: numberId, method: 'call-back', until } })
  })
}

export async function revokeNumber(parts: ChangeParts, input: Parsed<'contacts.revoke'>, act: Act) {
  const { numberId, reason } = input
  act.about({ subject: numberId })
  const record: VerificationRecord = { state: 'revoked', by: actorOf(act).personId, at: act.at, reason }
  return parts.change(act, async (tx) => {
    const number = await rows.numberById(tx, numberId)
    if (!number) return notFound
    await rows.writeVerification(tx, numberId, record)
    return ok({ id: number.contactId, details: { number: numberId } })
  })
}

/** What was typed, with its numbers in canonical form. Faults: number. */
export function parseFields(fields: ContactFields, fax: string): Outcome<Fields> {
  const number = parseNumber(fax, 'fax')
  if (!number.ok) return number
  const voice = fields.voice === '' ? ok('') : parseVoice(fields.voice)
  return voice.ok ? ok({ ...fields, voice: voice.value, e164: number.value }) : voice
}

function textOf({ organisation, department, person, voice, note, e164 }: Fields) {
  const search = searchText([organisation, department, person], e164)
  return { organisation, department, person, voice, note, search }
}

const newRow = (id: ContactId, fields: Fields, act: Act): ContactTable => ({
  id,
  revision: 1,
  ...textOf(fields),
  added_at: act.at,
  added_by: actorOf(act).personId,
  last_sent_at: null,
})
