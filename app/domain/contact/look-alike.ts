/**
 * Look-alikes: numbers that a slip of the finger turns into one another, and numbers that disagree with what the
 * practice knows. Faxes sent to a number one digit off are the commonest misdirected ones, so the guard says what it
 * sees before a first send. Pure rules; who is compared with whom is decided in `main/recipients/look-alike.ts`.
 */
import { z } from 'zod'
import type { E164 } from '../ids.ts'
import { digitsOf } from './phone.ts'

/**
 * one-digit: one digit is another. transposed: two digits side by side have changed places. area-code: only the area
 * code differs. same-organisation: the organisation is known under another number. same-number: the number is, or was,
 * somebody else's.
 */
export const Likeness = z.enum(['same-number', 'one-digit', 'transposed', 'area-code', 'same-organisation'])
export type Likeness = z.infer<typeof Likeness>

export type NumberLikeness = Extract<Likeness, 'one-digit' | 'transposed' | 'area-code'>

/** `+1`, area code, and the seven digits that are dialled within it (North American Numbering Plan). */
const northAmerican = /^\+1(\d{3})(\d{7})$/

/** The seven digits after a North American area code; undefined for a number of another country. */
export const localPart = (number: E164): string | undefined => northAmerican.exec(number)?.[2]

/** What turns one number into the other, the likelier slip first; undefined when nothing on the list does. */
export function likenessOf(one: E164, other: E164): NumberLikeness | undefined {
  const places = differingPlaces(one, other)
  const [first, second] = places
  if (first === undefined || one.length !== other.length) return undefined
  if (places.length === 1) return 'one-digit'
  const swapped = one[first] === other[first + 1] && one[first + 1] === other[first]
  if (places.length === 2 && second === first + 1 && swapped) return 'transposed'
  const local = localPart(one)
  return local !== undefined && local === localPart(other) ? 'area-code' : undefined
}

/** The places in `shown` (a number as people read it) whose digits are others in `against`, for marking them. */
export function differingPlaces(shown: string, against: string): readonly number[] {
  const other = digitsOf(against)
  const places: number[] = []
  let nth = 0
  for (const [place, letter] of [...shown].entries()) {
    if (!/\d/.test(letter)) continue
    if (letter !== other[nth]) places.push(place)
    nth += 1
  }
  return places
}

/**
 * Every number that one wrong digit or one transposition away: at most 9 for each digit and one for each pair of
 * neighbours, so that looking each of them up is quicker than comparing with everybody. The country code's first
 * digit is never 0 (E.164 §6).
 */
export function slipsOf(number: E164): readonly string[] {
  const digits = number.slice(1)
  const found = new Set<string>()
  for (let place = 0; place < digits.length; place += 1) {
    const before = digits.slice(0, place)
    const after = digits.slice(place + 1)
    for (const digit of '0123456789') found.add(before + digit + after)
    const [here = '', next = ''] = digits.slice(place)
    found.add(before + next + here + after.slice(1))
  }
  found.delete(digits)
  return [...found].filter((slip) => !slip.startsWith('0')).map((slip) => `+${slip}`)
}
