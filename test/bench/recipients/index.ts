/**
 * Figures of the recipients: what the look-alike guard catches and how often it errs, how long it takes, and how fast
 * the picker's search answers. The numbers come from `book.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { verifiedUntil, type VerificationRecord } from '#app/domain/contact/contact.ts'
import { emptyRow } from '#app/domain/contact/contact-import.ts'
import { ContactId, E164, ImportId, makeId, NumberId, PersonId } from '#app/domain/ids.ts'
import { slipsOf } from '#app/domain/contact/look-alike.ts'
import { createJudge } from '#main/recipients/import/judge.ts'
import { lookAlikesOf } from '#main/recipients/look-alike.ts'
import { createLately } from '#main/recipients/search/lately.ts'
import { createContactSearch } from '#main/recipients/search/search.ts'
import { searchText } from '#main/recipients/words.ts'
import { insertContact, stampContacts } from '#main/store/contacts/contacts.ts'
import { insertNumber } from '#main/store/contacts/numbers.ts'
import { insertRows } from '#main/store/contacts/import-rows.ts'
import { beginImport, setStage } from '#main/store/contacts/imports.ts'
import type { Store } from '#main/store/store.ts'
import { storeVersion } from '#main/store/version.ts'
import { figureLine, percentile, print, timed } from '../figure.ts'
import { benchImport } from './imports.ts'
import { benchPickerInPage, storeOfDesk } from './page.ts'
import { bookOf, drawFrom, townOf, type Draw, type Recipient, type Town } from './book.ts'

const contacts = 10_000
const manyContacts = 50_000
/** How many of each kind are asked of the store. */
const asked = 2000
const now = Date.UTC(2026, 3, 14, 10)
const by = makeId(PersonId, 'person', '1'.repeat(20))
const verification: VerificationRecord = {
  state: 'verified',
  by,
  at: now,
  until: verifiedUntil(now, 12),
  evidence: { method: 'call-back', called: E164.parse('+12025550140'), foundOn: 'website', spokeWith: 'front desk' },
}
/** What these contacts leave empty. */
const blank = {
  ...{ kind: 'department', person: '', voice: '', note: '', npi: '', specialty: '', address: '{}', tags: '[]' },
  ...{ default_purpose: null, archived_at: null, last_sent_at: null },
}

const hexOf = (index: number): string => index.toString(16).padStart(20, '0')

async function fill(store: Store, book: readonly Recipient[], from: number): Promise<void> {
  for (let begin = from; begin < book.length; begin += 5000) {
    const part = book.slice(begin, begin + 5000)
    await store.write(async (tx) => {
      for (const [offset, { organisation, department, e164 }] of part.entries()) {
        const id = makeId(ContactId, 'contact', hexOf(begin + offset))
        const search = searchText([organisation, department], e164)
        const added = { revision: 1, added_at: now, added_by: by }
        await insertContact(tx, { ...blank, id, organisation, department, search, ...added })
        const numberId = makeId(NumberId, 'number', hexOf(begin + offset))
        await insertNumber(tx, { id: numberId, contactId: id, e164, verification }, now)
      }
      await stampContacts(tx)
    })
  }
}

