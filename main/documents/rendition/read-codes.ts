/** T.4's and T.6's code words as the kernel reads them: for each number of so many bits, the word it begins with. */
import { blackWords, whiteWords, type CodeWord } from './run-codes.ts'

const runBits = 13
const modeBits = 7

/** The value shifted up by 5, the word's length in the lowest 5 bits; nought where no word begins so. */
function table(words: readonly CodeWord[], bits: number): Uint32Array {
  const all = new Uint32Array(1 << bits)
  for (const { run, code, length } of words) {
    all.fill((run << 5) | length, code << (bits - length), (code + 1) << (bits - length))
  }
  return all
}

/** Table 4 of T.4. Vertical modes are 3 and how far a1 lies to the right of b1; 7 is pass, 8 is horizontal. */
const modes: readonly CodeWord[] = [
  { run: 7, code: 0b0001, length: 4 },
  { run: 8, code: 0b001, length: 3 },
  { run: 3, code: 0b1, length: 1 },
  ...[1, 2, 3].flatMap((far) => [
    { run: 3 + far, code: 0b11, length: far === 1 ? 3 : far + 4 },
    { run: 3 - far, code: 0b10, length: far === 1 ? 3 : far + 4 },
  ]),
]

export const whiteTable = (): Uint32Array => table(whiteWords, runBits)
export const blackTable = (): Uint32Array => table(blackWords, runBits)
export const modeTable = (): Uint32Array => table(modes, modeBits)
