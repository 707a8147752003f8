/**
 * The rendition: a page as a fax machine prints it. How many dots a page has, and how long its bytes take on the line.
 * Facts and arithmetic only; no dots are made here.
 */
import type { PageSize } from './document.ts'
import type { PageBox } from './page-marks.ts'

export const renditionQualities = ['standard', 'fine', 'superfine'] as const
export type RenditionQuality = (typeof renditionQualities)[number]

/** Dots a row has on A4 and Letter paper (T.4 §2.1 b), about 204 to the inch. */
export const faxWidthPx = 1728

/** Dots to the inch. Down the page: 3.85, 7.7 and 15.4 lines/mm (T.4 §2.1, T.30 table 2). */
export const faxDpi = Object.freeze({
  across: 204,
  down: Object.freeze({ standard: 98, fine: 196, superfine: 391 } as const satisfies Record<RenditionQuality, number>),
})

/** Receivers stop at some length; the longest page anybody prints is shorter. */
const longestIn = 40
export const rowsAtMost = longestIn * faxDpi.down.superfine

/** Where a page's picture lies on the fax page, in its dots: from the top, between white margins of equal width. */
export interface Placement {
  readonly leftPx: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Where the page's picture lies when it is not the whole paper: parts of it may be outside. */
export interface Lying extends Placement {
  readonly topPx: number
}

/** A page that lies on a paper as `page` says, in shares of the paper. */
export const lyingOn = (paper: Placement, page: PageBox): Lying => ({
  leftPx: Math.round(paper.leftPx + page.left * paper.widthPx),
  topPx: Math.round(page.top * paper.heightPx),
  widthPx: Math.round(page.width * paper.widthPx),
  heightPx: Math.round(page.height * paper.heightPx),
})

/** Letter and A4 fill the row, as every fax machine has them do, though they are 0.4 % wider and 2.4 % narrower. */
const nearlyFull = 0.03

/**
 * A page keeps its size, unless it is wider than the row or longer than 40 inches: then it shrinks, in proportion.
 */
export function placement({ widthPt, heightPt }: PageSize, quality: RenditionQuality): Placement {
  const rowIn = faxWidthPx / faxDpi.across
  const [widthIn, heightIn] = [widthPt / 72, heightPt / 72]
  const full = Math.abs(widthIn / rowIn - 1) <= nearlyFull
  const scale = Math.min(1, full ? 1 : rowIn / widthIn, longestIn / heightIn)
  const own = Math.min(faxWidthPx, Math.max(1, Math.round(widthIn * scale * faxDpi.across)))
  const widthPx = full && scale === 1 ? faxWidthPx : own
  const heightPx = Math.min(rowsAtMost, Math.max(1, Math.round(heightIn * scale * faxDpi.down[quality])))
  return { leftPx: (faxWidthPx - widthPx) >> 1, widthPx, heightPx }
}

/** How a call carries pages: G4 with error correction; without, MH, or MR where both machines do (T.30 table 2, bit 16). */
export interface CallKind {
  readonly coding: PlainCoding | 'g4'
  readonly bitsPerSecond: 9600 | 14_400 | 33_600
}

/** What T.4 codes, without error correction: each row for itself, or most of them by the row above. */
export type PlainCoding = 'mh' | 'mr'

/** T.4 §4.2: one row in so many is coded for itself, so that an error spoils no more than the rows up to it. 0 is MH. */
export type ParameterK = 0 | 2 | 4
export const parameterK = (coding: PlainCoding, quality: RenditionQuality): ParameterK =>
  coding === 'mh' ? 0 : quality === 'standard' ? 2 : 4

/** What a modern machine at the other end agrees to. */
export const usualCall: CallKind = Object.freeze({ coding: 'g4', bitsPerSecond: 14_400 })

/** How a line calls where its practice knows better: the fastest modems, a slow line, and those without error correction. */
export const lineCalls = Object.freeze({
  fast: { coding: 'g4', bitsPerSecond: 33_600 },
  slow: { coding: 'g4', bitsPerSecond: 9600 },
  plain: { coding: 'mh', bitsPerSecond: 9600 },
  'plain-mr': { coding: 'mr', bitsPerSecond: 9600 },
} as const satisfies Record<string, CallKind>)
export type LineCall = keyof typeof lineCalls

export const callOf = (call: LineCall | undefined): CallKind => (call === undefined ? usualCall : lineCalls[call])

/** A page of text in each coding, in bytes (reference/documents §4; in MR, the sample page like it); superfine MH is twice the rows. */
const textPageBytes = {
  g4: { standard: 29_418, fine: 43_750, superfine: 65_063 },
  mh: { standard: 40_498, fine: 78_904, superfine: 157_808 },
  mr: { standard: 35_792, fine: 55_737, superfine: 89_635 },
} as const satisfies Record<CallKind['coding'], Record<RenditionQuality, number>>

/** About how long a call takes, in ms, before its pages are made. */
export const roughCallMs = (pages: number, quality: RenditionQuality, kind: CallKind = usualCall): number =>
  callMs(
    Array.from({ length: pages }, () => textPageBytes[kind.coding][quality]),
    kind,
  )

/** Answer tone, capabilities, training: before the first page. */
const setUpMs = 12_000
/** Frames of 256 bytes, with their headers, checks and stuffed bits. */
const frameShare = 1.045
const ecmBlockBytes = 64 * 1024

/**
 * How long a call takes, in ms, from the exact bytes of each page in the call's coding. A model: on the software line of
 * the tests 33 s were said and 34 taken for one page, 44 and 43 for three, in G4. No pages, no call.
 */
export function callMs(pageBytes: readonly number[], kind: CallKind = usualCall): number {
  if (pageBytes.length === 0) return 0
  return setUpMs + pageBytes.reduce((sum, bytes) => sum + pageMs(bytes, kind), 0)
}

/** With error correction: 4 s a page and 2 s for each further block. Without: 5.5 s a page, and no frames. */
export function pageMs(bytes: number, { coding, bitsPerSecond }: CallKind = usualCall): number {
  if (coding !== 'g4') return Math.round(5500 + (bytes * 8 * 1000) / bitsPerSecond)
  const furtherBlocks = Math.max(0, Math.ceil(bytes / ecmBlockBytes) - 1)
  return Math.round(4000 + lineMs(bytes, bitsPerSecond) + furtherBlocks * 2000)
}

/** How long so many bytes more of a page take, in ms, with error correction. */
export const lineMs = (bytes: number, bitsPerSecond: number = usualCall.bitsPerSecond): number =>
  ((bytes * 8 * 1000) / bitsPerSecond) * frameShare
