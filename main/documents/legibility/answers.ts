/**
 * What was typed into a form stands on the page, but not behind its label: PDFium tells it after all that is printed, and
 * few labels of a form end in a colon. Here each answer becomes a line as a letter would have it.
 */
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
