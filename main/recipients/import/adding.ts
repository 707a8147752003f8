/** Doing as chosen with rows that wait: adding, merging, and taking both back. Each batch is one transaction. */
import { z } from 'zod'
import { ContactId, ImportId, makeId, NumberId, type E164 } from '#app/domain/ids.ts'
import type { Act } from '../../door/handler.ts'
import { contactById, changeContact } from '../../store/contacts/contacts.ts'
import { settleRow, type Settled } from '../../store/contacts/import-rows.ts'
import { noteImported } from '../../store/contacts/imports.ts'
import { insertNumber, numbersOf, ownerOf } from '../../store/contacts/numbers.ts'
import type { WriteStore } from '../../store/store.ts'
import type { ContactTable, ImportRowTable } from '../../store/tables.ts'
import { insertParsed, parseFields } from '../changes.ts'
import { searchText } from '../words.ts'
import { fieldsOf, stagedIn, type StagedRow } from './staged.ts'

export type AddingParts = { readonly newHex: () => string }

/** Does what was chosen for one row; a row that cannot be any more is refused and stops nobody else. */
export async function doRow(
  tx: WriteStore,
  parts: AddingParts,
  row: ImportRowTable,
  act: Act,
): Promise<Settled['fate']> {
  const staged = stagedIn(row)
  const settled =
    row.choice === 'merge' ? await mergeRow(tx, parts, row, staged, act) : await addRow(tx, parts, staged, act)
  if (settled.fate === 'added' && settled.contactId)
    await noteImported(tx, ImportId.parse(row.import_id), settled.contactId)
  await settleRow(tx, row, settled)
  return settled.fate
}

const refused: Settled = { fate: 'refused' }

async function addRow(tx: WriteStore, parts: AddingParts, staged: StagedRow, act: Act): Promise<Settled> {
  const [first, ...others] = await unowned(tx, staged.numbers)
  const fields = fieldsOf(staged)
  if (first === undefined || !fields.success) return refused
  const parsed = parseFields(
    fields.data,
    first,
    '',
    others.map((fax) => ({ fax, label: '' })),
  )
  if (!parsed.ok) return refused
  const added = await insertParsed(tx, parts, parsed.value, act)
  return added.ok ? { fate: 'added', contactId: added.value.id } : refused
}

async function unowned(tx: WriteStore, numbers: readonly E164[]): Promise<readonly E164[]> {
  const free: E164[] = []
  for (const e164 of numbers) if ((await ownerOf(tx, e164)) === undefined) free.push(e164)
  return free
}

/** What a merge may fill where the contact has nothing; it never overwrites. */
const Filled = z.strictObject({
  npi: z.string().optional(),
  specialty: z.string().optional(),
  voice: z.string().optional(),
  address: z.string().optional(),
  tags: z.string().optional(),
})
type Filled = { [K in keyof z.infer<typeof Filled>]-?: string }

/** What a merge changed, as it was before: enough to take it back. */
const Before = z.strictObject({
  revision: z.number().int(),
  was: Filled,
  search: z.string(),
  numbers: z.array(NumberId),
})

async function mergeRow(
  tx: WriteStore,
  { newHex }: AddingParts,
  row: ImportRowTable,
  staged: StagedRow,
  act: Act,
): Promise<Settled> {
  if (row.contact_id === null) return refused
  const id = ContactId.parse(row.contact_id)
  const contact = await contactById(tx, id)
  if (!contact || contact.archived_at !== null) return refused
  const had = await numbersOf(tx, [id])
  const fresh = await unowned(tx, staged.numbers)
  const filled = fillsOf(contact, staged)
  if (fresh.length === 0 && Object.keys(filled).length === 0) return { fate: 'merged', contactId: id, before: 'null' }
  const merged = { ...contact, ...filled }
  const words = [merged.organisation, merged.department, merged.person, merged.specialty, merged.npi, ...tagsIn(merged)]
  const search = searchText(words, ...had.map(({ e164 }) => e164), ...fresh)
  if (!(await changeContact(tx, id, contact.revision, { ...filled, search }))) return refused
  const numbers: NumberId[] = []
  for (const [at, e164] of fresh.entries()) {
    const numberId = makeId(NumberId, 'number', newHex())
    numbers.push(numberId)
    const number = { id: numberId, contactId: id, e164, position: had.length + at }
    await insertNumber(tx, { ...number, verification: { state: 'unverified' } }, act.at)
  }
  const was = Object.fromEntries(Object.keys(filled).map((name) => [name, contact[name as keyof Filled]]))
  const before = { revision: contact.revision + 1, was, search: contact.search, numbers }
  return { fate: 'merged', contactId: id, before: JSON.stringify(before) }
}

const empty = (address: string): boolean => Object.values(JSON.parse(address) as object).every((part) => part === '')

const tagsIn = ({ tags }: Pick<ContactTable, 'tags'>): readonly string[] => z.array(z.string()).parse(JSON.parse(tags))

function fillsOf(contact: ContactTable, staged: StagedRow): Partial<Filled> {
  const filled: Partial<Filled> = {}
  if (contact.npi === '' && staged.npi !== '') filled.npi = staged.npi
  if (contact.specialty === '' && staged.specialty !== '') filled.specialty = staged.specialty
  if (contact.voice === '' && staged.voice !== '') filled.voice = staged.voice
  const address = JSON.stringify(staged.address)
  if (empty(contact.address) && !empty(address)) filled.address = address
  const tags = tagsIn(contact)
  const more = staged.tags.filter((tag) => !tags.includes(tag))
  if (more.length > 0) filled.tags = JSON.stringify([...tags, ...more].slice(0, 20))
  return filled
}

/** Takes back what a merge changed, unless somebody has worked with the contact since. @returns whether it did */
export async function undoMerge(tx: WriteStore, row: ImportRowTable): Promise<boolean> {
  const before = Before.nullable().parse(JSON.parse(row.before ?? 'null'))
  if (!before || row.contact_id === null) return true
  const id = ContactId.parse(row.contact_id)
  const numbers = (await numbersOf(tx, [id])).filter((number) => before.numbers.includes(number.id))
  if (numbers.length < before.numbers.length) return false
  if (numbers.some(({ verification }) => verification.state !== 'unverified')) return false
  const sent = tx.selectFrom('fax').select('id').where('number_id', 'in', before.numbers).limit(1)
  if (before.numbers.length > 0 && (await sent.executeTakeFirst())) return false
  const was = Object.fromEntries(Object.entries(before.was).filter(([, value]) => value !== undefined))
  if (!(await changeContact(tx, id, before.revision, { ...was, search: before.search }))) return false
  if (before.numbers.length > 0) await tx.deleteFrom('fax_number').where('id', 'in', before.numbers).execute()
  return true
}
