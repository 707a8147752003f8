/**
 * A report drawn piece by piece: what has been put on a page is handed out as bytes and forgotten. What the pieces say is
 * decided elsewhere; here they get their places.
 */
import { unreachable } from '#app/domain/outcome.ts'
import { step } from './confirmation.ts'
import { openFlow, type Block } from './flow.ts'
import { bold, fact, gap, heading, margin, pagesText, plain, proof, statement, surround } from './frame.ts'
import { openPaper, type Fonts, type Sheet } from './paper.ts'
import { filters, groupHead, place, tableHead, tableRow, totals, type Place } from './table.ts'
import { fit, grouped, heightOf, wrap } from './text.ts'
import type { Frame, Piece } from './types.ts'

export interface ReportDrawing {
  readonly put: (piece: Piece) => void
  /** Pages begun so far. */
  readonly pages: () => number
  /** Ends the report; answers its number of pages. All bytes have been handed out then. */
  readonly finish: () => Promise<number>
}

/** Begins a report. The same frame and pieces give the same bytes, which `hear` gets as they come. */
export function openReport(fonts: Fonts, frame: Frame, hear: (bytes: Uint8Array) => void): ReportDrawing {
  const paper = openPaper(fonts, frame.paper, frame.at, hear)
  const flow = openFlow(paper, surround(paper, frame))
  let places: readonly Place[] = []
  return {
    put(piece) {
      if (piece.is === 'table') places = place(paper, piece.columns)
      if (piece.is !== 'table' && piece.is !== 'row' && piece.is !== 'group') flow.endTable()
      for (const block of blocksOf(paper, places, piece)) flow.put(block)
    },
    pages: flow.pages,
    finish: async () => {
      const pages = flow.end()
      await paper.finish(pagesText(frame.pageOf, pages))
      return pages
    },
  }
}

function blocksOf(paper: Sheet, places: readonly Place[], piece: Piece): readonly Block[] {
  switch (piece.is) {
    case 'statement':
      return [statement(paper, piece)]
    case 'totals':
      return [totals(paper, piece.facts)]
    case 'filters':
      return [filters(paper, piece.facts)]
    case 'heading':
      return [gap(8), heading(paper, piece.text)]
    case 'text':
      return [paragraph(paper, piece.text)]
    case 'fact':
      return [fact(paper, piece)]
    case 'step':
      return [step(paper, piece, piece.last)]
    case 'page':
      return [pageOfPacket(paper, piece)]
    case 'table':
      return [tableHead(paper, places)]
    case 'group':
      return [{ ...groupHead(paper, piece.text, piece.detail), again: groupHead(paper, piece.again, piece.detail) }]
    case 'row':
      return [tableRow(paper, places, piece.cells)]
    case 'proof':
      return [gap(12), proof(paper, piece)]
    default:
      return unreachable(piece, 'piece of a report')
  }
}

function paragraph(paper: Sheet, text: string): Block {
  const style = plain(10, 14)
  const set = { ...style, lines: wrap(paper.measure, text, paper.width - 2 * margin, style), whole: true }
  return { height: heightOf(set) + 8, draw: (top) => void paper.printSet(set, margin, top + 4) }
}

const pictureWidth = 92

/** A page of the packet: its small picture on the left, what proves it beside. */
function pageOfPacket(paper: Sheet, { title, code, png, widthPx, heightPx }: Extract<Piece, { is: 'page' }>): Block {
  const indent = png ? pictureWidth + 14 : 0
  // Fax dots are taller than wide at standard quality: the picture is drawn in the page's own proportions.
  const pictureHeight = png ? pictureWidth * (heightPx / widthPx) : 0
  const width = paper.width - 2 * margin - indent
  const head = fit(paper.measure, title, width, [bold(10, 14)], 1)
  const lines = { ...plain(8.5, 12), lines: wrap(paper.measure, grouped(code), width, plain(8.5, 12)), whole: true }
  return {
    height: Math.max(heightOf(head) + heightOf(lines), pictureHeight) + 10,
    draw(top) {
      if (png) {
        paper.picture(png, margin, top, pictureWidth, pictureHeight)
        paper.box(margin, top, pictureWidth, pictureHeight, 0.5)
      }
      const next = paper.printSet(head, margin + indent, top)
      paper.printSet(lines, margin + indent, next)
    },
  }
}
