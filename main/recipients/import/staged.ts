/** A row as it waits in the store: judged by itself, ready to become a contact. */
import { z } from 'zod'
import { LeftOut, type ImportRow } from '#app/contract/book/contact-imports.ts'
import { ContactFields } from '#app/contract/book/contacts.ts'
import { MissingPart } from '#app/domain/contact/contact-import.ts'
import { ContactId, E164 } from '#app/domain/ids.ts'
import type { ImportRowTable } from '../../store/tables.ts'
import { wordsOf } from '../words.ts'

export const StagedRow = z.strictObject({
  line: z.number().int().positive(),
  organisation: z.string(),
  department: z.string(),
  person: z.string(),
  npi: z.string(),
  specialty: z.string(),
  voice: z.string(),
  note: z.string(),
  address: z.strictObject({ line: z.string(), city: z.string(), state: z.string(), postalCode: z.string() }),
  tags: z.array(z.string()),
  numbers: z.array(E164),
  fax: z.string(),
  leftOut: z.array(LeftOut),
  missing: z.array(MissingPart),
})
export type StagedRow = z.infer<typeof StagedRow>

export const stagedIn = (row: Pick<ImportRowTable, 'content'>): StagedRow => StagedRow.parse(JSON.parse(row.content))

/** The fields of the contact it may become; what is too long for one is refused when it is judged. */
export const fieldsOf = ({ organisation, department, person, npi, specialty, voice, note, address, tags }: StagedRow) =>
  ContactFields.safeParse({ organisation, department, person, npi, specialty, voice, note, address, tags })

type Named = { readonly organisation: string; readonly department: string; readonly person: string }

/** What two recipients of the same name have in common, whatever its capitals, accents and commas. */
export const nameKey = ({ organisation, department, person }: Named): string =>
  [organisation, department, person]
    .map((part) => wordsOf(part).join(' '))
    .join('\n')
    .trim()

/** The row as the page sees it, with the contact it is beside. */
export function rowView(
  row: ImportRowTable,
  contacts: ReadonlyMap<string, { readonly name: string; readonly e164?: E164 | undefined }>,
): ImportRow {
  const known = row.contact_id === null ? undefined : contacts.get(row.contact_id)
  const e164 = known?.e164 === undefined ? {} : { e164: known.e164 }
  return {
    ...stagedIn(row),
    row: row.row_number,
    finding: row.finding,
    choice: row.choice,
    fate: row.fate,
    ...(known && row.contact_id ? { contact: { id: ContactId.parse(row.contact_id), name: known.name, ...e164 } } : {}),
  }
}
