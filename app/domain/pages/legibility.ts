/**
 * Whether a page can be read when it comes out of a fax machine: facts that were measured on it, and the rules that judge
 * them. No page is read here and nothing is drawn. A finding is said once, and only where a reader would stumble.
 */
import { z } from 'zod'
import type { Quality } from '../../contract/desk/drafts.ts'
import { enlargedTimes, PageBox, repairedGrey, type Repairs } from './page-marks.ts'
import { lineMs } from './rendition.ts'

/** Writing of one size and shade that stands together. `shade` is its grey as if on white paper: 0 black, 255 unseen. */
export const TextArea = z.strictObject({
  box: PageBox,
  /** As it is printed by the fax machine, in points. */
  sizePt: z.number().min(0).max(2000),
  shade: z.number().min(0).max(255),
  characters: z.number().int(),
  digits: z.number().int(),
  /** Numbers with a decimal point or comma. */
  decimals: z.number().int(),
})
export type TextArea = z.infer<typeof TextArea>

/** A page that is a picture. Shares are of its dots at fine quality. */
export const ScanFacts = z.strictObject({
  /** Between ink and the paper beside it, as usual on this page: 0 to 255. */
  contrast: z.number(),
  /** Neither ink nor paper. */
  midShare: z.number(),
  inkShare: z.number(),
  /** Clockwise, in degrees. */
  skewDeg: z.number(),
  /** Of the worst edge: rows or columns whose ink touches it. */
  cutShare: z.number(),
  /** Of the ink: strokes one row thin. */
  thinShare: z.number(),
})
export type ScanFacts = z.infer<typeof ScanFacts>

/** What a page says about whom it is about, as written there. */
export const Identity = z.strictObject({
  names: z.array(z.string().max(80)).max(20),
  births: z.array(z.string().max(40)).max(20),
  records: z.array(z.string().max(40)).max(20),
})
export type Identity = z.infer<typeof Identity>

export const PageFacts = z.strictObject({
  text: z.array(TextArea).max(300),
  /** Absent on a page with writing of its own, and on a blank one. */
  scan: ScanFacts.optional(),
  /** The largest photograph; `bytes` are what all photographs add to the page at fine quality. */
  photograph: z.strictObject({ box: PageBox, bytes: z.number().int().min(0) }).optional(),
  /** The largest area that comes out black, whatever is written in it. */
  darkArea: PageBox.optional(),
  inkShare: z.number(),
  /** What is not white paper, as small a box as holds all of it; absent on a blank page. */
  ink: PageBox.optional(),
  identity: Identity,
  /** What became of reading a page that is a picture; absent before that. `read`: `identity` is from there. */
  reading: z.enum(['read', 'unread']).optional(),
  /** Whether the page has text that can be searched. */
  searchable: z.boolean(),
})
export type PageFacts = z.infer<typeof PageFacts>

/** It can be read, and is another picture than it was: said on its page, and nowhere else. */
export const remarkKinds = ['photograph', 'dark-area'] as const
export const findingKinds = [
  'small-text',
  'grey-text',
  'faint',
  'dark',
  'grey-areas',
  'skewed',
  'cut',
  'thin',
  ...remarkKinds,
] as const
export type FindingKind = (typeof findingKinds)[number]

export type Repair = 'darken' | 'invert' | 'straighten' | 'fine' | 'enlarge'

export type Finding = {
  readonly kind: FindingKind
  /** The part of the page, as it comes; the whole of it where absent. */
  readonly box?: PageBox
  /** What of its numbers can be misread unnoticed; absent where there are none, and where that is not known. */
  readonly numbers?: 'digits' | 'decimals'
  /** How long the fax takes because of it. */
  readonly tookMs?: number
  readonly repair?: Repair
  /** Another one that helps as well. */
  readonly also?: Repair
}

/** Words of 100 that were read again from a fax, by size (columns) and shade (rows): reference measurements. */
const sizesPt = [2, 4, 5, 6, 7, 8, 10, 14] as const
const shades = [0, 0x66, 0x88, 0xaa, 0xc8, 0xe6] as const
const readFine = [
  [0, 85, 100, 100, 100, 100, 100, 100],
  [0, 85, 100, 100, 100, 99, 100, 100],
  [0, 85, 98, 100, 100, 100, 100, 100],
  [0, 85, 98, 98, 99, 100, 100, 100],
  [0, 0, 0, 4, 70, 99, 100, 100],
  [0, 0, 0, 0, 0, 0, 30, 60],
] as const
const read: Readonly<Record<Quality, readonly (readonly number[])[]>> = {
  // Finer still was measured to gain nothing: strokes are as wide as before.
  superfine: readFine,
  fine: readFine,
  standard: [
    [0, 23, 47, 97, 98, 100, 99, 100],
    [0, 20, 47, 97, 97, 99, 100, 100],
    [0, 20, 47, 95, 97, 99, 100, 100],
    [0, 0, 15, 45, 78, 80, 100, 100],
    [0, 0, 0, 0, 2, 2, 26, 80],
    [0, 0, 0, 0, 0, 0, 0, 0],
  ],
}

/** Words of 100 that a reader of the fax will make out. */
export function wordsRead(sizePt: number, shade: number, quality: Quality): number {
  const [column, across] = between(sizesPt, sizePt)
  const [row, down] = between(shades, shade)
  const table = read[quality]
  const at = (y: number, x: number): number => table[y]?.[x] ?? 0
  const along = (y: number): number => at(y, column) * (1 - across) + at(y, column + 1) * across
  return along(row) * (1 - down) + along(row + 1) * down
}

