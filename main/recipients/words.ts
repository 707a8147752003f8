/** What searching looks in: the words of a contact and of a question, written alike. */
import { digitsOf } from '#app/domain/contact/phone.ts'
import type { E164 } from '#app/domain/ids.ts'

/** Lower-case words without accents, in order. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** The `search` column: each word once, then the numbers with their plus, apart by single spaces. */
export const searchText = (texts: readonly string[], ...e164s: readonly E164[]): string =>
  [...new Set(texts.flatMap(wordsOf)), ...e164s].join(' ')

/** A `search` column taken apart: words, and the numbers' digits without the plus. */
export function readSearchText(search: string): {
  readonly words: readonly string[]
  readonly digits: readonly string[]
} {
  const parts = search.split(' ')
  const first = parts.findIndex((part) => part.startsWith('+'))
  if (first === -1) return { words: parts, digits: [] }
  return { words: parts.slice(0, first), digits: parts.slice(first).map((number) => number.slice(1)) }
}

/** What is asked for. Digits with nothing but punctuation between them are one number being typed. */
export function questionOf(text: string): readonly string[] {
  const digits = digitsOf(text)
  if (digits !== '' && !/\p{L}/u.test(text)) return [digits]
  return [...new Set(wordsOf(text))]
}
