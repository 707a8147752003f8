/**
 * Contacts laid out for searching: every word with the contacts that have it, in memory, because a store page
 * decrypted for each of ten thousand hits is too slow to type against. It holds nothing that the store does not, and
 * is thrown away with it. A contact is a slot; a changed one gets a new slot, and its old one is out of use.
 */
import type { Judged } from '#app/domain/contact.ts'

export type Entry = {
  readonly id: string
  /** The organisation's words, apart by spaces. */
  readonly organisation: string
  /** What alphabetical order goes by. */
  readonly name: string
  readonly words: readonly string[]
  readonly judged: Judged
  readonly lastSentAt: number
}

export type Shelf = {
  readonly entries: Entry[]
  readonly slotOf: Map<string, number>
  /** Distinct words in order, and beside each the slots that have it. */
  readonly words: string[]
  readonly slots: number[][]
  /** Slots in use, by name. */
  readonly order: number[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function createShelf(entries: readonly Entry[]): Shelf {
  const found = new Map<string, number[]>()
  entries.forEach((entry, slot) => {
    for (const word of entry.words) {
      const slots = found.get(word)
      if (slots) slots.push(slot)
      else found.set(word, [slot])
    }
  })
  const sorted = [...found].sort((a, b) => byText(a[0], b[0]))
  const order = entries.map((_, slot) => slot)
  order.sort((a, b) => byText(entries[a]?.name ?? '', entries[b]?.name ?? ''))
  return {
    entries: [...entries],
    slotOf: new Map(entries.map((entry, slot) => [entry.id, slot])),
    words: sorted.map(([word]) => word),
    slots: sorted.map(([, slots]) => slots),
    order,
  }
}

/** Puts a new or changed contact on the shelf. */
export function put(shelf: Shelf, entry: Entry): void {
  const old = shelf.slotOf.get(entry.id)
  if (old !== undefined) shelf.order.splice(shelf.order.indexOf(old), 1)
  const slot = shelf.entries.push(entry) - 1
  shelf.slotOf.set(entry.id, slot)
  for (const word of entry.words) putWord(shelf, word, slot)
  const at = lowest(shelf.order.length, (index) => (shelf.entries[shelf.order[index] ?? 0]?.name ?? '') >= entry.name)
  shelf.order.splice(at, 0, slot)
}

function putWord(shelf: Shelf, word: string, slot: number): void {
  const at = wordAt(shelf, word)
  if (shelf.words[at] === word) shelf.slots[at]?.push(slot)
  else {
    shelf.words.splice(at, 0, word)
    shelf.slots.splice(at, 0, [slot])
  }
}

/** Notes that a contact was sent to; words and order stay. */
export function use(shelf: Shelf, id: string, lastSentAt: number): void {
  const slot = shelf.slotOf.get(id)
  const entry = slot === undefined ? undefined : shelf.entries[slot]
  if (slot !== undefined && entry) shelf.entries[slot] = { ...entry, lastSentAt }
}

/** Where the word is among the distinct words, or would be. */
const wordAt = (shelf: Shelf, word: string): number =>
  lowest(shelf.words.length, (index) => (shelf.words[index] ?? '') >= word)

/** The first index below `length` from which `holds` is true, or `length`. */
function lowest(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** How a slot answers a question: not at all, each word as a beginning, or each as a whole word. */
export type Hits = { readonly begun: Uint8Array; readonly whole: Uint8Array }

/** For each slot, how many words of the question it has in turn: all of them where the count is the question's length. */
export function hitsOf(shelf: Shelf, question: readonly string[]): Hits {
  const begun = new Uint8Array(shelf.entries.length)
  const whole = new Uint8Array(shelf.entries.length)
  question.forEach((asked, nth) => {
    for (let at = wordAt(shelf, asked); shelf.words[at]?.startsWith(asked); at++) {
      const slots = shelf.slots[at] ?? []
      for (const slot of slots) if (begun[slot] === nth) begun[slot] = nth + 1
      if (shelf.words[at] === asked) for (const slot of slots) if (whole[slot] === nth) whole[slot] = nth + 1
    }
  })
  return { begun, whole }
}
