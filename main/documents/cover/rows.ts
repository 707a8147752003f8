import type { CoverField } from '#app/domain/pages/cover.ts'
import { fit, heightOf, type Measure, type Set, type Style } from '../../reports/render/text.ts'
import type { CoverSheet } from './types.ts'

/** A labelled row of the sheet: its texts, placed below the row's top and right of the sheet's margin. */
export interface Row {
  readonly label: string
  readonly field: CoverField | undefined
  readonly parts: readonly { readonly set: Set; readonly x: number; readonly y: number }[]
  readonly height: number
  /** Where the label's base line lies. */
  readonly baseline: number
}

const labelWidth = 75.6
const big: readonly [Style, ...Style[]] = [
  { face: 'bold', size: 23, leading: 28 },
  { face: 'bold', size: 18, leading: 22 },
  { face: 'bold', size: 15, leading: 18.5 },
]
const value: readonly [Style, ...Style[]] = [
  { face: 'regular', size: 17, leading: 21.5 },
  { face: 'regular', size: 14, leading: 18 },
]
const small: readonly [Style, ...Style[]] = [
  { face: 'regular', size: 14, leading: 19 },
  { face: 'regular', size: 12, leading: 16 },
]

/** How much room texts may take: large and on two lines, small on two lines, small on one. */
export const densities = ['roomy', 'close', 'tight'] as const
export type Density = (typeof densities)[number]

/** The sheet's rows in reading order; rows without content are left out. */
export function planRows(measure: Measure, sheet: CoverSheet, width: number, density: Density): readonly Row[] {
  const { words, to } = sheet
  const main = to.organisation.trim() === '' ? to.name : to.organisation
  const desk = [main === to.name ? '' : to.name, to.department ?? ''].filter((part) => part.trim() !== '')
  const purpose = sheet.purpose ? `${words.purpose}: ${sheet.purpose}` : ''
  const row = (label: string, field: CoverField | undefined, styles: typeof big, text: string, below: string): Row =>
    stacked(measure, width - labelWidth, density, { label, field, styles, text, below })
  const whom =
    sheet.template === 'restricted'
      ? row(
          words.restricted.for,
          'to',
          big,
          to.name || main,
          [to.name ? to.organisation : '', to.department].filter(Boolean).join(', '),
        )
      : row(words.to, 'to', big, main, desk.join(' · '))
  return [
    whom,
    row(words.fax, undefined, big, to.fax, ''),
    fromRow(sheet, row),
    ...(sheet.reference || purpose ? [row(words.regarding, 'reference', value, sheet.reference ?? '', purpose)] : []),
    pagesRow(measure, sheet, width - labelWidth),
    row(words.date, undefined, value, sheet.date, ''),
  ]
}

type MakeRow = (label: string, field: CoverField, styles: typeof big, text: string, below: string) => Row

/** The head of a restricted sheet does not name the clinic: it stands here. */
function fromRow({ template, words, from, clinic }: CoverSheet, row: MakeRow): Row {
  const fax = `${words.fax} ${clinic.fax}`
  if (template !== 'restricted')
    return row(words.from, 'from', value, from.name, [from.role ?? '', fax].filter(Boolean).join(' · '))
  const below = [from.name, `${words.phone} ${clinic.phone}`, fax]
  return row(words.from, 'from', value, clinic.name, below.join(' · '))
}

interface Stack {
  readonly label: string
  readonly field: CoverField | undefined
  readonly styles: typeof big
  readonly text: string
  readonly below: string
}

function stacked(measure: Measure, width: number, density: Density, { label, field, styles, text, below }: Stack): Row {
  const lines = density === 'tight' ? 1 : 2
  const sets = (
    [
      [text, styles],
      [below, small],
    ] as const
  )
    .map(([words, all]) => [words.replace(/\s+/g, ' ').trim(), all] as const)
    .filter(([words]) => words !== '')
    .map(([words, all]) => fit(measure, words, width, density === 'roomy' ? all : [all.at(-1) ?? all[0]], lines))
  let y = 0
  const parts = sets.map((set) => {
    const part = { set, x: labelWidth, y }
    y += heightOf(set)
    return part
  })
  const first = sets[0]
  return { label, field, parts, height: y, baseline: first ? first.leading / 2 + first.size * 0.36 : 13 }
}

/** The number stands out: a missing page is noticed by counting. */
function pagesRow(measure: Measure, { words, pagesTotal, manifest }: CoverSheet, width: number): Row {
  const [number] = big
  const count: Set = { ...number, lines: [String(pagesTotal)], whole: true }
  const rest: Set = { ...value[0], leading: 31, lines: [words.pagesIncluding], whole: true }
  const below = manifest === undefined ? undefined : fit(measure, manifest, width, small, 2)
  const after = labelWidth + measure(String(pagesTotal), 'bold', number.size) + 6
  return {
    label: words.pages,
    field: undefined,
    parts: [
      { set: count, x: labelWidth, y: 0 },
      { set: rest, x: after, y: 0 },
      ...(below ? [{ set: below, x: labelWidth, y: 28 }] : []),
    ],
    height: 28 + (below ? heightOf(below) : 0),
    baseline: 22.3,
  }
}
