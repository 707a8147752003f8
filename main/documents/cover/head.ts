/** The head of a cover sheet: who sends it, or in one big box that it is restricted; training and urgent below. */
import { faxDpi } from '#app/domain/pages/rendition.ts'
import type { Sheet } from '../../reports/render/paper.ts'
import { fit, heightOf, type Set } from '../../reports/render/text.ts'
import { bold, inner, left, plain, right, top } from './area.ts'
import type { CoverSheet } from './types.ts'

export interface Head {
  /** All that is set here and could be cut. */
  readonly sets: readonly Set[]
  readonly height: number
  /** Draws it from the sheet's top and answers where it ends. */
  readonly draw: () => number
}

const trainingHeight = 44
const urgentHeight = 64

export function planHead(paper: Sheet, sheet: CoverSheet): Head {
  const own = sheet.template === 'restricted' ? planRestricted(paper, sheet) : planClinic(paper, sheet)
  const urgent = sheet.template === 'urgent'
  return {
    sets: own.sets,
    height: own.height + (sheet.training ? trainingHeight : 0) + (urgent ? urgentHeight : 0),
    draw() {
      let y = own.draw()
      if (sheet.training) y = drawTraining(paper, sheet.words.training, y)
      if (urgent) y = drawUrgent(paper, sheet, y)
      return y
    },
  }
}

function planClinic(paper: Sheet, { clinic, words }: CoverSheet): Head {
  const lines = [...clinic.addressLines, `${words.phone} ${clinic.phone}`]
  const name = fit(paper.measure, clinic.name, 340, [bold(21), bold(17)], 2)
  const address = lines.map((line) => fit(paper.measure, line, 340, [plain(12.5, 17.5), plain(12, 17.5)], 1))
  const sets = [name, ...address]
  const logo = logoOf(clinic)
  const height = Math.max(logo.height + sets.reduce((sum, set) => sum + heightOf(set), 0) + 3, 52)
  return {
    sets,
    height: height + 18,
    draw() {
      if (logo.png) paper.picture(logo.png, left, top, logo.width, logo.height - logoGap)
      let y = paper.printSet(name, left, top + logo.height) + 3
      for (const line of address) y = paper.printSet(line, left, y)
      const title = fit(paper.measure, words.title, 160, [bold(66), bold(44), bold(30)], 1)
      paper.print(title.lines[0] ?? '', right, top + title.size * 0.75, 'bold', title.size, 'end')
      const end = top + height + 14
      paper.rule(left, end, right, end, 4.5)
      return end + 4
    },
  }
}

const logoGap = 8

/** In points, the gap below included; nothing takes no room. */
function logoOf({ logo }: CoverSheet['clinic']) {
  if (!logo) return { png: undefined, width: 0, height: 0 }
  const points = (dots: number): number => (dots / faxDpi.across) * 72
  return { png: logo.png, width: points(logo.widthPx), height: points(logo.heightPx) + logoGap }
}

function planRestricted(paper: Sheet, { words }: CoverSheet): Head {
  const width = inner - 48
  const title = fit(paper.measure, words.restricted.title, width, [bold(46, 50), bold(30, 36)], 1)
  const lead = fit(paper.measure, words.restricted.lead, width, [bold(17, 22), bold(14, 19)], 3)
  const height = heightOf(title) + heightOf(lead) + 34
  return {
    sets: [title, lead],
    height: height + 12,
    draw() {
      paper.box(left, top, inner, height, 5)
      paper.printSet(lead, left + 24, paper.printSet(title, left + 24, top + 14) + 4)
      return top + height + 12
    },
  }
}

function drawTraining(paper: Sheet, text: string, y: number): number {
  paper.box(left, y + 10, inner, 30, 2.25)
  const line = fit(paper.measure, text, inner - 20, [bold(15, 30), bold(12, 30)], 1)
  paper.printSet(line, (left + right) / 2, y + 10, 'middle')
  return y + trainingHeight
}

function drawUrgent(paper: Sheet, { words }: CoverSheet, y: number): number {
  paper.box(left, y + 10, inner, 50, 4.5)
  const word = fit(paper.measure, words.urgent, 200, [bold(32, 50), bold(20, 50)], 1)
  paper.printSet(word, left + 18, y + 10)
  const bar = left + 18 + paper.measure(word.lines[0] ?? '', 'bold', word.size) + 16
  paper.rule(bar, y + 20, bar, y + 50, 2.25)
  const note = fit(paper.measure, words.urgentNote, right - bar - 30, [plain(14.5, 19), plain(12, 17)], 2)
  paper.printSet(note, bar + 16, y + 35 - heightOf(note) / 2)
  return y + urgentHeight
}
