/** Words on a picture become lines of text again, without those that may be wrong. Geometry only; nothing is judged. */
import type { ReadWord } from './tesseract.ts'

/** Of 100. On made scans one word in three below it was misread, and one in seventy above it. */
export const sureFrom = 60
/** Stands for words that may be wrong: no name, date or number goes on beyond it. */
const doubtful = '|'
/** Labels that are in no dictionary: an engine is never sure of them, and takes their O for a zero. */
const labels: readonly (readonly [RegExp, string])[] = [
  [/^\W*d\W*[o0]{1,2}\W*b\W*$/i, 'DOB:'],
  [/^\W*m\W*r\W*n\W*$/i, 'MRN:'],
  [/^patient[:;]$/i, 'Patient:'],
]
/** In heights of a word: what is wider parts columns. */
const wideGap = 1.5

/** The sure words, line by line and top down, as wide apart as they are written. */
export function sureText(words: readonly ReadWord[]): string {
  const lines: ReadWord[][] = []
  for (const word of words.toSorted((one, other) => one.left - other.left)) {
    const line = lines.find((own) => standsBeside(own.at(-1), word))
    if (line) line.push(word)
    else lines.push([word])
  }
  return lines
    .toSorted(([one], [other]) => (one?.top ?? 0) - (other?.top ?? 0))
    .map(written)
    .join('\n')
}

/** Lines may slant: each word is held against the one before it. */
function standsBeside(before: ReadWord | undefined, { top, height }: ReadWord): boolean {
  const middle = top + height / 2
  return before !== undefined && middle > before.top && middle < before.top + before.height
}

function written(line: readonly ReadWord[]): string {
  return line
    .map((word, at) => {
      const before = line[at - 1]
      const gap = before ? word.left - before.left - before.width : 0
      const blank = before ? (gap > wideGap * word.height ? '   ' : ' ') : ''
      return blank + plain(word)
    })
    .join('')
}

const plain = ({ text, sure }: ReadWord): string =>
  labels.find(([own]) => own.test(text))?.[1] ?? (sure >= sureFrom ? text : doubtful)
