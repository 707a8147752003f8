/**
 * The cover sheet: a Letter page in black on white, 12 pt or larger, no rule under 1.5 pt, no fills, so that it
 * survives 204 × 98 dots per inch (design/README, screen 11). Remarks too long for it stand whole on a second page; what
 * does not fit even so is set smaller, then shortened, and the caller is told which field.
 */
import { coverPages, type CoverField } from '#app/domain/pages/cover.ts'
import { openWholePaper, type Fonts, type Sheet } from '../../reports/render/paper.ts'
import { fit, hasGap, heightOf, type Set, type Style } from '../../reports/render/text.ts'
import { bold, bottom, inner, left, none, plain, right, top } from './area.ts'
import { planHead } from './head.ts'
import { densities, planRows, type Row } from './rows.ts'
import type { CoverSheet } from './types.ts'

export interface DrawnCover {
  readonly bytes: Uint8Array
  readonly pages: 1 | 2
  readonly shortened: readonly CoverField[]
}

/** Draws a cover sheet. The same sheet gives the same bytes. */
export async function drawCover(fonts: Fonts, sheet: CoverSheet): Promise<DrawnCover> {
  const paper = openWholePaper(fonts, 'letter', 0)
  const second = coverPages({ included: true, template: sheet.template, message: sheet.message ?? '' }) === 2
  paper.newPage()
  const head = planHead(paper, sheet)
  const notice = planNotice(paper, sheet)
  const statement = planStatement(paper, sheet)
  const room = bottom - notice.height - 14 - top - head.height - heightOf(statement.law) - heightOf(statement.before)
  const body = planBody(paper, second ? { ...sheet, message: sheet.words.continued } : sheet, room)
  const y = drawStatement(paper, statement, drawRows(paper, body.rows, body.pad, head.draw()))
  drawMessage(paper, sheet.words.message, body.message, y)
  drawNotice(paper, notice)
  const message = second ? drawSecond(paper, sheet) : body.message
  const parts = { head: head.sets, body, notice, message }
  return { bytes: await paper.finish(), pages: second ? 2 : 1, shortened: shortened(sheet, parts) }
}

/** The remarks on a page of their own, under whom they are for. */
function drawSecond(paper: Sheet, sheet: CoverSheet): Set {
  const { words, to } = sheet
  paper.newPage()
  const whom = fit(paper.measure, `${words.to}: ${to.organisation || to.name}`, inner, [bold(17, 24), bold(13, 20)], 2)
  const end = paper.printSet(whom, left, top) + 6
  paper.rule(left, end, right, end, 4.5)
  const room = bottom - end - 40
  const text = sheet.message?.trim() ?? ''
  const set = fit(paper.measure, text, inner, [plain(15, 21)], Math.floor(room / 21))
  const chosen = set.whole ? set : fit(paper.measure, text, inner, [plain(12, 15)], Math.floor(room / 15))
  drawMessage(paper, words.message, chosen, end)
  return chosen
}

interface Statement {
  readonly law: Set
  readonly before: Set
}

/** What 42 CFR 2.32(a) wants said with every disclosure of restricted records. */
function planStatement(paper: Sheet, { template, words }: CoverSheet): Statement {
  if (template !== 'restricted') return { law: none, before: none }
  return {
    law: fit(paper.measure, words.restricted.law, inner, [bold(17, 24), bold(14, 20)], 2),
    before: fit(paper.measure, words.restricted.before, inner, [plain(14, 20), plain(12, 17)], 3),
  }
}

function drawStatement(paper: Sheet, { law, before }: Statement, y: number): number {
  return law.lines.length === 0 ? y : paper.printSet(before, left, paper.printSet(law, left, y + 10))
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

interface Parts {
  readonly head: readonly Set[]
  readonly body: Body
  readonly notice: Notice
  readonly message: Set
}

/** The fields of which a recipient does not see every letter. */
function shortened(sheet: CoverSheet, { head, body, notice, message: written }: Parts): readonly CoverField[] {
  const cut = (...sets: readonly Set[]): boolean => sets.some(({ whole }) => !whole)
  const rowCut = (field: CoverField): boolean =>
    body.rows.some((row) => row.field === field && cut(...row.parts.map(({ set }) => set)))
  const gaps = (...texts: readonly (string | undefined)[]): boolean => texts.some((text) => hasGap(text ?? ''))
  const { clinic, to, from, reference, message, confidentiality } = sheet
  const found: Readonly<Record<CoverField, boolean>> = {
    clinic: cut(...head) || gaps(clinic.name, ...clinic.addressLines),
    to: rowCut('to') || gaps(to.name, to.organisation, to.department),
    from: rowCut('from') || gaps(from.name, from.role),
    reference: rowCut('reference') || gaps(reference),
    message: cut(written) || gaps(message),
    notice: cut(...notice.sets) || gaps(confidentiality.text),
  }
  return (Object.keys(found) as CoverField[]).filter((field) => found[field])
}
