/**
 * Words that a typed word was meant to be the beginning of, one slip away: one letter wrong, missing or too many, or two
 * neighbours changed places. Asked only where what was typed finds little, and only of words: a number that is nearly
 * another is no help but a danger, and the look-alike guard's business.
 */
import { lowest, stretch, type Places } from './order.ts'

/** Shorter words are one slip away from too many others. */
const slipsFrom = 4

export const maySlip = (asked: string): boolean => asked.length >= slipsFrom && !/\d/.test(asked)

/**
 * The places of the words that begin with `asked` but for one slip; words that begin with it as it is are left out.
 * @param words in order; most of them are passed over by their first two letters
 */
export function placesNear(words: readonly string[], asked: string): readonly number[] {
  const near: number[] = []
  const tails = Array.from({ length: asked.length + 1 }, (_, from) => asked.slice(from))
  for (const { from, to } of stretchesNear(words, asked)) {
    for (let place = from; place < to; place++) {
      if (beginsNear(words[place] ?? '', asked, tails)) near.push(place)
    }
  }
  return near
}

/**
 * Where such words can stand. A slip further on leaves the first letter. A slip in the first letter leaves the second
 * asked letter at the beginning, or one of the first two asked letters in the second place.
 */
function stretchesNear(words: readonly string[], asked: string): readonly Places[] {
  const begun = [asked.charAt(0), asked.charAt(1)]
  const textAt = (index: number): string => words[index] ?? ''
  const found: Places[] = []
  for (let from = 0; from < words.length;) {
    const first = textAt(from).charAt(0)
    const to = lowest(words.length, (index) => textAt(index).charAt(0) > first, from)
    if (begun.includes(first)) found.push({ from, to })
    else for (const second of new Set(begun)) found.push(stretch(words.length, textAt, first + second))
    from = to
  }
  return found
}

/** @param tails the asked word from each of its letters on */
function beginsNear(word: string, asked: string, tails: readonly string[]): boolean {
  let at = 0
  while (at < asked.length && word.charCodeAt(at) === asked.charCodeAt(at)) at++
  if (at === asked.length) return false
  const [here, next] = [asked.charCodeAt(at), asked.charCodeAt(at + 1)]
  const [met, after] = [word.charCodeAt(at), word.charCodeAt(at + 1)]
  const last = at + 1 === asked.length
  const tail = tails[at + 1] ?? ''
  // Another letter stands there, or one was typed too many, or was left out, or two changed places.
  if ((last || after === next) && word.length > at && word.startsWith(tail, at + 1)) return true
  if ((last || met === next) && word.startsWith(tail, at)) return true
  if (after === here && word.startsWith(tails[at] ?? '', at + 1)) return true
  return met === next && after === here && word.startsWith(tails[at + 2] ?? '', at + 2)
}
