/** What searching looks in: the words of a contact and of a question, written alike. */
import { digitsOf } from '#app/domain/phone.ts'

/** Lower-case words without accents, in order. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** The ways people begin a number: whole, without area code, by its last four digits. */
function numberWords(e164: string): readonly string[] {
  const whole = withoutOne(digitsOf(e164))
  return [whole, whole.slice(-7), whole.slice(-4)]
}

/** The `search` column: each word once, apart by single spaces. */
export function searchText(texts: readonly string[], e164s: readonly string[]): string {
  return [...new Set([...texts.flatMap(wordsOf), ...e164s.flatMap(numberWords)])].join(' ')
}

/** What is asked for. Digits with nothing but punctuation between them are one number being typed. */
export function questionOf(text: string): readonly string[] {
  const digits = digitsOf(text)
  if (digits !== '' && !/\p{L}/u.test(text)) return [withoutOne(digits)]
  return [...new Set(wordsOf(text))]
}

/** The leading 1 of North America, which nobody has in an area code, says nothing. */
const withoutOne = (digits: string): string => (digits.length > 1 ? digits.replace(/^1/, '') : digits)
