/**
 * The cover sheet: one Letter page in black on white, 12 pt or larger, no rule under 1.5 pt, no fills, so that it
 * survives 204 × 98 dots per inch (design/README, screen 11). It is always one page: what does not fit is set smaller,
 * then shortened, and the caller is told which field.
 */
import { openWholePaper, type Fonts, type Sheet } from '../../reports/render/paper.ts'
import { fit, hasGap, heightOf, type Set, type Style } from '../../reports/render/text.ts'
import { densities, planRows, type Row } from './rows.ts'
import type { CoverField, CoverSheet } from './types.ts'

const left = 50.4
const right = 561.6
const inner = right - left
const top = 46
const bottom = 792 - 43.2

const bold = (size: number, leading = size * 1.2): Style => ({ face: 'bold', size, leading })
const plain = (size: number, leading = size * 1.35): Style => ({ face: 'regular', size, leading })
const none: Set = { ...plain(12), lines: [], whole: true }

export interface DrawnCover {
  readonly bytes: Uint8Array
  readonly pages: 1
  readonly shortened: readonly CoverField[]
}

/** Draws a cover sheet. The same sheet gives the same bytes. */
export async function drawCover(fonts: Fonts, sheet: CoverSheet): Promise<DrawnCover> {
  const paper = openWholePaper(fonts, 'letter', 0)
  paper.newPage()
  const header = planHeader(paper, sheet)
  const notice = planNotice(paper, sheet)
  const boxes = headerHeight(header) + 18 + (sheet.training ? 44 : 0) + (sheet.urgent ? 64 : 0)
  const body = planBody(paper, sheet, bottom - notice.height - 14 - top - boxes)
  let y = drawHeader(paper, sheet, header)
  if (sheet.training) y = drawTraining(paper, sheet.words.training, y)
  if (sheet.urgent) y = drawUrgent(paper, sheet, y)
  y = drawRows(paper, body.rows, body.pad, y)
  drawMessage(paper, sheet.words.message, body.message, y)
  drawNotice(paper, notice)
  return { bytes: await paper.finish(), pages: 1, shortened: shortened(sheet, header, body, notice) }
}

interface Header {
  readonly name: Set
  readonly address: readonly Set[]
}

function planHeader(paper: Sheet, { clinic, words }: CoverSheet): Header {
  const lines = [...clinic.addressLines, `${words.phone} ${clinic.phone}`]
  return {
    name: fit(paper.measure, clinic.name, 340, [bold(21), bold(17)], 2),
    address: lines.map((line) => fit(paper.measure, line, 340, [plain(12.5, 17.5), plain(12, 17.5)], 1)),
  }
}

const headerHeight = ({ name, address }: Header): number =>
  Math.max(heightOf(name) + 3 + address.reduce((sum, line) => sum + heightOf(line), 0), 52)

function drawHeader(paper: Sheet, { words }: CoverSheet, header: Header): number {
  let y = paper.printSet(header.name, left, top) + 3
  for (const line of header.address) y = paper.printSet(line, left, y)
  const title = fit(paper.measure, words.title, 160, [bold(66), bold(44), bold(30)], 1)
  paper.print(title.lines[0] ?? '', right, top + title.size * 0.75, 'bold', title.size, 'end')
  const end = top + headerHeight(header) + 14
  paper.rule(left, end, right, end, 4.5)
  return end + 4
}

function drawTraining(paper: Sheet, text: string, y: number): number {
  paper.box(left, y + 10, inner, 30, 2.25)
  const line = fit(paper.measure, text, inner - 20, [bold(15, 30), bold(12, 30)], 1)
  paper.printSet(line, (left + right) / 2, y + 10, 'middle')
  return y + 44
}

function drawUrgent(paper: Sheet, { words }: CoverSheet, y: number): number {
  paper.box(left, y + 10, inner, 50, 4.5)
  const word = fit(paper.measure, words.urgent, 200, [bold(32, 50), bold(20, 50)], 1)
  paper.printSet(word, left + 18, y + 10)
  const bar = left + 18 + paper.measure(word.lines[0] ?? '', 'bold', word.size) + 16
  paper.rule(bar, y + 20, bar, y + 50, 2.25)
  const note = fit(paper.measure, words.urgentNote, right - bar - 30, [plain(14.5, 19), plain(12, 17)], 2)
  paper.printSet(note, bar + 16, y + 35 - heightOf(note) / 2)
  return y + 64
}

interface Body {
  readonly rows: readonly Row[]
  readonly pad: number
  readonly message: Set
}