/** Where a value lies between two steps: the lower one's place, and how far beyond it, 0 to 1. */
function between(steps: readonly number[], value: number): readonly [number, number] {
  const last = steps.length - 2
  const above = steps.findIndex((step) => step > value)
  const at = above < 0 ? last : Math.max(0, above - 1)
  const [low = 0, high = 1] = [steps[at], steps[at + 1]]
  return [at, Math.max(0, Math.min(1, (value - low) / (high - low)))]
}

/** A word lost is noticed; a digit misread is not, and a decimal point lost is ten times the dose: numbers must do better. */
const wordsLeast = { letters: 90, digits: 96, decimals: 98 } as const
/** Specks and lone page numbers are no writing anybody looks for. */
const charactersLeast = 3
/** From this shade on it is the grey that makes writing hard to read, not its size. */
const greyFrom = 0x80

/** What a reader would stumble over, at this quality and after these repairs; the worst first. */
export function judge(facts: PageFacts, quality: Quality, repairs: Repairs = {}): readonly Finding[] {
  const text = facts.text
    .map((area) => ({ area, words: wordsAfter(area, quality, repairs) }))
    .filter(({ area, words }) => tooWeak(area, words))
    .toSorted((a, b) => a.words - b.words)
    .map(({ area }) => textFinding(area, facts.ink, quality, repairs))
  return [
    ...text,
    ...darkness(facts, repairs),
    ...scanFindings(facts, quality, repairs),
    ...photographs(facts, quality),
  ]
}

const shadeAfter = (shade: number, { darken }: Repairs): number => (darken ? repairedGrey(shade, { darken }) : shade)

const numbersIn = ({ digits, decimals }: TextArea): Finding['numbers'] =>
  decimals > 0 ? 'decimals' : digits > 0 ? 'digits' : undefined

const tooWeak = (area: TextArea, words: number): boolean =>
  area.characters >= charactersLeast && words < wordsLeast[numbersIn(area) ?? 'letters']

const wordsAfter = ({ sizePt, shade }: TextArea, quality: Quality, repairs: Repairs): number =>
  wordsRead(sizePt * (repairs.enlarge ? enlargedTimes(repairs.enlarge) : 1), shadeAfter(shade, repairs), quality)

/** Less than this is not worth a page of another size. */
const enlargeLeast = 1.1

/** Offers only repairs after which the same writing can be read; those first that leave the page as large as it is. */
function textFinding(area: TextArea, ink: PageBox | undefined, quality: Quality, repairs: Repairs): Finding {
  const kind = shadeAfter(area.shade, repairs) >= greyFrom ? 'grey-text' : 'small-text'
  const mends = (more: Repairs, at: Quality): boolean => !tooWeak(area, wordsAfter(area, at, { ...repairs, ...more }))
  const enlarged = ink && !repairs.enlarge && enlargedTimes(ink) >= enlargeLeast ? { enlarge: ink } : undefined
  const finer = quality === 'standard' && (mends({}, 'fine') || (enlarged !== undefined && mends(enlarged, 'fine')))
  const offers: readonly (readonly [Repair, boolean])[] = [
    ['darken', !repairs.darken && mends({ darken: true }, quality)],
    ['fine', finer],
    ['enlarge', enlarged !== undefined && mends(enlarged, quality)],
  ]
  const [repair, also] = offers.flatMap(([name, helps]) => (helps ? [name] : []))
  const numbers = numbersIn(area)
  return {
    kind,
    box: area.box,
    ...(numbers ? { numbers } : {}),
    ...(repair ? { repair } : {}),
    ...(also ? { also } : {}),
  }
}

const darkFrom = 0.45

/** Shares of the page. Headings on black are smaller, and so are photographs in letterheads. */
const darkAreaLeast = 0.1
const photographLeast = 0.05

const areaOf = ({ width, height }: PageBox): number => width * height

function darkness({ inkShare, darkArea: box }: PageFacts, { invert }: Repairs): readonly Finding[] {
  if (invert) return []
  if (inkShare >= darkFrom) return [{ kind: 'dark', repair: 'invert' }]
  return box && areaOf(box) >= darkAreaLeast ? [{ kind: 'dark-area', box }] : []
}

/** Standard has half the rows of fine, superfine twice as many. */
const rowsToFine: Readonly<Record<Quality, number>> = { standard: 0.5, fine: 1, superfine: 2 }

function photographs({ photograph }: PageFacts, quality: Quality): readonly Finding[] {
  if (!photograph || areaOf(photograph.box) < photographLeast) return []
  const tookMs = lineMs(photograph.bytes * rowsToFine[quality])
  return [{ kind: 'photograph', box: photograph.box, tookMs }]
}

const scanBounds = { contrast: 70, midShare: 0.35, skewDeg: 1, cutFrom: 0.04, cutTo: 0.7, thinShare: 0.3 } as const

function scanFindings({ scan, photograph }: PageFacts, quality: Quality, repairs: Repairs): readonly Finding[] {
  if (!scan) return []
  const found: Finding[] = []
  const say = (kind: FindingKind, repair?: Repair): void => void found.push({ kind, ...(repair ? { repair } : {}) })
  if (scan.contrast < scanBounds.contrast && !repairs.darken) say('faint', 'darken')
  if (scan.midShare > scanBounds.midShare && scan.inkShare < darkFrom && !photograph) say('grey-areas')
  if (Math.abs(scan.skewDeg) >= scanBounds.skewDeg && repairs.straighten === undefined) say('skewed', 'straighten')
  if (scan.cutShare >= scanBounds.cutFrom && scan.cutShare <= scanBounds.cutTo) say('cut')
  if (scan.thinShare >= scanBounds.thinShare && quality === 'standard') say('thin', 'fine')
  return found
}
