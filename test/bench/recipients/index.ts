/**
 * Figures of the recipients: what the look-alike guard catches and how often it errs, how long it takes, and how fast
 * the picker's search answers. The numbers come from `book.ts`.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { verifiedUntil, type VerificationRecord } from '#app/domain/contact.ts'
import { ContactId, E164, makeId, NumberId, PersonId } from '#app/domain/ids.ts'
import { slipsOf } from '#app/domain/look-alike.ts'
import { lookAlikesOf } from '#main/recipients/look-alike.ts'
import { createContactSearch } from '#main/recipients/search/search.ts'
import { contactViews } from '#main/recipients/views.ts'
import { searchText } from '#main/recipients/words.ts'
import { insertContact, stampContacts } from '#main/store/contacts/contacts.ts'
import { insertNumber } from '#main/store/contacts/numbers.ts'
import { createStore } from '#main/store/open.ts'
import type { Store } from '#main/store/store.ts'
import { figureLine, percentile, print, timed } from '../figure.ts'
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
    const made = await createStore({ file: path.join(folder, 'store.db'), key: randomBytes(32) })
    if (!made.ok) throw new Error(made.fault.code)
    const store = made.value
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
    await store.close()
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

/** The same through the store, for as many slips as there is patience for, under a name that helps nobody. */
async function benchCaught(store: Store, book: readonly Recipient[], draw: Draw): Promise<void> {
  const known = new Set<string>(book.map(({ e164 }) => e164))
  const took: number[] = []
  let caught = 0
  for (let round = 0; round < asked; round += 1) {
    const right = book[draw(book.length)]?.e164 ?? ''
    const slips = slipsOf(E164.parse(right)).filter((slip) => !known.has(slip))
    const wrong = E164.parse(slips[draw(slips.length)])
    const claim = { e164: wrong, organisation: 'Somebody Else', department: '', person: '' }
    took.push(
      await timed(async () => {
        if ((await lookAlikesOf(store.read, claim, now)).some(({ e164 }) => e164 === right)) caught += 1
      }),
    )
  }
  print(figureLine('recipients/slips-caught-in-store', (caught / asked) * 100, '%', { least: 100 }, `(${asked} drawn)`))
  print(figureLine('recipients/look-alikes-10k-p95', percentile(took, 0.95), 'ms', { most: 16 }))
}

/** Numbers that are right: of organisations not in the book, and new desks of those that are. */
async function benchFalseAlarms(store: Store, book: readonly Recipient[], town: Town, draw: Draw): Promise<void> {
  const alarmed = async (next: () => Recipient): Promise<number> => {
    let alarms = 0
    for (let round = 0; round < asked; round += 1) {
      if ((await lookAlikesOf(store.read, { ...next(), person: '' }, now)).length > 0) alarms += 1
    }
    return (alarms / asked) * 100
  }
  const fresh = await alarmed(town.recipient)
  print(figureLine('recipients/false-alarms-new-organisations', fresh, '%', { most: 1 }, `(${asked} drawn)`))
  const host = (): Recipient => book[draw(book.length)] as Recipient
  const desks = await alarmed(() => town.desk(host()))
  print(
    figureLine(
      'recipients/alarms-new-desk-in-the-same-hundred',
      desks,
      '%',
      undefined,
      '(numbers that truly look alike)',
    ),
  )
}

/** Names, kinds and numbers typed letter by letter, as the picker asks. */
async function benchPicker(store: Store, draw: Draw, book: readonly Recipient[]): Promise<void> {
  const search = createContactSearch(store.read)
  await search.find({ text: '', limit: 8, offset: 0 }, now)
  const took: number[] = []
  for (let round = 0; round < 60; round += 1) {
    const { organisation, e164 } = book[draw(book.length)] as Recipient
    const text = round % 4 === 0 ? e164.slice(2) : organisation
    for (let typed = 1; typed <= text.length; typed += 1) {
      took.push(
        await timed(async () => {
          const { ids } = await search.find({ text: text.slice(0, typed), limit: 8, offset: 0 }, now)
          await contactViews(store.read, ids, now)
        }),
      )
    }
  }
  const note = `(${took.length} letters, ${manyContacts} contacts, main side)`
  print(figureLine('recipients/picker-letter-p95', percentile(took, 0.95), 'ms', { most: 16 }, note))
}
