/**
 * What a person does about a number's verification, one act each. What may follow upon what is decided in
 * `app/domain/contact/verification.ts`; here the facts are gathered: numbers compared, sources asked, times reckoned.
 */
import type { DirectoryEntry } from '#app/contract/book/contact-imports.ts'
import type { Parsed } from '#app/contract/index.ts'
import { verifiedUntil, type Evidence } from '#app/domain/contact/contact.ts'
import type { VerificationEvent } from '#app/domain/contact/verification.ts'
import type { E164, NumberId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import { numberById, type StoredNumber } from '../../store/contacts/numbers.ts'
import type { ReadStore, WriteStore } from '../../store/store.ts'
import type { ContactTable } from '../../store/tables.ts'
import type { Change } from '../parts.ts'
import { parseNumber } from '../number.ts'
import { happened } from './apply.ts'

/** What the imported directories say of a recipient; the import room answers it. */
export type DirectoryLookup = (
  read: ReadStore,
  who: Pick<ContactTable, 'id' | 'npi' | 'organisation' | 'department' | 'person'>,
) => Promise<readonly DirectoryEntry[]>

/** Which number a received fax came from, as its line said; undefined for none of that id. */
export type ReceivedLookup = (
  read: ReadStore,
  receivedId: string,
) => Promise<{ readonly e164: E164 | undefined; readonly at: number } | undefined>

export type CheckParts = {
  readonly verificationMonths: () => Promise<number>
  /** Whether changes of number or organisation need a second person. */
  readonly secondPerson: () => Promise<boolean>
  readonly directory: DirectoryLookup
  readonly received: ReceivedLookup
  readonly change: Change
}

type Number = Required<StoredNumber>

/** The terms a verification made now has. */
async function termsOf({ verificationMonths, secondPerson }: CheckParts, act: Act) {
  const until = verifiedUntil(act.at, await verificationMonths())
  return { by: actorOf(act).personId, at: act.at, until, secondPerson: await secondPerson() }
}

/** Finds the number, asks what happens to it, and lets it happen. */
function happen(
  { change }: Pick<CheckParts, 'change'>,
  numberId: NumberId,
  act: Act,
  eventFor: (number: Number, tx: WriteStore) => Promise<Outcome<VerificationEvent>> | Outcome<VerificationEvent>,
) {
  act.about({ subject: numberId })
  return change(act, async (tx) => {
    const number = await numberById(tx, numberId)
    if (!number) return notFound
    const event = await eventFor(number, tx)
    if (!event.ok) return event
    const record = await happened(tx, number, event.value, actorOf(act).personId, act.at)
    if (!record.ok) return record
    const { state } = record.value
    const details = record.value.state === 'verified' ? { until: record.value.until } : {}
    return ok({ id: number.contactId, details: { number: numberId, state, ...details } })
  })
}

const checked = async (
  parts: CheckParts,
  act: Act,
  evidence: Exclude<Evidence, { method: 'test-fax' }>,
): Promise<VerificationEvent> => ({ what: 'checked', evidence, ...(await termsOf(parts, act)) })

/** Faults: number; conflict same-number-called, number-heard-differs, number-blocked. */
export async function verifyByCallBack(parts: CheckParts, input: Parsed<'contacts.verifyByCallBack'>, act: Act) {
  const { numberId, spokeWith, foundOn } = input
  act.about({ subject: numberId })
  const called = parseNumber(input.called, 'called')
  if (!called.ok) return called
  const heard = parseNumber(input.heard, 'heard')
  if (!heard.ok) return heard
  const event = await checked(parts, act, { method: 'call-back', called: called.value, foundOn, spokeWith })
  return happen(parts, numberId, act, ({ e164 }) => {
    // Whoever answers at the fax number itself would vouch for it, right or wrong.
    if (called.value === e164) return conflict('same-number-called')
    return heard.value === e164 ? ok(event) : conflict('number-heard-differs')
  })
}

/** The entry is looked up again: what the page was shown may have been taken back. Faults: not-found; conflict directory-differs. */
export const verifyByDirectory = async (parts: CheckParts, input: Parsed<'contacts.verifyByDirectory'>, act: Act) => {
  const { numberId, source, at } = input
  const event = await checked(parts, act, { method: 'directory', source, sourceAt: at })
  return happen(parts, numberId, act, async ({ e164, contactId }, tx) => {
    const contact = await contactById(tx, contactId)
    const entries = contact ? await parts.directory(tx, contact) : []
    const meant = entries.filter((entry) => entry.source === source && entry.at === at)
    if (meant.length === 0) return notFound
    return meant.some((entry) => entry.e164 === e164) ? ok(event) : conflict('directory-differs')
  })
}

export const verifyByReceived = async (parts: CheckParts, input: Parsed<'contacts.verifyByReceived'>, act: Act) => {
  const { numberId, receivedId } = input
  return happen(parts, numberId, act, async ({ e164 }, tx) => {
    const fax = await parts.received(tx, receivedId)
    if (!fax) return notFound
    if (fax.e164 !== e164) return conflict('received-differs')
    return ok(await checked(parts, act, { method: 'received', receivedId, receivedAt: fax.at }))
  })
}

export const readBack = async (parts: CheckParts, input: Parsed<'contacts.readBack'>, act: Act) => {
  const { numberId, spokeWith } = input
  const code = input.code.replaceAll(/[\s-]/g, '')
  const terms = await termsOf(parts, act)
  return happen(parts, numberId, act, () => ok({ what: 'read-back', code, spokeWith, ...terms }))
}

export const confirm = async (parts: CheckParts, numberId: NumberId, act: Act) => {
  const { by, at, until } = await termsOf(parts, act)
  return happen(parts, numberId, act, () => ok({ what: 'confirmed', by, at, until }))
}

export const giveUp = (parts: CheckParts, numberId: NumberId, act: Act) =>
  happen(parts, numberId, act, () => ok({ what: 'given-up' }))

export const unblock = (parts: CheckParts, numberId: NumberId, act: Act) =>
  happen(parts, numberId, act, () => ok({ what: 'unblocked' }))

/** Withdraws trust, or blocks for good. */
export const stop = (
  parts: CheckParts,
  what: 'revoked' | 'blocked',
  { numberId, reason }: Parsed<'contacts.revoke'>,
  act: Act,
) => happen(parts, numberId, act, () => ok({ what, by: actorOf(act).personId, at: act.at, reason }))
