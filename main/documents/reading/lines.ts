/** Words on a picture become lines of text again, without those that may be wrong. Geometry only; nothing is judged. */
import type { ReadWord } from './tesseract.ts'

/** Of 100. Below it one word in ten was wrong on made scans, above it one in a hundred. */
export const sureFrom = 75
/** Stands for words that may be wrong: no name, date or number goes on beyond it. */
const doubtful = '|'
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
      return blank + (word.sure >= sureFrom ? word.text : doubtful)
    })
    .join('')
}
