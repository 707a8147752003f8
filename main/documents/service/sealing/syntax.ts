/**
 * The few words of PDF syntax (ISO 32000-1 §7.3) that sealing needs: where a value ends, what a dictionary holds,
 * which objects a value points to. Works on text with one character a byte; of a stream, only its dictionary becomes text.
 */

export interface Entry {
  readonly key: string
  /** From the key's slash to the end of its value. */
  readonly text: string
  readonly value: string
}

export interface Dictionary {
  readonly entries: readonly Entry[]
  /** Offset behind the closing `>>`. */
  readonly end: number
}

/** ISO 32000-1 table 1 knows six blanks; scripts know more, which are letters of a name here. */
const blank = /[\0\t\n\f\r ]*/y
const plain = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
const name = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y
const reference = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const hexadecimal = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

export const skipBlank = (text: string, at: number): number => at + (match(blank, text, at)?.[0].length ?? 0)

/** Reads the dictionary that begins at `at` with `<<`; throws RangeError when there is none or it does not end. */
export function readDictionary(text: string, at: number): Dictionary {
  if (!text.startsWith('<<', at)) throw new RangeError('no dictionary')
  const entries: Entry[] = []
  let next = skipBlank(text, at + 2)
  while (!text.startsWith('>>', next)) {
    const key = match(name, text, next)?.[0]
    if (key === undefined) throw new RangeError('no key')
    const start = skipBlank(text, next + key.length)
    const end = valueEnd(text, start)
    entries.push({ key: key.slice(1), text: text.slice(next, end), value: text.slice(start, end) })
    next = skipBlank(text, end)
  }
  return { entries, end: next + 2 }
}

/** Most dictionaries are shorter, in bytes. */
const usualHead = 1024

/** The dictionary an object begins with, and where what stands behind it begins; undefined where it begins with another value. */
export function readHead(object: Buffer): Dictionary | undefined {
  for (let length = usualHead; ; length *= 4) {
    const text = object.toString('latin1', 0, length)
    const start = skipBlank(text, 0)
    const cut = length < object.length
    if (!cut || start < text.length - 1) {
      if (!text.startsWith('<<', start)) return undefined
      try {
        const { entries, end } = readDictionary(text, start)
        const behind = skipBlank(text, end)
        if (!cut || behind < text.length) return { entries, end: behind }
      } catch (error) {
        // It may only be longer.
        if (!cut || !(error instanceof RangeError)) throw error
      }
    }
  }
}

/** Whether what stands behind a dictionary makes it a stream's. */
export const isStream = (behind: Buffer): boolean => behind.subarray(0, 6).equals(streamWord)
const streamWord = Buffer.from('stream')

/** Offset behind the value that begins at `at`. `found` hears the number of each object pointed to on the way. */
export function valueEnd(text: string, at: number, found: (object: number) => void = ignore): number {
  if (text.startsWith('<<', at)) return membersEnd(text, at + 2, '>>', found)
  if (text[at] === '[') return membersEnd(text, at + 1, ']', found)
  if (text[at] === '(') return stringEnd(text, at)
  const points = match(reference, text, at)
  if (points) found(Number(points[1]))
  const token = points ?? match(hexadecimal, text, at) ?? match(name, text, at) ?? match(plain, text, at)
  if (!token) throw new RangeError('no value')
  return at + token[0].length
}

const ignore = (): void => undefined

function membersEnd(text: string, at: number, close: string, found: (object: number) => void): number {
  let next = skipBlank(text, at)
  while (!text.startsWith(close, next)) next = skipBlank(text, valueEnd(text, next, found))
  return next + close.length
}

/** Brackets inside a string pair up unless a backslash stands before them. */
function stringEnd(text: string, at: number): number {
  let depth = 0
  for (let next = at; next < text.length; next += 1) {
    const character = text[next]
    if (character === '\\') next += 1
    else if (character === '(') depth += 1
    else if (character === ')' && (depth -= 1) === 0) return next + 1
  }
  throw new RangeError('open string')
}