const messageStyles = [plain(15, 21), plain(13.5, 18.5), plain(12, 16)] as const
const pads = [11, 8, 5, 3] as const
const rowsHeight = (rows: readonly Row[], pad: number): number =>
  rows.reduce((sum, row) => sum + row.height + 2 * pad + 1.75, 0)

/** First generous, then close: of all ways to share the room, the first that shortens least. */
function planBody(paper: Sheet, sheet: CoverSheet, room: number): Body {
  let best: Body | undefined
  for (const body of ways(paper, sheet, room)) {
    if (cuts(body) === 0) return body
    if (!best || cuts(body) < cuts(best)) best = body
  }
  if (!best) throw new RangeError('a cover sheet without room')
  return best
}

function* ways(paper: Sheet, sheet: CoverSheet, room: number): Generator<Body> {
  for (const density of densities) {
    const rows = planRows(paper.measure, sheet, inner, density)
    for (const pad of pads) {
      const left = room - rowsHeight(rows, pad)
      if (left < 0) continue
      for (const style of messageStyles) yield { rows, pad, message: fitMessage(paper, sheet, style, left) }
    }
  }
}

/** How many texts would be shortened; a message without a single line counts as lost. */
const cuts = ({ rows, message }: Body): number =>
  rows.flatMap(({ parts }) => parts).filter(({ set }) => !set.whole).length +
  (message.whole ? 0 : message.lines.length > 2 ? 1 : 3)

/** The line of its label included. */
const messageHead = 36

function fitMessage(paper: Sheet, { message }: CoverSheet, style: Style, room: number): Set {
  const text = message?.trim() ?? ''
  return text === '' ? none : fit(paper.measure, text, inner, [style], Math.floor((room - messageHead) / style.leading))
}

function drawRows(paper: Sheet, rows: readonly Row[], pad: number, start: number): number {
  let y = start
  for (const row of rows) {
    paper.print(row.label, left, y + pad + row.baseline, 'bold', 13)
    for (const { set, x, y: down } of row.parts) paper.printSet(set, left + x, y + pad + down)
    y += row.height + 2 * pad
    paper.rule(left, y, right, y, 1.75)
    y += 1.75
  }
  return y
}

function drawMessage(paper: Sheet, label: string, message: Set, y: number): void {
  if (message.lines.length === 0) return
  paper.print(label, left, y + 24, 'bold', 13)
  paper.printSet(message, left, y + 32)
}

interface Notice {
  readonly sets: readonly Set[]
  readonly height: number
}

function planNotice(paper: Sheet, { confidentiality }: CoverSheet): Notice {
  const width = inner - 2 * 15
  const sets = [
    fit(paper.measure, confidentiality.title, width, [bold(14, 19), bold(12, 17)], 1),
    fit(paper.measure, confidentiality.text, width, [plain(12.5, 17), plain(12, 16)], 5),
    fit(paper.measure, confidentiality.call, width, [bold(14, 21), bold(12, 18)], 1),
  ]
  return { sets, height: sets.reduce((sum, set) => sum + heightOf(set), 0) + 24 }
}

function drawNotice(paper: Sheet, { sets, height }: Notice): void {
  let y = bottom - height
  paper.box(left, y, inner, height, 2.25)
  y += 12
  for (const set of sets) y = paper.printSet(set, left + 15, y)
}

/** The fields of which a recipient does not see every letter. */
function shortened(sheet: CoverSheet, header: Header, body: Body, notice: Notice): readonly CoverField[] {
  const cut = (...sets: readonly Set[]): boolean => sets.some(({ whole }) => !whole)
  const rowCut = (field: CoverField): boolean =>
    body.rows.some((row) => row.field === field && cut(...row.parts.map(({ set }) => set)))
  const gaps = (...texts: readonly (string | undefined)[]): boolean => texts.some((text) => hasGap(text ?? ''))
  const { clinic, to, from, reference, message, confidentiality } = sheet
  const found: Readonly<Record<CoverField, boolean>> = {
    clinic: cut(header.name, ...header.address) || gaps(clinic.name, ...clinic.addressLines),
    to: rowCut('to') || gaps(to.name, to.organisation, to.department),
    from: rowCut('from') || gaps(from.name, from.role),
    reference: rowCut('reference') || gaps(reference),
    message: cut(body.message) || gaps(message),
    notice: cut(...notice.sets) || gaps(confidentiality.text),
  }
  return (Object.keys(found) as CoverField[]).filter((field) => found[field])
}
