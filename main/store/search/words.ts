/**
 * How text becomes words to look for, the same way for what is stored and for what is typed.
 * Every word is made of a–z, 0–9 and `_` only, so that no tokenizer's idea of a letter can come between; `_` cannot be
 * typed, so words that begin with it can mark a fax's heap and its sender.
 */
import type { FaxTable, PhaseGroup } from '../tables.ts'

type Searchable = Pick<
  FaxTable,
  'reference' | 'e164' | 'organisation' | 'department' | 'person' | 'regarding' | 'person_id'
>

/** At most so many typed words are looked for; more only narrow what is already narrow. */
const wordsAtMost = 8

/**
 * Words are known by their first letters: every prefix this long has an index of its own, so even a word that half of
 * all faxes have is found without collecting them. `cardiology` then also finds `cardiologist`.
 */
const lettersKept = 8

/** Everything one fax is found by: its words, the ends of its number, its heap and its sender. */
export function wordsOfFax(fax: Searchable, group: PhaseGroup): string {
  const text = [fax.organisation, fax.department, fax.person, fax.regarding, fax.reference ?? ''].join(' ')
  return [...storedWords(text), ...numberEnds(fax.e164), groupMark(group), personMark(fax.person_id)].join(' ')
}

/** The words of what somebody typed, lower case, without accents; each is looked for as the beginning of a word. */
export const typedWords = (text: string): readonly string[] => plainWords(text).map(spelled).slice(0, wordsAtMost)

export const groupMark = (group: PhaseGroup): string => `_g${bare(group)}`
export const personMark = (personId: string): string => `_p${bare(personId)}`

// `FD-00012` is found by 12 as well as by 00012.
const storedWords = (text: string): readonly string[] =>
  plainWords(text).flatMap((word) => (/^0+[1-9]\d*$/.test(word) ? [word, word.replace(/^0+/, '')] : [spelled(word)]))

// North American numbers are said in known parts (area, exchange, line); of others any end may be what was typed.
function numberEnds(e164: string): readonly string[] {
  const digits = e164.slice(1)
  const lengths = /^1\d{10}$/.test(digits) ? [11, 10, 7, 4] : Array.from({ length: 12 }, (_, at) => at + 4)
  return lengths.filter((length) => length <= digits.length).map((length) => digits.slice(-length))
}

const plainWords = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

function spelled(word: string): string {
  if (/^\d+$/.test(word)) return word
  if (/^[a-z0-9]+$/.test(word)) return word.slice(0, lettersKept)
  return [...word].map((letter) => (letter <= '\u007f' ? letter : `_${letter.codePointAt(0)?.toString(16)}_`)).join('')
}

const bare = (name: string): string => name.replaceAll(/[^a-z0-9]/g, '')
