/** What changes contacts and which numbers they have. Each act is one transaction with its entry: ids and counts only. */
import type { ContactFields } from '#app/contract/book/contacts.ts'
import type { Parsed } from '#app/contract/index.ts'
import type { ContactKind, VerificationRecord } from '#app/domain/contact/contact.ts'
import { ContactId, makeId, NumberId, type E164 } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import * as rows from '../store/contacts/contacts.ts'
import * as numbers from '../store/contacts/numbers.ts'
import type { WriteStore } from '../store/store.ts'
import type { ContactTable } from '../store/tables.ts'
import { parseNumber, parseVoice } from './number.ts'
import type { ChangeParts } from './parts.ts'
import { happened } from './verification/apply.ts'
import { searchText, wordsOf } from './words.ts'

export type NumberFields = { readonly e164: E164; readonly label: string }

/** A contact as typed, its numbers in canonical form: the preferred one first, never none, no two alike. */
export type Fields = Omit<ContactFields, 'kind'> & {
  readonly kind: ContactKind
  readonly numbers: readonly NumberFields[]
}

type TypedNumber = { readonly fax: string; readonly label: string }

export async function addContact(parts: ChangeParts, { fields, fax, label, others }: Parsed<'contacts.add'>, act: Act) {
  const parsed = parseFields(fields, fax, label, others)
  if (!parsed.ok) return parsed
  return parts.change(act, (tx) => insertParsed(tx, parts, parsed.value, act))
}

/** One contact with its numbers, unverified; nothing is written when one of them is somebody's already. */
export async function insertParsed(
  tx: WriteStore,
  { newHex }: Pick<ChangeParts, 'newHex'>,
  fields: Fields,
  act: Act,
): Promise<Outcome<{ readonly id: ContactId }>> {
  for (const { e164 } of fields.numbers) if (await numbers.ownerOf(tx, e164)) return conflict('number-known')
  const id = makeId(ContactId, 'contact', newHex())
  await rows.insertContact(tx, newRow(id, fields, act))
  for (const [position, { e164, label }] of fields.numbers.entries()) {
    const numberId = makeId(NumberId, 'number', newHex())
    const number = { id: numberId, contactId: id, e164, label, position, verification: unverified }
    await numbers.insertNumber(tx, number, act.at)
  }
  return ok({ id })
}

const unverified: VerificationRecord = { state: 'unverified' }

export async function changeContact(parts: ChangeParts, input: Parsed<'contacts.change'>, act: Act) {
  const { id, revision, fields, fax, label, others } = input
  act.about({ subject: id })
  const parsed = parseFields(fields, fax, label, others)
  if (!parsed.ok) return parsed
  return parts.change(act, async (tx) => {
    const before = await rows.contactById(tx, id)
    if (!before || before.archived_at !== null) return notFound
    const had = await numbers.numbersOf(tx, [id])
    const kept = others ? [] : had.slice(1).filter(({ e164 }) => parsed.value.numbers.every((one) => one.e164 !== e164))
    const wanted = { ...parsed.value, numbers: [...parsed.value.numbers, ...kept] }
    const changed = await rows.changeContact(tx, id, revision, textOf(wanted))
    if (!changed) return conflict('changed-meanwhile')
    const given = await giveNumbers(tx, parts, { id, had, wanted: wanted.numbers }, act)
    if (!given.ok) return given
    const another = !sameWords(before.organisation, wanted.organisation)
    const restarted = another ? await startOver(tx, id, act) : 0
    return ok({ id, details: { numberChanged: given.value, ...(another ? { startedOver: restarted } : {}) } })
  })
}

type Giving = {
  readonly id: ContactId
  readonly had: readonly Required<numbers.StoredNumber>[]
  readonly wanted: readonly NumberFields[]
}

/** Gives a contact these numbers in place of those it had. @returns whether there is a new one among them */
async function giveNumbers(
  tx: WriteStore,
  { newHex }: ChangeParts,
  { id, had, wanted }: Giving,
  act: Act,
): Promise<Outcome<boolean>> {
  // Nobody vouched for any of them yet: then a corrected slip is no change that a second person has to confirm.
  const trusted = had.some(({ verification }) => verification.state !== 'unverified' || verification.after)
  const verification: VerificationRecord = trusted ? { state: 'unverified', after: 'number-change' } : unverified
  const by = actorOf(act).personId
  for (const number of had) {
    if (!wanted.some(({ e164 }) => e164 === number.e164)) await numbers.retireNumber(tx, number.id, by, act.at)
  }
  let changed = false
  for (const [position, { e164, label }] of wanted.entries()) {
    const own = had.find((number) => number.e164 === e164)
    if (own) await numbers.changeNumber(tx, own.id, { label, position })
    else {
      if (await numbers.ownerOf(tx, e164)) return conflict('number-known')
      const numberId = makeId(NumberId, 'number', newHex())
      await numbers.insertNumber(tx, { id: numberId, contactId: id, e164, label, position, verification }, act.at)
      changed = true
    }
  }
  return ok(changed)
}

/** It is said to be another organisation's now: whoever vouched for these numbers did not vouch for that. */
export async function startOver(tx: WriteStore, id: ContactId, act: Act): Promise<number> {
  const trusted = (await numbers.numbersOf(tx, [id])).filter(
    ({ verification: { state } }) => state !== 'unverified' && state !== 'blocked',
  )
  for (const number of trusted) {
    const event = { what: 'started-over', after: 'organisation-change' } as const
    await happened(tx, number, event, actorOf(act).personId, act.at)
  }
  return trusted.length
}

export const sameWords = (one: string, other: string): boolean => wordsOf(one).join(' ') === wordsOf(other).join(' ')

/** What was typed, with its numbers in canonical form. Faults: number. */
export function parseFields(
  fields: ContactFields,
  fax: string,
  label = '',
  others: readonly TypedNumber[] = [],
): Outcome<Fields> {
  const found = new Map<E164, NumberFields>()
  for (const typed of [{ fax, label }, ...others]) {
    const number = parseNumber(typed.fax, 'fax')
    if (!number.ok) return number
    if (!found.has(number.value)) found.set(number.value, { e164: number.value, label: typed.label })
  }
  const voice = fields.voice === '' ? ok('') : parseVoice(fields.voice)
  if (!voice.ok) return voice
  return ok({ ...fields, kind: fields.kind ?? kindOf(fields), voice: voice.value, numbers: [...found.values()] })
}

const kindOf = ({ person, department }: Pick<ContactFields, 'person' | 'department'>): ContactKind =>
  person ? 'person' : department ? 'department' : 'organisation'

/** The row of a contact, apart from who wrote it and when. */
export function textOf({ numbers: own, address, tags, defaultPurpose, ...fields }: Fields) {
  const { kind, organisation, department, person, voice, note, npi, specialty } = fields
  const search = searchText([organisation, department, person, specialty, npi, ...tags], ...own.map(({ e164 }) => e164))
  return {
    kind,
    organisation,
    department,
    person,
    voice,
    note,
    npi,
    specialty,
    address: JSON.stringify(address),
    tags: JSON.stringify(tags),
    default_purpose: defaultPurpose,
    search,
  }
}

const newRow = (id: ContactId, fields: Fields, act: Act): ContactTable => ({
  id,
  revision: 1,
  ...textOf(fields),
  added_at: act.at,
  added_by: actorOf(act).personId,
  last_sent_at: null,
  archived_at: null,
})
