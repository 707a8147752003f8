/** A recipient as other rooms see it: who, which number, and whether it may be sent to now. */
import type { LookAlike } from '#app/contract/book/contacts.ts'
import type { Approval } from '#app/domain/contact/approval.ts'
import { standing, type Standing } from '#app/domain/contact/contact.ts'
import type { ContactId, E164, NumberId } from '#app/domain/ids.ts'
import { contactById } from '../store/contacts/contacts.ts'
import { numberById } from '../store/contacts/numbers.ts'
import type { ReadStore } from '../store/store.ts'
import { beforeFirstFax } from './look-alike.ts'

export type Recipient = {
  readonly contactId: ContactId
  readonly numberId: NumberId
  readonly organisation: string
  readonly department: string
  readonly person: string
  /** As `parseVoice` keeps it, or empty. */
  readonly voice: string
  readonly e164: E164
  /** Judged at the `now` that was asked for. */
  readonly standing: Standing
  /** A supervisor's word that this one fax may go there all the same; absent for none. */
  readonly approval?: Approval | undefined
  /** What its number could be mistaken for, until a first fax has arrived there. */
  readonly lookAlikes: readonly LookAlike[]
}

/**
 * The recipient behind a number at `now` (epoch ms).
 * @returns undefined for an unknown number and for one that another has replaced
 */
export async function recipientOf(read: ReadStore, numberId: NumberId, now: number): Promise<Recipient | undefined> {
  const number = await numberById(read, numberId)
  const contact = number && (await contactById(read, number.contactId))
  if (!contact) return undefined
  const { contactId, e164 } = number
  const { organisation, department, person, voice } = contact
  const who = { numberId, e164, organisation, department, person }
  return {
    ...who,
    contactId,
    voice,
    standing: standing(number.verification, now),
    lookAlikes: await beforeFirstFax(read, { ...who, except: contactId }, now),
  }
}
