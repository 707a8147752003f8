/**
 * What a question meets on the shelf, and how: as it was typed, by initials, or but for a slip of the finger. Order is
 * made elsewhere.
 */
import { initialsIn } from './initials.ts'
import { numberWidth, wordsWith, type Shelf } from './shelf.ts'
import { maySlip, placesNear } from './slips.ts'

/** How a contact was met, the better the higher: but for a slip, as typed, by its initials. */
export const met = Object.freeze({ slip: 0, typed: 1, initials: 2 })

export type Hits = {
  /** The slots that have every word of the question, each once. */
  readonly slots: readonly number[]
  /** By slot: how many words of the question, in turn, its contact has as a whole word or as its whole number. */
  readonly whole: Uint8Array
  /** By slot: how it was met, one of `met`. */
  readonly how: Uint8Array
}

/** While so many are met, nobody looks for what else could have been meant. */
const enough = 3

/** @param question words and digits, as `questionOf` makes them; without any, every slot in use is a hit */
export function hitsOf(shelf: Shelf, question: readonly string[]): Hits {
  const whole = new Uint8Array(shelf.ids.length)
  const how = new Uint8Array(shelf.ids.length).fill(met.typed)
  if (question.length === 0) return { slots: shelf.order, whole, how }
  const typed = slotsWith(shelf, question, whole)
  const byInitials = slotsOf(shelf, initialsIn(question))
  const slips = typed.length + byInitials.length < enough ? slipped(shelf, question) : []
  if (byInitials.length + slips.length === 0) return { slots: typed, whole, how }
  const slots = [...typed]
  const listed = new Uint8Array(shelf.ids.length)
  for (const slot of typed) listed[slot] = 1
  const list = (found: readonly number[], as: number): void => {
    for (const slot of found) {
      if (as > met.typed || !listed[slot]) how[slot] = as
      if (!listed[slot]) slots.push(slot)
      listed[slot] = 1
    }
  }
  list(byInitials, met.initials)
  list(slips, met.slip)
  return { slots, whole, how }
}

const slotsOf = (shelf: Shelf, letters: string | undefined): readonly number[] =>
  letters === undefined ? [] : (shelf.initials.get(letters) ?? []).filter((slot) => shelf.place[slot] !== -1)

type Meet = (slot: number, entire: boolean) => void

/** The slots that every word leads to, in turn. */
function inTurn(
  shelf: Shelf,
  question: readonly string[],
  meetAll: (asked: string, meet: Meet) => void,
  whole?: Uint8Array,
): readonly number[] {
  const begun = new Uint8Array(shelf.ids.length)
  let slots: number[] = []
  question.forEach((asked, nth) => {
    const next: number[] = []
    meetAll(asked, (slot, entire) => {
      if (begun[slot] === nth && shelf.place[slot] !== -1) {
        next.push(slot)
        begun[slot] = nth + 1
      }
      if (whole && entire && begun[slot] === nth + 1) whole[slot] = nth + 1
    })
    slots = next
  })
  return slots
}

/** Those that have each word as the beginning of one of theirs, or in their number. */
const slotsWith = (shelf: Shelf, question: readonly string[], whole?: Uint8Array): readonly number[] =>
  inTurn(shelf, question, (asked, meet) => meetTyped(shelf, asked, meet), whole)

function meetTyped(shelf: Shelf, asked: string, meet: Meet): void {
  const { from, to } = wordsWith(shelf, asked)
  for (let at = from; at < to; at++) {
    for (const slot of shelf.slots[at] ?? []) meet(slot, shelf.words[at] === asked)
  }
  if (/^\d+$/.test(asked)) meetNumbers(shelf, asked, meet)
}

/** Those that have each word as it is, or, where no word of the book begins so, but for one slip in it. */
function slipped(shelf: Shelf, question: readonly string[]): readonly number[] {
  const lost = new Set(question.filter((asked) => maySlip(asked) && (question.length === 1 || !known(shelf, asked))))
  if (lost.size === 0) return []
  return inTurn(shelf, question, (asked, meet) => {
    if (!lost.has(asked)) return meetTyped(shelf, asked, meet)
    for (const at of placesNear(shelf.words, asked)) for (const slot of shelf.slots[at] ?? []) meet(slot, false)
  })
}

function known(shelf: Shelf, asked: string): boolean {
  const { from, to } = wordsWith(shelf, asked)
  return from < to
}

function meetNumbers(shelf: Shelf, digits: string, meet: Meet): void {
  for (let at = shelf.numbers.indexOf(digits); at !== -1;) {
    const number = Math.floor(at / numberWidth)
    const end = at + digits.length
    const entire = shelf.numbers[end] === ' ' && at <= number * numberWidth + 1
    meet(shelf.numberSlots[number] ?? 0, entire)
    at = shelf.numbers.indexOf(digits, (number + 1) * numberWidth)
  }
}
