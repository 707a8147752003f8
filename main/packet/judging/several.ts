/** The recipients of a draft, each judged as if it went to nobody else. */
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import type { Check } from '#app/domain/fax/preflight.ts'
import { twice, usualPurposeCheck } from '#app/domain/fax/several.ts'
import type { NumberId } from '#app/domain/ids.ts'
import { Purpose } from '#app/domain/purpose/purpose.ts'
import type { Line } from '../../lines/line.ts'
import { recipientOf, type Recipient } from '../../recipients/recipient.ts'
import { coverTexts } from '../../settings/covers/versions.ts'
import { contactById } from '../../store/contacts/contacts.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import type { ReadStore } from '../../store/store.ts'
import { checksOf, onlyTo, recipientsIn } from '../content.ts'
import { groundsOf } from './grounds.ts'

export type Judged = {
  readonly numberId: NumberId
  /** Absent where the number is in use no more. */
  readonly recipient: Recipient | undefined
  /** The draft as it is for this one alone. */
  readonly content: DraftContent
  readonly checks: readonly Check[]
}

/**
 * In the order in which they were chosen. A number that dials the same as one before it is refused, so that nobody
 * gets the same pages twice. @param now epoch ms, by which verification is judged
 */
export async function judgeEach(
  db: ReadStore,
  { row, content }: { readonly row: FaxRow; readonly content: DraftContent },
  line: Line | undefined,
  now: number,
): Promise<readonly Judged[]> {
  const grounds = groundsOf(row, content)
  const { asked } = await coverTexts(db)
  const dialled = new Set<string>()
  const judged: Judged[] = []
  for (const numberId of recipientsIn(content)) {
    const recipient = await recipientOf(db, numberId, now)
    const own = onlyTo(content, numberId)
    const checks = checksOf(own, recipient, line, now, grounds, asked)
    const again = recipient !== undefined && dialled.has(recipient.e164)
    if (recipient) dialled.add(recipient.e164)
    const usual = usualPurposeCheck(await usualOf(db, recipient), content.purpose)
    judged.push({
      numberId,
      recipient,
      content: own,
      checks: again ? checks.map((check) => (check.name === 'recipient' ? twice : check)) : [...checks, ...usual],
    })
  }
  return judged
}

async function usualOf(db: ReadStore, recipient: Recipient | undefined): Promise<Purpose | null> {
  const contact = recipient && (await contactById(db, recipient.contactId))
  return Purpose.nullable().parse(contact?.default_purpose ?? null)
}
