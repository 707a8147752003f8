/** The confirmation report of one fax: how it ended, to whom, what was sent, and every attempt on the way. */
import { openFlow, type Block, type Progress } from './flow.ts'
import { bold, fact, gap, heading, margin, pagesText, plain, proof, statement, surround } from './frame.ts'
import { openWholePaper, type Fonts, type Sheet } from './paper.ts'
import { signs } from './signs.ts'
import { fit, heightOf, wrap } from './text.ts'
import type { ConfirmationReport } from './types.ts'

/** Draws the report. The same record gives the same bytes. */
export async function drawConfirmation(
  fonts: Fonts,
  report: ConfirmationReport,
  progress: Progress,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const paper = openWholePaper(fonts, report.paper, report.at)
  const flow = openFlow(paper, surround(paper, report))
  for (const block of blocksOf(paper, report)) {
    const before = flow.pages()
    flow.put(block)
    if (flow.pages() > before) await progress(flow.pages())
  }
  const pages = flow.end()
  return { bytes: await paper.finish(pagesText(report.pageOf, pages)), pages }
}

const blocksOf = (paper: Sheet, report: ConfirmationReport): readonly Block[] => [
  statement(paper, report.outcome),
  gap(4),
  ...report.facts.map((line) => fact(paper, line)),
  gap(12),
  heading(paper, report.attempts.title),
  ...report.attempts.steps.map((one, at) => step(paper, one, at === report.attempts.steps.length - 1)),
  gap(10),
  proof(paper, report.packet),
]

type Step = ConfirmationReport['attempts']['steps'][number]

/** One step of the way, joined to the next by a line. */
export function step(paper: Sheet, { mark, title, detail = '', when }: Step, last: boolean): Block {
  const width = paper.width - 2 * margin - 24 - 130
  const head = fit(paper.measure, title, width, [bold(10, 14)], 2)
  const text = {
    ...plain(9.5, 13),
    lines: detail === '' ? [] : wrap(paper.measure, detail, width, plain(9.5, 13)),
    whole: true,
  }
  const height = heightOf(head) + heightOf(text) + 8
  return {
    height,
    draw(top) {
      paper.sign(signs[mark], margin, top + 1, 12, 1.1)
      if (!last) paper.rule(margin + 6, top + 15, margin + 6, top + height, 0.75)
      const next = paper.printSet(head, margin + 24, top)
      paper.printSet(text, margin + 24, next)
      paper.print(when, paper.width - margin, top + 10.6, 'regular', 9.5, 'end')
    },
  }
}
