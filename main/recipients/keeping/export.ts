/** The book as a table for spreadsheets, a row a number. Whoever takes it has proven at the door who they are. */
import { createHash } from 'node:crypto'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Output } from '#app/contract/index.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { standingWords, words } from '#app/words/index.ts'
import type { Act } from '../../door/handler.ts'
import type { Files } from '../../ports.ts'
import { byteOrderMark, line } from '../../reports/export/csv.ts'
import { contactIdsByName } from '../../store/contacts/contacts.ts'
import { putFile } from '../../store/engine/put.ts'
import type { ReadStore } from '../../store/store.ts'
import { contactViews } from '../views.ts'

export type ExportParts = { readonly read: ReadStore; readonly askWhereToSave: Files['askWhereToSave'] }

/** So many contacts are in memory at once. */
const atOnce = 200

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString().slice(0, 10))

export async function exportContacts(
  { read, askWhereToSave }: ExportParts,
  act: Act,
): Promise<Outcome<Output<'contacts.export'>>> {
  const place = await askWhereToSave(words.contacts.exportFile(iso(act.at)))
  if (place === undefined) {
    act.about({ details: { saved: false } })
    return ok({ saved: false, contacts: 0 })
  }
  const ids = await contactIdsByName(read)
  const hash = createHash('sha256')
  await putFile(place, rows(read, ids, act.at, hash))
  act.about({ details: { saved: true, contacts: ids.length, sha256: hash.digest('hex') } })
  return ok({ saved: true, contacts: ids.length })
}

async function* rows(
  read: ReadStore,
  ids: readonly string[],
  now: number,
  hash: { readonly update: (text: string) => unknown },
): AsyncGenerator<string> {
  const head = byteOrderMark + line(words.contacts.exportColumns)
  hash.update(head)
  yield head
  for (let from = 0; from < ids.length; from += atOnce) {
    const contacts = await contactViews(read, ids.slice(from, from + atOnce), now)
    const piece = contacts.flatMap((contact) => contact.numbers.map((number) => line(cells(contact, number)))).join('')
    hash.update(piece)
    yield piece
  }
}

function cells(contact: ContactView, { e164, label, standing, evidence, at, until }: NumberView): string[] {
  const { organisation, department, person, specialty, npi, address, voice, tags, note } = contact
  return [
    organisation,
    department,
    person,
    specialty,
    npi,
    shownNumber(e164),
    label,
    standingWords[standing],
    evidence ? words.contacts.methods[evidence.method] : '',
    evidence ? iso(at) : '',
    iso(until),
    voice === '' ? '' : shownNumber(voice),
    address.line,
    address.city,
    address.state,
    address.postalCode,
    tags.join('; '),
    note,
  ]
}
