/**
 * Sheets to call from: one for each number that is to be checked again, with room for what is heard. The number on file
 * is not on them, because whoever sees it reads it out; they must say it.
 */
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { ReportView } from '#app/contract/record/reports.ts'
import { makeId, ReportId, type NumberId } from '#app/domain/ids.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { standingWord, words } from '#app/words/index.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import { contactViews } from '../recipients/views.ts'
import { contactsOfNumbers } from '../store/contacts/numbers.ts'
import { insertDocument, insertReport } from '../store/faxes/documents.ts'
import { practiceSetting, readSetting } from '../store/settings.ts'
import { reportDates } from './dates.ts'
import { frame } from './frame.ts'
import { keepStream } from './keep.ts'
import { paperOf } from './paper-setting.ts'
import type { ReportParts } from './parts.ts'
import type { Fact, Piece } from './render/types.ts'

export type SheetParts = Pick<ReportParts, 'store' | 'files' | 'chance' | 'printer'>

const text = words.contacts.sheets

export const createSheetHandlers = (parts: SheetParts): Share<'reports.callBackSheets'> => ({
  'reports.callBackSheets': ({ numberIds }, act) => makeSheets(parts, numberIds, act),
})

type Call = { readonly contact: ContactView; readonly number: NumberView }

async function makeSheets(parts: SheetParts, numberIds: readonly NumberId[], act: Act): Promise<Outcome<ReportView>> {
  const { store, printer, chance } = parts
  const calls = await callsTo(parts, numberIds, act.at)
  if (calls.length === 0) return notFound
  const dates = reportDates()
  const by = actorOf(act)
  const surround = frame(
    {
      practice: await readSetting(store.read, practiceSetting),
      madeBy: by.name,
      at: act.at,
      dates,
      training: undefined,
      checkpoint: undefined,
    },
    { title: text.title, subtitle: text.subtitle(calls.length), keep: 'keepRecord' },
  )
  const id = makeId(ReportId, 'report', chance.bytes(10).toString('hex'))
  const name = `${text.file(dates.iso(act.at))}.pdf`
  const paper = await paperOf(store.read)
  return keepStream(
    parts,
    { name, added_at: act.at, added_by: by.personId },
    (write) =>
      printer({
        frame: { ...surround, paper },
        pieces: piecesOf(calls),
        write,
        stopped: new AbortController().signal,
        progress: () => undefined,
      }),
    (document, pages) =>
      act.commit(async (tx) => {
        const made = { document_id: document.id, at: act.at, made_by: by.personId }
        await insertDocument(tx, document)
        await insertReport(tx, { id, kind: 'call-back', file_name: name, pages, ...made })
        const value: ReportView = {
          id,
          kind: 'call-back',
          fileName: name,
          pages,
          at: act.at,
          url: `document/report/${id}`,
        }
        return ok({ value, subject: id, details: { pages, numbers: calls.length, sha256: document.sha256 } })
      }),
  )
}

/** In the order asked for; numbers that are not in use any more are left out. */
async function callsTo({ store }: SheetParts, numberIds: readonly NumberId[], now: number): Promise<readonly Call[]> {
  const owners = await contactsOfNumbers(store.read, numberIds)
  const contacts = await contactViews(store.read, [...new Set(owners.values())], now)
  return numberIds.flatMap((id) => {
    const contact = contacts.find((one) => one.id === owners.get(id))
    const number = contact?.numbers.find((one) => one.id === id)
    return contact && number ? { contact, number } : []
  })
}

async function* piecesOf(calls: readonly Call[]): AsyncGenerator<readonly Piece[]> {
  yield [{ is: 'text', text: text.lead }]
  for (const { contact, number } of calls) {
    const facts = factsOf(contact, number).map((fact): Piece => ({ is: 'fact', ...fact }))
    yield [{ is: 'heading', text: contact.organisation }, ...facts]
  }
}

const blank = '_'.repeat(44)

function factsOf(contact: ContactView, number: NumberView): readonly Fact[] {
  const { department, person, voice, numbers } = contact
  const place = numbers.findIndex(({ id }) => id === number.id) + 1
  const which = number.label || (numbers.length > 1 ? text.nth(place, numbers.length) : '')
  const known: readonly Fact[] = [
    { label: text.desk, value: [department, person].filter(Boolean).join(' · ') },
    { label: text.which, value: which },
    { label: text.standing, value: standingWord(number.standing, 1) },
    { label: text.call, value: voice === '' ? text.noVoice : shownNumber(voice) },
  ]
  const asked = [text.heard, text.spokeWith, text.foundOn, text.done].map((label) => ({ label, value: blank }))
  return [...known.filter(({ value }) => value !== ''), ...asked]
}
