/** The parts all reports share: head, training mark, foot, facts, and codes that people compare by eye. */
import type { Block, Surround } from './flow.ts'
import type { Sheet } from './paper.ts'
import { signs } from './signs.ts'
import { fit, grouped, heightOf, lastTextStyle, wrap, type Set, type Style } from './text.ts'
import type { Fact, Frame, Mark } from './types.ts'

export const margin = 43.2
const headTop = 40

export const plain = (size: number, leading = size * 1.35): Style => ({ face: 'regular', size, leading })
export const bold = (size: number, leading = size * 1.35): Style => ({ face: 'bold', size, leading })

const trainingHeight = 34
const runningHeight = 34
const footHeight = 40
const checkpointHeight = 13

/** Head, training mark and foot of each page. The first page has the full head, the others one line. */
export function surround(paper: Sheet, frame: Frame): Surround {
  const right = paper.width - margin
  const training = frame.training === undefined ? 0 : trainingHeight
  const head = planHead(paper, frame)
  const bottom = paper.height - 36 - footHeight - (frame.footer.checkpoint === undefined ? 0 : checkpointHeight)
  return {
    top: (page) => headTop + (page === 1 ? head.height : runningHeight) + training,
    bottom: bottom - 8,
    draw(page) {
      const end = page === 1 ? head.draw(headTop) : drawRunningHead(paper, frame)
      if (frame.training !== undefined) drawTraining(paper, frame.training, end)
      drawFoot(paper, frame, bottom, page)
      paper.rule(margin, bottom, right, bottom, 1)
    },
  }
}

interface Head {
  readonly height: number
  readonly draw: (top: number) => number
}

function planHead(paper: Sheet, { title, subtitle, clinic }: Frame): Head {
  const width = paper.width - 2 * margin
  const left = [
    fit(paper.measure, title, width * 0.58, [bold(21, 25), bold(16, 20)], 2),
    fit(paper.measure, subtitle, width * 0.58, [plain(9.5, 14)], 2),
  ]
  const right = [
    fit(paper.measure, clinic.name, width * 0.38, [bold(10, 13.5)], 2),
    ...clinic.lines.map((line) => fit(paper.measure, line, width * 0.38, [plain(9, 12.6)], 1)),
  ]
  const tall = (sets: readonly Set[]): number => sets.reduce((sum, set) => sum + heightOf(set), 0)
  const height = Math.max(tall(left), tall(right)) + 24
  return {
    height,
    draw(top) {
      left.reduce((y, set) => paper.printSet(set, margin, y), top)
      right.reduce((y, set) => paper.printSet(set, paper.width - margin, y, 'end'), top)
      const rule = top + height - 14
      paper.rule(margin, rule, paper.width - margin, rule, 1.5)
      return top + height
    },
  }
}

function drawRunningHead(paper: Sheet, { title, subtitle, clinic }: Frame): number {
  const width = paper.width - 2 * margin
  const right = fit(paper.measure, clinic.name, width * 0.34, [plain(9, 14)], 1)
  const room = width - Math.max(...right.lines.map((line) => paper.measure(line, right.face, right.size))) - 14
  const left = fit(paper.measure, `${title} · ${subtitle}`, room, [bold(9.5, 14), bold(8.5, 14)], 1)
  paper.printSet(left, margin, headTop)
  paper.printSet(right, paper.width - margin, headTop, 'end')
  paper.rule(margin, headTop + 20, paper.width - margin, headTop + 20, 1.5)
  return headTop + runningHeight
}

function drawTraining(paper: Sheet, text: string, y: number): void {
  paper.box(margin, y, paper.width - 2 * margin, 24, 1.5)
  const line = fit(paper.measure, text, paper.width - 2 * margin - 20, [bold(11, 24), bold(9, 24)], 1)
  paper.printSet(line, paper.width / 2, y, 'middle')
}

function drawFoot(paper: Sheet, { footer, pageOf }: Frame, top: number, page: number): void {
  const third = (paper.width - 2 * margin) * 0.4
  const set = (text: string): Set => fit(paper.measure, text, third, [plain(9, 12.5)], 1)
  const left = footer.left.map(set).reduce((y, line) => paper.printSet(line, margin, y), top + 8)
  footer.right.map(set).reduce((y, line) => paper.printSet(line, paper.width - margin, y, 'end'), top + 8)
  drawPageOf(paper, pageOf.replace('{page}', String(page)), top + 8)
  if (footer.checkpoint === undefined) return
  const whole = paper.width - 2 * margin
  const code = fit(paper.measure, footer.checkpoint, whole, [plain(8, 12), plain(7, 12), plain(6.4, 12)], 1)
  paper.printSet(code, margin, left + 1)
}

