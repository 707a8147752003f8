/** What lists and the lock screen call a person: a short name nobody else has here, initials, a tint. */
import type { PersonFace } from '#app/contract/people/session.ts'

const tints = 5

/** Words that stand before a name and are not part of it. */
const titles = /^(dr|prof|mr|mrs|ms|mx|sr|sra)\.?$/i

/** One name, however it was typed: composed characters, single spaces. */
export const tidyName = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ')

/** Whether two people would have the same name in every list and entry. */
export const sameName = (one: string, other: string): boolean =>
  tidyName(one).toLowerCase() === tidyName(other).toLowerCase()

/** "Dana Fairweather" → "DF"; a title is left out, a single name gives one letter. */
export function initialsOf(name: string): string {
  const words = wordsOf(name)
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstLetter).join('').toUpperCase()
}

/**
 * "Dana Fairweather" → "Dana F."; with as many letters of the last name as it takes to be told from `taken`, and the
 * whole name or a number if none suffice. The same letters in another case count as the same.
 */
export function shortNameOf(name: string, taken: readonly string[]): string {
  const words = wordsOf(name)
  const [first = tidyName(name), last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  const letters = [...(last ?? '')]
  const shortened = letters.slice(0, -1).map((_, at) => `${first} ${letters.slice(0, at + 1).join('')}.`)
  const whole = tidyName(name)
  const choices = [...(last === undefined ? [first] : [...shortened, `${first} ${last}`]), whole]
  const free = (choice: string): boolean => !taken.some((other) => sameName(other, choice))
  const found = choices.find(free)
  if (found !== undefined) return found
  // Somebody's short name is this person's whole name.
  for (let number = 2; ; number += 1) if (free(`${whole} ${number}`)) return `${whole} ${number}`
}

/** The tint of the next person: each in turn. */
export const tintOf = (peopleBefore: number): number => (peopleBefore % tints) + 1

/** A new person's face. */
export const faceFor = (
  id: PersonFace['id'],
  name: string,
  others: readonly { readonly short_name: string }[],
): PersonFace => ({
  id,
  shortName: shortNameOf(
    name,
    others.map((other) => other.short_name),
  ),
  initials: initialsOf(name),
  tint: tintOf(others.length),
})

function wordsOf(name: string): readonly string[] {
  const words = tidyName(name).split(' ')
  const own = words.filter((word) => !titles.test(word))
  return own.length > 0 ? own : words
}

const firstLetter = (word: string | undefined): string => (word === undefined ? '' : ([...word][0] ?? ''))
