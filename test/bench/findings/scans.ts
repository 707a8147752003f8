/** Scans of a written page with noise as scanners make it: sound ones of many looks, and ones with a fault each. */
import type { RenditionTools } from '#main/documents/rendition/rendition.ts'
import type { FindingKind } from '#app/domain/pages/legibility.ts'
import { faxWidthPx } from '#app/domain/pages/rendition.ts'
import { straighten } from '#main/documents/redaction/straighten.ts'
import { writtenPage, type MadeScan } from '#test/given/made/legible.ts'
import { greyPage, overlaid, photograph, random, withPhotograph } from '#test/given/made/scanned.ts'

export const faults = [
  'faint',
  'dark',
  'dark-area',
  'skewed',
  'cut',
  'thin',
  'grey-areas',
  'photograph',
] as const satisfies readonly FindingKind[]
/** Nothing is wrong with these, though a careless eye might think so. */
export const sound = [
  'plain',
  'uneven light',
  'shaded rows',
  'grey paper',
  'black heading',
  'small photograph',
] as const
export type Look = (typeof faults)[number] | (typeof sound)[number]

const words = 'nothing in particular is written on this page but what a scanner needs to see'.split(' ')
/** No two lines in a row begin alike: an edge that cuts through them meets ink in some. */
const text = Array.from({ length: 30 }, (_, at) => [...words.slice(at % 15), ...words.slice(0, at % 15)].join(' '))

const sizePt = { usual: 11, thin: 5 } as const

export function madeScan(tools: RenditionTools, look: Look, seed: number): MadeScan {
  const written = writtenPage(text, { sizePt: look === 'thin' ? sizePt.thin : sizePt.usual, grey: 0 })
  const page = drawnOver(greyPage(tools, written), look, seed)
  const { grey, widthPx, heightPx } = page
  if (look === 'skewed') straighten(grey, heightPx, (seed % 2 ? 1 : -1) * (1.5 + seed * 0.4), 'fine')
  // The left margin is lost: lines begin at the edge.
  if (look === 'cut') shift(grey, heightPx, 170 + 15 * seed)
  const next = random(seed)
  for (let at = 0; at < grey.length; at += 1) {
    const [x, y] = [(at % widthPx) / widthPx, Math.floor(at / widthPx) / heightPx]
    grey[at] = Math.min(255, levelOf(grey[at] ?? 255, look, seed, [x, y]) + Math.round(8 * next()))
  }
  return { grey, widthPx, heightPx }
}

/** What lies on the page besides writing; black has light writing in it. */
function drawnOver(page: MadeScan, look: Look, seed: number): MadeScan {
  const at = { left: 300, top: 700 + 100 * seed }
  const black = (top: number, bottom: number): MadeScan =>
    overlaid(page, { left: 140, top, right: 1600, bottom }, (_x, _y, grey) => 255 - grey)
  switch (look) {
    case 'dark-area':
      return black(200, 600 + 60 * seed)
    case 'black heading':
      return black(120, 200 + 10 * seed)
    case 'photograph':
      return withPhotograph(page, { ...at, right: 1100 + 40 * seed, bottom: at.top + 600 }, photograph(seed))
    case 'small photograph':
      return withPhotograph(page, { ...at, right: 500, bottom: at.top + 240 }, photograph(seed))
    case 'shaded rows':
      return overlaid(page, { left: 140, top: 200, right: 1600, bottom: 1500 }, (_, y, grey) =>
        Math.floor(y / (40 + 5 * seed)) % 2 ? grey * 0.82 : grey,
      )
    case 'thin':
      return overlaid(page, { left: 140, top: 200, right: 1600, bottom: 2000 }, (_, y, grey) => (y % 9 ? grey : 0))
    default:
      return page
  }
}

function levelOf(value: number, look: Look, seed: number, [x, y]: readonly [number, number]): number {
  const ink = 255 - value
  if (look === 'faint') return Math.round(236 - (ink * (28 + 3 * seed)) / 255)
  if (look === 'dark') return Math.round(20 + (ink * 200) / 255)
  const paper =
    {
      'grey-areas': 130 + 12 * seed,
      'grey paper': 205,
      'uneven light': 240 - 20 * seed * (x - 0.4) ** 2 - 12 * seed * y,
    }[look as string] ?? 240
  return Math.round(paper * (1 - (ink * 0.83) / 255))
}

function shift(grey: Uint8Array, heightPx: number, by: number): void {
  for (let y = 0; y < heightPx; y += 1) {
    const row = grey.subarray(y * faxWidthPx, (y + 1) * faxWidthPx)
    row.copyWithin(0, by)
    row.fill(255, faxWidthPx - by)
  }
}