/** "Page 3 of" and room for the rest, which is known when the last page is. */
function drawPageOf(paper: Sheet, pattern: string, top: number): void {
  const { face, size, leading } = lastTextStyle
  const [before = ''] = pattern.split('{pages}')
  const left = paper.width / 2 - paper.measure(`${before}99`, face, size) / 2
  paper.printSet({ ...lastTextStyle, lines: [before.trimEnd()], whole: true }, left, top)
  paper.printLast(left + paper.measure(before, face, size), top + leading / 2 + size * 0.36)
}

/** What is printed once the number of pages is known: the end of "Page {page} of {pages}". */
export const pagesText = (pageOf: string, pages: number): string => `${pages}${pageOf.split('{pages}')[1] ?? ''}`

/** Empty space between blocks. */
export const gap = (height: number): Block => ({ height, draw: () => undefined })

export const heading = (paper: Sheet, text: string): Block => ({
  height: 20,
  stays: 'keeps',
  draw: (top) =>
    void paper.printSet(fit(paper.measure, text, paper.width - 2 * margin, [bold(11, 16)], 1), margin, top),
})

/** A label and its value, which wraps. */
export function fact(paper: Sheet, { label, value }: { readonly label: string; readonly value: string }): Block {
  const width = paper.width - 2 * margin
  const name = fit(paper.measure, label, 116, [plain(9.5, 13.5)], 2)
  const style = plain(10, 14)
  const lines: Set = { ...style, lines: wrap(paper.measure, value, width - 126, style), whole: true }
  return {
    height: Math.max(heightOf(name), heightOf(lines)) + 4,
    draw(top) {
      paper.printSet(name, margin, top)
      paper.printSet(lines, margin + 126, top)
    },
  }
}

/** A box of facts and codes: what proves that paper and record agree. */
export function proof(
  paper: Sheet,
  { title, facts, codes }: { readonly title: string; readonly facts: readonly Fact[]; readonly codes: readonly Fact[] },
): Block {
  const lines = [...facts, ...codes.map(({ label, value }) => ({ label, value: grouped(value) }))]
  const inner = paper.width - 2 * margin - 24
  const rows = lines.map(({ label, value }) => {
    const style = plain(9, 12.6)
    const name = fit(paper.measure, label, 100, [style], 2)
    return { name, value: { ...style, lines: wrap(paper.measure, value, inner - 110, style), whole: true } }
  })
  const heights = rows.map((row) => Math.max(heightOf(row.name), heightOf(row.value)) + 2)
  const height = 28 + heights.reduce((sum, part) => sum + part, 0) + 8
  return {
    height: height + 4,
    draw(top) {
      paper.box(margin, top, paper.width - 2 * margin, height, 1, 4)
      paper.sign(signs.shield, margin + 12, top + 8, 14, 1.1)
      paper.print(title, margin + 32, top + 19, 'bold', 10)
      let y = top + 28
      rows.forEach((row, at) => {
        paper.printSet(row.name, margin + 12, y)
        paper.printSet(row.value, margin + 122, y)
        y += heights[at] ?? 0
      })
    },
  }
}

/** A boxed statement with its sign: how a fax ended, or how the chain stands. */
export function statement(
  paper: Sheet,
  {
    mark,
    title,
    detail,
    when = '',
  }: { readonly mark: Mark; readonly title: string; readonly detail: string; readonly when?: string },
): Block {
  const inner = paper.width - 2 * margin - 58
  const head = fit(paper.measure, title, inner - (when === '' ? 0 : 130), [bold(13, 18), bold(10.5, 15)], 2)
  const text = { ...plain(9.5, 13.5), lines: wrap(paper.measure, detail, inner, plain(9.5, 13.5)), whole: true }
  const height = heightOf(head) + (detail === '' ? 0 : heightOf(text)) + 18
  return {
    height: height + 12,
    draw(top) {
      paper.box(margin, top, paper.width - 2 * margin, height, 1, 4)
      paper.sign(signs[mark], margin + 13, top + height / 2 - 10, 20, 1.4)
      const next = paper.printSet(head, margin + 46, top + 9)
      if (detail !== '') paper.printSet(text, margin + 46, next)
      paper.print(when, paper.width - margin - 12, top + 22, 'regular', 9.5, 'end')
    },
  }
}
