/**
 * The audit report of a date range: the state of the chain, the entries row by row, and a signed checkpoint that ties
 * this paper to the record. Rows are drawn here: pdfkit's own table took 54 s for 1,200 of them.
 */
import { drawPages, type Block, type Progress } from './flow.ts'
import { bold, gap, margin, plain, proof, statement, surround } from './frame.ts'
import { openPaper, type Fonts, type Paper } from './paper.ts'
import { signs } from './signs.ts'
import { fit, heightOf, wrap, type Set } from './text.ts'
import type { AuditReport, Cell, Column } from './types.ts'

/** Draws the report, one page in memory at a time. The same record gives the same bytes. */
export async function drawAudit(
  fonts: Fonts,
  report: AuditReport,
  progress: Progress,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const paper = openPaper(fonts, report.paper, report.at)
  const places = place(paper, report.columns)
  const blocks = [
    statement(paper, report.chain),
    ...(report.totals.length === 0 ? [] : [totals(paper, report.totals)]),
    ...(report.filters.length === 0 ? [] : [filters(paper, report.filters)]),
    tableHead(paper, places),
    ...report.rows.map((row) => tableRow(paper, places, row)),
    ...(report.rows.length === 0 ? [nothing(paper, report.nothing)] : []),
    gap(12),
    proof(paper, report.checkpoint),
  ]
  const pages = await drawPages(paper, blocks, surround(paper, report), progress)
  return { bytes: await paper.finish(), pages }
}

interface Place extends Column {
  readonly x: number
  readonly width: number
}

const between = 8

function place(paper: Paper, columns: readonly Column[]): readonly Place[] {
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

function totals(paper: Paper, counts: AuditReport['totals']): Block {
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

function filters(paper: Paper, chosen: AuditReport['filters']): Block {
  return {
    height: 20,
    draw(top) {
      let x = margin
      for (const { label, value } of chosen) {
        paper.print(label, x, top + 9, 'regular', 9)
        x += paper.measure(`${label} `, 'regular', 9)
        paper.print(value, x, top + 9, 'bold', 9)
        x += paper.measure(value, 'bold', 9) + 14
      }
    },
  }
}

function tableHead(paper: Paper, places: readonly Place[]): Block {
  return {
    height: 22,
    repeats: true,
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

function tableRow(paper: Paper, places: readonly Place[], row: readonly Cell[]): Block {
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
function setCell(paper: Paper, column: Place, { text, detail = '', mark }: Cell): readonly Set[] {
  const width = column.width - (mark ? signWidth : 0)
  const main = mark ? bold(9, 12) : plain(9, 12)
  const below = plain(8.5, 11.5)
  return [
    { ...main, lines: wrap(paper.measure, text, width, main), whole: true },
    ...(detail === '' ? [] : [{ ...below, lines: wrap(paper.measure, detail, width, below), whole: true }]),
  ]
}

const nothing = (paper: Paper, text: string): Block => ({
  height: 30,
  draw: (top) => paper.print(text, margin, top + 18, 'regular', 10),
})
