/** Setting text: what can be printed, how wide it is, where it breaks. Nothing is drawn here. */

export type Face = 'regular' | 'bold'

/** Width of a text in points at a size, letter by letter, as it is printed. */
export type Measure = (text: string, face: Face, size: number) => number

export interface Style {
  readonly face: Face
  readonly size: number
  /** Distance between base lines, in points. */
  readonly leading: number
}

export interface Set extends Style {
  readonly lines: readonly string[]
  /** False when an ellipsis stands for the rest. */
  readonly whole: boolean
}

/** The characters in build/fonts, whose README says how they were chosen. */
const missing =
  /[^ -~\u00a0-\u0148\u014a-\u017f\u0218-\u021b\u2010-\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190\u2192\u2212\u2264\u2265\u25a1\n]/gu

const gap = '\u25a1'

/** Text as our fonts can print it; what they lack becomes an empty box, a visible gap rather than a silent one. */
export const printable = (text: string): string => (plain.test(text) ? text : mended(text))

/** Nearly every text is this already. */
const plain = /^[ -~\n]*$/

const mended = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u2000-\u200a\u202f]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(missing, gap)

/** True when `printable` had to leave a gap. */
export const hasGap = (text: string): boolean => !text.includes(gap) && printable(text).includes(gap)

/** Breaks a text into lines no wider than `width`; a word that is wider is broken at its hyphens, or where it must. */
export function wrap(measure: Measure, text: string, width: number, style: Style): readonly string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph((part) => measure(part, style.face, style.size), paragraph.trim(), width))
}

/** Spaces, but not the one within a telephone number. */
const unbroken = /(?<!\(\d{3}\)) +/

function wrapParagraph(widthOf: (text: string) => number, text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(unbroken).flatMap((whole) => pieces(widthOf, whole, width))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function pieces(widthOf: (text: string) => number, word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word]
  const parts = ['']
  // After a hyphen, a slash or the like where there is one; between any two characters where it must be.
  const steps = word.split(/(?<=[-/@_])/).flatMap((step) => (widthOf(step) <= width ? [step] : [...step]))
  for (const step of steps) {
    const last = parts.at(-1) ?? ''
    if (last !== '' && widthOf(last + step) > width) parts.push(step)
    else parts[parts.length - 1] = last + step
  }
  return parts
}

/** Sets a text in the first style whose lines fit; in the last one, what is too much ends in an ellipsis. */
export function fit(
  measure: Measure,
  text: string,
  width: number,
  styles: readonly [Style, ...Style[]],
  linesAtMost: number,
): Set {
  for (const style of styles) {
    const lines = wrap(measure, text, width, style)
    if (lines.length <= linesAtMost) return { ...style, lines, whole: true }
  }
  const style = styles.at(-1) ?? styles[0]
  const lines = wrap(measure, text, width, style).slice(0, Math.max(linesAtMost, 0))
  const last = lines.at(-1)
  if (last === undefined) return { ...style, lines, whole: false }
  return { ...style, lines: [...lines.slice(0, -1), withEllipsis(measure, last, width, style)], whole: false }
}

function withEllipsis(measure: Measure, line: string, width: number, style: Style): string {
  let kept = line.trimEnd()
  while (kept !== '' && measure(`${kept}…`, style.face, style.size) > width) kept = kept.slice(0, -1).trimEnd()
  return `${kept}…`
}

/** Height of a set text in points. */
export const heightOf = (set: Set): number => set.lines.length * set.leading

/** The style of a text that is known only when the document ends. */
export const lastTextStyle: Style = { face: 'regular', size: 9, leading: 12.5 }

/** Groups of four, so that two sheets of paper can be compared. */
export const grouped = (code: string): string => code.replace(/\s+/g, '').replace(/(.{4})(?=.)/g, '$1 ')
