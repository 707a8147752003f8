/** Tables of reports, with what stands above them. Rows are drawn here: pdfkit's own table took 54 s for 1,200 of them. */
import type { Block } from './flow.ts'
import { bold, margin, plain } from './frame.ts'
import type { Sheet } from './paper.ts'
import { signs } from './signs.ts'
import { fit, heightOf, wrap, type Set } from './text.ts'
import type { Cell, Column, Fact } from './types.ts'

export interface Place extends Column {
  readonly x: number
  readonly width: number
}

const between = 8

export function place(paper: Sheet, columns: readonly Column[]): readonly Place[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  let x = margin
  return columns.map((column) => {
    const width = ((paper.width - 2 * margin) * column.share) / all
    const placed = { ...column, x, width: width - (column.align === 'right' ? 2 : 1) * between }
    x += width
    return placed
  })
}

const edge = ({ align, x, width }: Place): number => (align === 'right' ? x + width : x)
const anchor = ({ align }: Place): 'start' | 'end' => (align === 'right' ? 'end' : 'start')

export function totals(paper: Sheet, counts: readonly Fact[]): Block {
  const width = (paper.width - 2 * margin) / counts.length
  return {
    height: 48,
    draw: (top) =>
      counts.forEach(({ label, value }, at) => {
        const x = margin + at * width
        if (at > 0) paper.rule(x - 10, top + 2, x - 10, top + 36, 0.75)
        paper.printSet(fit(paper.measure, value, width - 14, [bold(17, 20), bold(11, 20)], 1), x, top)
        paper.printSet(fit(paper.measure, label, width - 14, [plain(9, 13)], 1), x, top + 21)
      }),
  }
}

/** What was chosen, side by side; what does not fit in a line goes to the next. */
export function filters(paper: Sheet, chosen: readonly Fact[]): Block {
  const right = paper.width - margin
  const placed: { readonly label: string; readonly value: string; readonly x: number; readonly line: number }[] = []
  let x = margin
  let line = 0
  for (const { label, value } of chosen) {
    const width = paper.measure(`${label} `, 'regular', 9) + paper.measure(value, 'bold', 9)
    if (x > margin && x + width > right) {
      x = margin
      line += 1
    }
    placed.push({ label, value, x, line })
    x += width + 14
  }
  return {
    height: 8 + (line + 1) * 13,
    draw(top) {
      for (const one of placed) {
        const y = top + 9 + one.line * 13
        paper.print(one.label, one.x, y, 'regular', 9)
        paper.print(one.value, one.x + paper.measure(`${one.label} `, 'regular', 9), y, 'bold', 9)
      }
    },
  }
}

export function tableHead(paper: Sheet, places: readonly Place[]): Block {
  return {
    height: 22,
    stays: 'repeats',
    draw(top) {
      for (const column of places) {
        const label = fit(paper.measure, column.label, column.width, [bold(9, 14), bold(8, 14)], 1)
        paper.printSet(label, edge(column), top + 2, anchor(column))
      }
      paper.rule(margin, top + 19, paper.width - margin, top + 19, 1)
    },
  }
}

const signWidth = 13

interface Setting {
  readonly column: Place
  readonly cell: Cell
  readonly sets: readonly Set[]
}

export function tableRow(paper: Sheet, places: readonly Place[], row: readonly Cell[]): Block {
  const settings = places.flatMap((column, at): readonly Setting[] => {
    const cell = row[at]
    return cell ? [{ column, cell, sets: setCell(paper, column, cell) }] : []
  })
  const tall = ({ sets }: Setting): number => sets.reduce((sum, set) => sum + heightOf(set), 0)
  const height = Math.max(12, ...settings.map(tall)) + 8.5
  return {
    height,
    draw(top) {
      for (const { column, cell, sets } of settings) {
        const shift = cell.mark ? signWidth : 0
        if (cell.mark) paper.sign(signs[cell.mark], column.x, top + 5, 9.5, 0.9)
        sets.reduce((y, set) => paper.printSet(set, edge(column) + shift, y, anchor(column)), top + 4)
      }
      paper.rule(margin, top + height, paper.width - margin, top + height, 0.4)
    },
  }
}

/** Cells wrap and are never shortened: a record that hides its end is no record. */
function setCell(paper: Sheet, column: Place, { text, detail = '', mark }: Cell): readonly Set[] {
  const width = column.width - (mark ? signWidth : 0)
  const main = mark ? bold(9, 12) : plain(9, 12)
  const below = plain(8.5, 11.5)
  return [
    { ...main, lines: wrap(paper.measure, text, width, main), whole: true },
    ...(detail === '' ? [] : [{ ...below, lines: wrap(paper.measure, detail, width, below), whole: true }]),
  ]
}

/** A heading between rows. */
export function groupHead(paper: Sheet, text: string, detail: string): Block {
  const width = paper.width - 2 * margin
  const head = { ...bold(9.5, 13), lines: wrap(paper.measure, text, width, bold(9.5, 13)), whole: true }
  const below = { ...plain(8.5, 11.5), lines: wrap(paper.measure, detail, width, plain(8.5, 11.5)), whole: true }
  const height = heightOf(head) + (detail === '' ? 0 : heightOf(below)) + 14
  return {
    height,
    stays: 'keeps',
    draw(top) {
      const next = paper.printSet(head, margin, top + 9)
      if (detail !== '') paper.printSet(below, margin, next)
      paper.rule(margin, top + height, paper.width - margin, top + height, 0.75)
    },
  }
}
