/**
 * A number typed by hand where a recipient is chosen. Only where the practice allows it; typed twice, the second time
 * from the source document, and compared here. What comes of it is a contact like any other: unverified.
 */
import type { Parsed } from '#app/contract/index.ts'
import { conflict, type Outcome } from '#app/domain/outcome.ts'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { Act } from '../door/handler.ts'
import { insertParsed, parseFields } from './changes.ts'
import { parseTyped } from './number.ts'
import type { ChangeParts } from './parts.ts'

export type TypedParts = ChangeParts & {
  /** Whether the practice allows numbers typed by hand. */
  readonly typedNumbers: () => Promise<boolean>
}

/** Faults: number; conflict typed-off, typed-differs, number-known. */
export async function addTyped(
  parts: TypedParts,
  { fax, again, organisation, department, person }: Parsed<'contacts.addTyped'>,
  act: Act,
): Promise<Outcome<ContactView>> {
  if (!(await parts.typedNumbers())) return conflict('typed-off')
  const first = parseTyped(fax, 'fax')
  if (!first.ok) return first
  const second = parseTyped(again, 'again')
  if (!second.ok) return second
  if (first.value !== second.value) return conflict('typed-differs')
  const nothing = { voice: '', note: '', npi: '', specialty: '', tags: [], defaultPurpose: null }
  const address = { line: '', city: '', state: '', postalCode: '' }
  const fields = parseFields({ organisation, department, person, address, ...nothing }, first.value)
  if (!fields.ok) return fields
  return parts.change(act, async (tx) => {
    const added = await insertParsed(tx, parts, fields.value, act)
    return added.ok ? { ok: true, value: { ...added.value, details: { typed: true } } } : added
  })
}