export async function benchRecipients(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-bench-'))
  try {
    const store = await storeOfDesk(folder)
    const draw = drawFrom(6)
    const town = townOf(draw)
    const book = bookOf(town, draw, manyContacts)
    const small = book.slice(0, contacts)
    await fill(store, small, 0)
    benchRule(small)
    await benchCaught(store, small, draw)
    await benchFalseAlarms(store, small, town, draw)
    await fill(store, book, contacts)
    await benchPicker(store, draw, book)
    await benchImport(store, folder)
    await store.close()
    await benchPickerInPage(folder, book, draw)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every wrong digit and every transposition of every number: does looking up its own slips lead back? */
function benchRule(book: readonly Recipient[]): void {
  let [made, caught] = [0, 0]
  for (const { e164 } of book) {
    for (const wrong of slipsOf(e164)) {
      made += 1
      if (slipsOf(E164.parse(wrong)).includes(e164)) caught += 1
    }
  }
  print(
    figureLine(
      'recipients/slips-caught-by-rule',
      (caught / made) * 100,
      '%',
      { least: 100 },
      `(all ${made} of ${book.length} numbers)`,
    ),
  )
}

/** The same through the store, for as many slips as there is patience for, half of them under the name that was meant, half under one that helps nobody. */
async function benchCaught(store: Store, book: readonly Recipient[], draw: Draw, when = 'in-store'): Promise<void> {
  const known = new Set<string>(book.map(({ e164 }) => e164))
  const took: number[] = []
  let caught = 0
  for (let round = 0; round < asked; round += 1) {
    const meant = book[draw(book.length)] as Recipient
    const right = meant.e164
    const slips = slipsOf(E164.parse(right)).filter((slip) => !known.has(slip))
    const wrong = E164.parse(slips[draw(slips.length)])
    const named = round % 2 === 0 ? meant : { organisation: 'Somebody Else', department: '' }
    const claim = { ...named, e164: wrong, person: '' }
    took.push(
      await timed(async () => {
        if ((await lookAlikesOf(store.read, claim, now)).some(({ e164 }) => e164 === right)) caught += 1
      }),
    )
  }
  print(figureLine(`recipients/slips-caught-${when}`, (caught / asked) * 100, '%', { least: 100 }, `(${asked} drawn)`))
  print(figureLine(`recipients/look-alikes-10k-p95-${when}`, percentile(took, 0.95), 'ms', { most: 16 }))
}

/** One alarm in a hundred cannot be told from one and a quarter by fewer. */
const freshAsked = 10_000
/** Of ten new organisations, so many are listed in the directory that the practice has imported. */
const listedOfTen = 8

/**
 * Numbers that are right: of organisations not in the book, and new desks of those that are. Without a directory a
 * number that is a digit off a stranger's cannot be told from a slip: how often that happens by chance is the density
 * of the book. With one, the directory vouches for those it lists; slips of listed recipients must still be caught.
 */
async function benchFalseAlarms(store: Store, book: readonly Recipient[], town: Town, draw: Draw): Promise<void> {
  const alarm = async (claim: Recipient): Promise<boolean> =>
    (await lookAlikesOf(store.read, { ...claim, person: '' }, now)).length > 0
  const share = async (claims: readonly Recipient[]): Promise<number> => {
    let alarms = 0
    for (const claim of claims) if (await alarm(claim)) alarms += 1
    return (alarms / claims.length) * 100
  }
  const fresh = Array.from({ length: freshAsked }, town.recipient)
  const note = `(${freshAsked} drawn)`
  print(figureLine('recipients/false-alarms-without-a-directory', await share(fresh), '%', undefined, note))
  const listed = fresh.filter((_, at) => at % 10 < listedOfTen)
  await keepDirectory(store, [...book, ...listed])
  const said = `${note.slice(0, -1)}, a directory lists ${listedOfTen} of 10)`
  print(figureLine('recipients/false-alarms-new-organisations', await share(fresh), '%', { most: 1 }, said))
  await benchCaught(store, book, draw, 'with-a-directory')
  const host = (): Recipient => book[draw(book.length)] as Recipient
  const desks = await share(Array.from({ length: asked }, () => town.desk(host())))
  const alike = '(numbers that truly look alike)'
  print(figureLine('recipients/alarms-new-desk-in-the-same-hundred', desks, '%', undefined, alike))
}

/** A directory that lists these, as an import leaves it. */
async function keepDirectory(store: Store, listed: readonly Recipient[]): Promise<void> {
  const id = makeId(ImportId, 'import', '8'.repeat(20))
  await store.write((tx) => beginImport(tx, { id, source: 'directory', kind: 'fhir', as_of: null, at: now, by }))
  const { judge } = await createJudge(store.read, id)
  const rows = listed.map(({ organisation, department, e164 }, at) =>
    judge({ ...emptyRow, line: at + 1, organisation, department, faxes: [e164] }, at + 1),
  )
  for (let from = 0; from < rows.length; from += 1000)
    await store.write((tx) => insertRows(tx, rows.slice(from, from + 1000)))
  await store.write((tx) => setStage(tx, id, 'done'))
}

/** Names, kinds and numbers typed letter by letter, as the picker asks. */
async function benchPicker(store: Store, draw: Draw, book: readonly Recipient[]): Promise<void> {
  const search = createContactSearch(store.read)
  const lately = createLately(store.read)
  const ask = async (text: string): Promise<void> => {
    const version = await storeVersion(store.read)
    const { ids } = await search.find({ text, limit: 8, offset: 0 }, now, version)
    await lately.views(ids, now, by, version)
  }
  await ask('')
  const took: number[] = []
  for (let round = 0; round < 60; round += 1) {
    const { organisation, e164 } = book[draw(book.length)] as Recipient
    const text = round % 4 === 0 ? e164.slice(2) : organisation
    for (let typed = 1; typed <= text.length; typed += 1) {
      took.push(await timed(() => ask(text.slice(0, typed))))
    }
  }
  const note = `(${took.length} letters, ${manyContacts} contacts, main side)`
  print(figureLine('recipients/picker-letter-p95', percentile(took, 0.95), 'ms', { most: 16 }, note))
}
