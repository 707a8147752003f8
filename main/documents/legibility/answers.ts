/**
 * What does not stand behind its label as text has it. What was typed into a form PDFium tells after all that is printed,
 * and few labels of a form end in a colon; others stand over what they name. Here each becomes a line as a letter would have it.
 */
import { isLabel, isLabelLike } from '#app/domain/pages/identity.ts'
import { around, type PageBox } from '#app/domain/pages/page-marks.ts'
import type { Character } from './text.ts'

interface Writing {
  readonly text: string
  readonly box: PageBox
}

/** "Label: answer" for each line of each answer, its label being the printed words to the left of it. */
export function answerLines(printed: readonly Character[], typed: readonly Character[]): readonly string[] {
  return writings(typed).map(({ text, box }) => `${labelOf(box, printed)}: ${text}`)
}

/** "Label: value" for each printed label that stands over its value. One with anything but labels beside it names that instead. */
export function stackedLines(printed: readonly Character[]): readonly string[] {
  const all = writings(printed)
  return all.flatMap(({ text, box }) => {
    if (!isLabel(text)) return []
    const beside = all.filter((one) => inRow(one.box, box) && one.box.left > box.left)
    if (!beside.every((one) => isLabelLike(one.text))) return []
    const value = all.filter((one) => isUnder(one.box, box)).sort((a, b) => a.box.top - b.box.top)[0]
    return value ? [`${text.replace(/[\s:]+$/, '')}: ${value.text}`] : []
  })
}

/** Begins where the other begins, and stands on one of the two rows below it. */
const isUnder = (one: PageBox, other: PageBox): boolean =>
  Math.abs(one.left - other.left) < 2 * other.height &&
  one.top >= other.top + other.height * 0.8 &&
  one.top < other.top + 4 * other.height

const isBlank = ({ text }: Character): boolean => text.trim() === ''

/** Characters that stand side by side, as one; beyond a gap twice as wide as they are high begins something else. */
function writings(characters: readonly Character[]): readonly Writing[] {
  const found: Writing[] = []
  let blank = ''
  for (const { text, box } of characters) {
    if (!box || text.trim() === '') {
      blank = ' '
      continue
    }
    const last = found.at(-1)
    if (last && besides(last.box, box))
      found[found.length - 1] = { text: last.text + blank + text, box: around(last.box, box) }
    else found.push({ text, box })
    blank = ''
  }
  return found
}

function besides(one: PageBox, next: PageBox): boolean {
  const gap = next.left - (one.left + one.width)
  return inRow(one, next) && gap > -next.width && gap < 2 * one.height
}

/** The nearest printed words on the row, up to a wide gap or the dotted line of another answer. */
function labelOf(answer: PageBox, printed: readonly Character[]): string {
  const row = printed.filter((one) => isBlank(one) || (one.box && inRow(one.box, answer) && one.box.left < answer.left))
  const words = writings(row).flatMap(({ text }) => text.split(/_+|\.{2,}|…/))
  return words.findLast((text) => text.trim() !== '')?.replace(/[\s:]+$/, '') ?? ''
}

const inRow = (one: PageBox, other: PageBox): boolean =>
  Math.min(one.top + one.height, other.top + other.height) > Math.max(one.top, other.top)
