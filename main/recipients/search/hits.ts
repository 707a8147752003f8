/**
 * What a question meets on the shelf, and how: as it was typed, by initials, or but for a slip of the finger. Order is
 * made elsewhere.
 */
import { initialsIn } from './initials.ts'
import { numberWidth, roomOf, wordsWith, type Lane, type Room, type Shelf } from './shelf.ts'
import { maySlip, placesNear } from './slips.ts'

/** How a contact was met, the better the higher: but for a slip, as typed, by its initials. */
export const met = Object.freeze({ slip: 0, typed: 1, initials: 2 })

/** Good until the next question: the columns are the shelf's own. */
export type Hits = {
  /** The slots that have every word of the question, each once. */
  readonly slots: Int32Array
  /** By slot: how many words of the question, in turn, its contact has as a whole word or as its whole number. */
  readonly whole: Uint8Array
  /** By slot: how it was met, one of `met`. */
  readonly how: Uint8Array
}

/** While so many are met, nobody looks for what else could have been meant. */
const enough = 3

/** @param question words and digits, as `questionOf` makes them; without any, every slot in use is a hit */
export function hitsOf(shelf: Shelf, question: readonly string[]): Hits {
  const room = roomOf(shelf)
  const { whole, how } = room
  whole.fill(0)
  how.fill(met.typed)
  if (question.length === 0) return { slots: shelf.order, whole, how }
  const [typed, meant] = room.lanes
  const asTyped = inTurn(shelf, question, typed, (asked, meet) => meetTyped(shelf, asked, meet), whole)
  const byInitials = slotsOf(shelf, initialsIn(question))
  const slips = asTyped + byInitials.length < enough ? slipped(shelf, question, meant) : nothing
  let count = asTyped
  const list = (found: Iterable<number>, as: number): void => {
    for (const slot of found) {
      const listed = typed.begun[slot] === question.length
      if (as > met.typed || !listed) how[slot] = as
      if (!listed) typed.slots[count++] = slot
      typed.begun[slot] = question.length
    }
  }
  list(byInitials, met.initials)
  list(slips, met.slip)
  return { slots: typed.slots.subarray(0, count), whole, how }
}

const nothing = new Int32Array(0)

const slotsOf = (shelf: Shelf, letters: string | undefined): readonly number[] =>
  letters === undefined ? [] : (shelf.initials.get(letters) ?? []).filter((slot) => shelf.place[slot] !== -1)

type Meet = (slot: number, entire: boolean) => void

/** Puts the slots that every word leads to, in turn, into the lane. @returns how many they are */
function inTurn(
  { place }: Shelf,
  question: readonly string[],
  { slots, begun }: Lane,
  meetAll: (asked: string, meet: Meet) => void,
  whole?: Room['whole'],
): number {
  begun.fill(0)
  let count = place.length
  for (const [nth, asked] of question.entries()) {
    if (count === 0) break
    count = 0
    meetAll(asked, (slot, entire) => {
      if (begun[slot] === nth && place[slot] !== -1) {
        slots[count++] = slot
        begun[slot] = nth + 1
      }
      if (entire && whole && begun[slot] === nth + 1) whole[slot] = nth + 1
    })
  }
  return count
}

/** Meets those that have the word as the beginning of one of theirs, or in their number. */
function meetTyped(shelf: Shelf, asked: string, meet: Meet): void {
  const { from, to } = wordsWith(shelf, asked)
  for (let at = from; at < to; at++) {
    const entire = shelf.words[at] === asked
    for (const slot of shelf.slots[at] ?? []) meet(slot, entire)
  }
  if (/^\d+$/.test(asked)) meetNumbers(shelf, asked, meet)
}

/** Those that have each word as it is, or, where no word of the book begins so, but for one slip in it. */
function slipped(shelf: Shelf, question: readonly string[], lane: Lane): Int32Array {
  const lost = new Set(question.filter((asked) => maySlip(asked) && (question.length === 1 || !known(shelf, asked))))
  if (lost.size === 0) return nothing
  const count = inTurn(shelf, question, lane, (asked, meet) => {
    if (!lost.has(asked)) return meetTyped(shelf, asked, meet)
    for (const at of placesNear(shelf.words, asked)) for (const slot of shelf.slots[at] ?? []) meet(slot, false)
  })
  return lane.slots.subarray(0, count)
}

function known(shelf: Shelf, asked: string): boolean {
  const { from, to } = wordsWith(shelf, asked)
  return from < to
}

const space = ' '.charCodeAt(0)

function meetNumbers({ numbers, numberSlots }: Shelf, digits: string, meet: Meet): void {
  for (let at = numbers.indexOf(digits); at !== -1;) {
    const number = Math.floor(at / numberWidth)
    const from = number * numberWidth
    const entire = at <= from + 1 && numbers.charCodeAt(at + digits.length) === space
    meet(numberSlots[number] ?? 0, entire)
    at = numbers.indexOf(digits, from + numberWidth)
  }
}
