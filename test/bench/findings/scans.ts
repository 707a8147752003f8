/** Scans of a written page with noise as scanners make it, and one fault each. */
import type { RenditionTools } from '#main/documents/rendition/rendition.ts'
import { faxWidthPx } from '#app/domain/pages/rendition.ts'
import { straighten } from '#main/documents/redaction/straighten.ts'
import { writtenPage, type MadeScan } from '#test/given/samples/legible.ts'
import { greyPage, random } from '#test/given/samples/scanned.ts'

export const faults = ['none', 'faint', 'dark', 'skewed', 'cut'] as const
export type Fault = (typeof faults)[number]

const words = 'nothing in particular is written on this page but what a scanner needs to see'.split(' ')
/** No two lines in a row begin alike: an edge that cuts through them meets ink in some. */
const text = Array.from({ length: 30 }, (_, at) => [...words.slice(at % 15), ...words.slice(0, at % 15)].join(' '))

export function madeScan(tools: RenditionTools, fault: Fault, seed: number): MadeScan {
  const bytes = writtenPage(text, { sizePt: 11, grey: 0 })
  const { grey, widthPx, heightPx } = greyPage(tools, bytes)
  spoil(grey, heightPx, fault, seed)
  return { grey, widthPx, heightPx }
}

function spoil(grey: Uint8Array, heightPx: number, fault: Fault, seed: number): void {
  if (fault === 'skewed') straighten(grey, heightPx, (seed % 2 ? 1 : -1) * (1.5 + seed * 0.4), 'fine')
  // The left margin is lost: lines begin at the edge.
  if (fault === 'cut') shift(grey, heightPx, 170 + 15 * seed)
  const next = random(seed)
  for (let at = 0; at < grey.length; at += 1) grey[at] = levelOf(grey[at] ?? 255, fault, seed) + Math.round(8 * next())
}

function levelOf(value: number, fault: Fault, seed: number): number {
  const ink = 255 - value
  if (fault === 'faint') return Math.round(236 - (ink * (28 + 3 * seed)) / 255)
  if (fault === 'dark') return Math.round(20 + (ink * 200) / 255)
  return Math.round(240 - (ink * 200) / 255)
}

function shift(grey: Uint8Array, heightPx: number, by: number): void {
  for (let y = 0; y < heightPx; y += 1) {
    const row = grey.subarray(y * faxWidthPx, (y + 1) * faxWidthPx)
    row.copyWithin(0, by)
    row.fill(255, faxWidthPx - by)
  }
}
