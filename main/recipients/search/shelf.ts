/**
 * Contacts laid out for searching: every word with the contacts that have it, in memory, because a store page
 * decrypted for each of ten thousand hits is too slow to type against. It holds nothing that the store does not, and
 * is thrown away with it. A contact is a slot, its facts one column each; a changed contact gets a new slot.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Judged } from '#app/domain/contact/contact.ts'
import { lowest, stretch, type Places } from './order.ts'
import type { Standings } from './standings.ts'

export type Entry = {
  readonly id: string
  readonly words: readonly string[]
  /** First letters it may be asked by. */
  readonly initials: readonly string[]
  /** The numbers' digits, country code first. */
  readonly digits: readonly string[]
  /** What alphabetical order goes by: the organisation's words apart by spaces, a line end, the rest. No two are the same. */
  readonly name: string
  /** Its numbers, preferred first. */
  readonly judged: readonly Judged[]
  readonly lastSentAt: number
}

export type Shelf = {
  readonly ids: string[]
  readonly names: string[]
  readonly judged: (readonly Judged[])[]
  /** Epoch ms; 0 for never. */
  readonly lastSentAt: number[]
  /** How the slots stand; see `standingsAt`. */
  standings: Standings | undefined
  /** All numbers, each in `numberWidth` characters, so that a place in the text is a number, and whose slot each is. */
  numbers: string
  readonly numberSlots: number[]
  readonly slotOf: Map<string, number>
  /** Distinct words in order, and beside each the slots that have it. */
  readonly words: string[]
  readonly slots: number[][]
  /** The slots that each initials stand for. */
  readonly initials: Map<string, number[]>
  /** The slots in use, by name, and where each of them stands there; -1 for a slot out of use. */
  order: Int32Array
  place: Int32Array
  /** Where a question is answered; see `roomOf`. */
  room: Room
}

/** Columns of a question's own, by slot, used again for the next one: a letter typed leaves nothing behind to clear up. */
export type Room = {
  /** How many words of the question, in turn, a contact has as a whole word or as its whole number. */
  readonly whole: Uint8Array
  /** How it was met. */
  readonly how: Uint8Array
  /** For what was typed, and for what could have been meant. */
  readonly lanes: readonly [Lane, Lane]
}

/** The slots that were met, in the order they were, and of each slot how many words of the question led to it in turn. */
export type Lane = { readonly slots: Int32Array; readonly begun: Uint8Array }

/** 15 digits at most (E.164), and one character that no question has. */
export const numberWidth = 16
const wide = (digits: string): string => digits.padEnd(numberWidth, ' ')

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Lays out everything that comes, part by part. */
export async function shelfOf(parts: AsyncIterable<readonly Entry[]>): Promise<Shelf> {
  const columns = emptyColumns()
  const found = new Map<string, number[]>()
  const numbers: string[] = []
  for await (const part of parts)
    for (const entry of part) {
      const slot = lay(columns, entry)
      numbers.push(...entry.digits.map(wide))
      for (const word of entry.words) note(found, word, slot)
    }
  const sorted = [...found].sort((a, b) => byText(a[0], b[0]))
  const { names } = columns
  await nextTurn()
  const order = Int32Array.from(names.keys()).sort((a, b) => byText(names[a] ?? '', names[b] ?? ''))
  return {
    ...columns,
    standings: undefined,
    numbers: numbers.join(''),
    words: sorted.map(([word]) => word),
    slots: sorted.map(([, slots]) => slots),
    order,
    place: placesOf(order, names.length),
    room: roomFor(names.length),
  }
}

type Columns = Pick<Shelf, 'ids' | 'names' | 'judged' | 'lastSentAt' | 'numberSlots' | 'slotOf' | 'initials'>

const emptyColumns = (): Columns => ({
  ids: [],
  names: [],
  judged: [],
  lastSentAt: [],
  numberSlots: [],
  slotOf: new Map(),
  initials: new Map(),
})

/** Writes an entry into the next slot of every column. @returns the slot */
function lay(columns: Columns, entry: Entry): number {
  const slot = columns.ids.push(entry.id) - 1
  columns.names.push(entry.name)
  columns.judged.push(entry.judged)
  columns.lastSentAt.push(entry.lastSentAt)
  for (let count = 0; count < entry.digits.length; count++) columns.numberSlots.push(slot)
  columns.slotOf.set(entry.id, slot)
  for (const letters of entry.initials) note(columns.initials, letters, slot)
  return slot
}

function roomFor(slots: number): Room {
  // A quarter more, because every change of a contact takes another slot.
  const size = slots + (slots >> 2) + 64
  const lane = (): Lane => ({ slots: new Int32Array(size), begun: new Uint8Array(size) })
  return { whole: new Uint8Array(size), how: new Uint8Array(size), lanes: [lane(), lane()] }
}

/** The room for a question, as large as the shelf. What lies in it is left over from the last one. */
export function roomOf(shelf: Shelf): Room {
  if (shelf.room.how.length < shelf.ids.length) shelf.room = roomFor(shelf.ids.length)
  return shelf.room
}

function note(places: Map<string, number[]>, text: string, slot: number): void {
  const slots = places.get(text)
  if (slots) slots.push(slot)
  else places.set(text, [slot])
}

function placesOf(order: Int32Array, slots: number): Int32Array {
  const place = new Int32Array(slots).fill(-1)
  order.forEach((slot, at) => {
    place[slot] = at
  })
  return place
}

/** Puts a new or changed contact on the shelf. */
export function put(shelf: Shelf, entry: Entry): void {
  const old = shelf.slotOf.get(entry.id)
  const others = shelf.order.filter((slot) => slot !== old)
  const slot = lay(shelf, entry)
  shelf.standings = undefined
  shelf.numbers += entry.digits.map(wide).join('')
  for (const word of entry.words) putWord(shelf, word, slot)
  const at = lowest(others.length, (index) => (shelf.names[others[index] ?? 0] ?? '') >= entry.name)
  shelf.order = new Int32Array(others.length + 1)
  shelf.order.set(others.subarray(0, at))
  shelf.order[at] = slot
  shelf.order.set(others.subarray(at), at + 1)
  shelf.place = placesOf(shelf.order, shelf.ids.length)
}

function putWord(shelf: Shelf, word: string, slot: number): void {
  const at = wordAt(shelf, word)
  if (shelf.words[at] === word) shelf.slots[at]?.push(slot)
  else {
    shelf.words.splice(at, 0, word)
    shelf.slots.splice(at, 0, [slot])
  }
}

/** Notes that a contact was sent to (epoch ms); words and order stay. */
export function use(shelf: Shelf, id: string, lastSentAt: number): void {
  const slot = shelf.slotOf.get(id)
  if (slot !== undefined) shelf.lastSentAt[slot] = lastSentAt
}

/** The places in the order by name of those whose name begins so. */
export const placesWith = (shelf: Shelf, beginning: string): Places =>
  stretch(shelf.order.length, (index) => shelf.names[shelf.order[index] ?? 0] ?? '', beginning)

export const wordsWith = (shelf: Shelf, beginning: string): Places =>
  stretch(shelf.words.length, (index) => shelf.words[index] ?? '', beginning)

/** Where the word is among the distinct words, or would be. */
const wordAt = (shelf: Shelf, word: string): number =>
  lowest(shelf.words.length, (index) => (shelf.words[index] ?? '') >= word)
