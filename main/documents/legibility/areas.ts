/** Characters gathered into areas of one size and shade, as a reader sees them: a column of figures, a line of small print. */
import type { TextArea } from '#app/domain/pages/legibility.ts'
import { around, withinPage, type PageBox } from '#app/domain/pages/page-marks.ts'
import type { Character } from './text.ts'

/** The page's grey dots. */
export interface Dots {
  readonly grey: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  /** Where the page lies in them: shares of the page to dots. */
  readonly leftPx: number
  readonly pageWidthPx: number
}

type Run = {
  box: PageBox
  readonly sizePt: number
  readonly fill: number
  characters: number
  digits: number
  decimals: number
  /** The last two characters. */
  before: string
}

/** Unlike enough to be judged apart: points, levels of grey. */
const sizeStep = 0.3
const fillStep = 12
/** Nobody sees this on the paper either: text behind a scan, for instance. */
const unseen = 8
const areasAtMost = 300

/** @param scale how much larger the fax prints the page than it is */
export function areasOf(characters: readonly Character[], dots: Dots, scale: number): readonly TextArea[] {
  const areas: TextArea[] = []
  for (const run of runsOf(characters)) {
    const shade = 255 - Math.abs(backgroundOf(run.box, dots) - run.fill)
    if (255 - shade < unseen) continue
    const { characters: count, digits, decimals } = run
    join(areas, { box: withinPage(run.box), sizePt: run.sizePt * scale, shade, characters: count, digits, decimals })
  }
  return areas.slice(0, areasAtMost)
}

/** What stands before the first digit behind a decimal point or comma: 0.5, and .5 too. */
const pointed = /(^|[\p{Nd}\s])[.,]$/u

/** Neighbours of the same looks on one line. */
function runsOf(characters: readonly Character[]): readonly Run[] {
  const runs: Run[] = []
  for (const { text, sizePt, fill, box } of characters) {
    const last = runs.at(-1)
    const digit = /\p{Nd}/u.test(text) ? 1 : 0
    if (!box || text.trim() === '') {
      if (last) last.before = ' '
    } else if (last && alike(last, { sizePt, fill }) && besides(last.box, box)) {
      last.box = around(last.box, box)
      last.characters += 1
      last.digits += digit
      last.decimals += digit === 1 && pointed.test(last.before) ? 1 : 0
      last.before = (last.before + text).slice(-2)
    } else runs.push({ box, sizePt, fill, characters: 1, digits: digit, decimals: 0, before: text })
  }
  return runs
}

const alike = (one: Pick<Run, 'sizePt' | 'fill'>, other: Pick<Run, 'sizePt' | 'fill'>): boolean =>
  Math.abs(one.sizePt - other.sizePt) < sizeStep && Math.abs(one.fill - other.fill) < fillStep

function besides(line: PageBox, next: PageBox): boolean {
  const overlap = Math.min(line.top + line.height, next.top + next.height) - Math.max(line.top, next.top)
  const gap = next.left - (line.left + line.width)
  return overlap > -0.3 * Math.min(line.height, next.height) && gap < 0.05 && gap > -0.2
}

/** Adds a run to the area it continues, or begins one. */
function join(areas: TextArea[], run: TextArea): void {
  const at = areas.findIndex(
    (area) =>
      Math.abs(area.sizePt - run.sizePt) < sizeStep &&
      Math.abs(area.shade - run.shade) < fillStep &&
      near(area.box, run.box),
  )
  const area = areas[at]
  if (!area) return void areas.push(run)
  const sum = (of: 'characters' | 'digits' | 'decimals'): number => area[of] + run[of]
  const counts = { characters: sum('characters'), digits: sum('digits'), decimals: sum('decimals') }
  areas[at] = { ...area, box: around(area.box, run.box), ...counts }
}

/** Within two lines of one another, and above or below. */
function near(area: PageBox, run: PageBox): boolean {
  const down = Math.max(run.top - (area.top + area.height), area.top - (run.top + run.height))
  const across = Math.max(run.left - (area.left + area.width), area.left - (run.left + run.width))
  return down < 2 * run.height + 0.005 && across < 0.02
}

/** The grey most dots of a box have: ink covers less than half of it. */
function backgroundOf({ left, top, width, height }: PageBox, dots: Dots): number {
  const levels = new Uint32Array(32)
  const [x1, x2] = [left, left + width].map((x) => Math.round(dots.leftPx + x * dots.pageWidthPx))
  const [y1, y2] = [top, top + height].map((y) => Math.round(y * dots.heightPx))
  for (let y = Math.max(0, (y1 ?? 0) - 2); y < Math.min(dots.heightPx, (y2 ?? 0) + 2); y += 1) {
    for (let x = Math.max(0, (x1 ?? 0) - 2); x < Math.min(dots.widthPx, (x2 ?? 0) + 2); x += 1) {
      const level = (dots.grey[y * dots.widthPx + x] ?? 255) >> 3
      levels[level] = (levels[level] ?? 0) + 1
    }
  }
  const most = levels.indexOf(Math.max(...levels))
  return most === 31 ? 255 : most * 8 + 4
}
