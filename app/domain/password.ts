/**
 * Passwords per NIST SP 800-63B-4 §3.1.1: 15 characters or more, a block-list, no composition rules. The block-list
 * itself is handed in: the page judges without it and main with it, so that the page stays small.
 */
import type { PasswordRefusal } from './outcome.ts'

export const passwordAtLeast = 15
export const passwordAtMost = 200

/** Words of this place, which somebody who guesses here tries first. */
const ofThisPlace = ['password', 'faxdesk', 'clinic', 'practice', 'medical', 'health', 'doctor', 'patient', 'welcome']
const ownList = ['letmein', 'qwerty', 'iloveyou', 'admin', 'abc']

/** How common a word is among leaked passwords, 1 the most; undefined for one that is not listed. */
export type Common = (word: string) => number | undefined

/**
 * Why a password is refused, or undefined if it is good. Length counts code points after NFC, as §3.1.1.2 asks.
 * Too common is what is hardly more than words that everybody tries: what remains after the words of this place, one
 * listed password (or two of the most common), digits, signs and repeats is too little to have to be guessed. Passphrases
 * of several ordinary words stay good.
 */
export function passwordRefusal(
  password: string,
  name: string,
  common: Common = () => undefined,
): PasswordRefusal | undefined {
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < passwordAtLeast) return 'too-short'
  if (length > passwordAtMost) return 'too-long'
  const plain = text.toLowerCase()
  const parts = name
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part.length > 3)
  if (parts.length > 0 && without(plain, parts).length < 8) return 'contains-name'
  return [plain, unmasked(plain)].some((form) => hardlyMore(form, common)) ? 'too-common' : undefined
}

const masks: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** "p4ssw0rd" as it is meant. */
const unmasked = (text: string): string => text.replaceAll(/[013457@$]/g, (sign) => masks[sign] ?? sign)

const without = (text: string, words: readonly string[]): string =>
  words.reduce((rest, word) => rest.replaceAll(word, ' '), text)

/** Different letters: "aaaabbbb" has two. */
const letters = (text: string): number => new Set(text.replaceAll(/[\d\W_]/g, '')).size

const veryCommon = 10_000

function hardlyMore(text: string, common: Common): boolean {
  const rest = without(text, [...ofThisPlace, ...ownList])
  if (letters(rest) < 5 || common(text) !== undefined) return true
  const words = listedIn(rest, common)
  if (words.some(({ word }) => letters(without(rest, [word])) < 5)) return true
  const top = words.filter(({ rank }) => rank <= veryCommon).map(({ word }) => word)
  return top.some((one, at) => top.slice(at + 1).some((other) => letters(without(rest, [one, other])) < 3))
}

const listedFrom = 4
const listedTo = 30

/** Every listed password that stands in the text. */
function listedIn(text: string, common: Common): readonly { readonly word: string; readonly rank: number }[] {
  const found = new Map<string, number>()
  for (let from = 0; from < text.length; from += 1) {
    for (let to = from + listedFrom; to <= Math.min(text.length, from + listedTo); to += 1) {
      const word = text.slice(from, to)
      const rank = common(word)
      if (rank !== undefined) found.set(word, rank)
    }
  }
  return [...found].map(([word, rank]) => ({ word, rank }))
}

/** How good an allowed or nearly allowed password is, 0 to 4 bars: by length alone, as §3.1.1 values length over symbols. */
export const passwordBars = (password: string): number => {
  const length = [...password.normalize('NFC')].length
  return length === 0 ? 0 : length < passwordAtLeast ? 1 : length < 20 ? 2 : length < 26 ? 3 : 4
}
