/**
 * Documents as values: what an original may be, why one is refused, and which of its pages are to go.
 * Pure facts shared by page and main side; no bytes are read here.
 */

/** The bounds a document must keep to. */
export const documentLimits = Object.freeze({
  /** Pages of one document, and of one sealed packet without its cover. */
  pagesAtMost: 300,
  /** Places for pages in one draft, left-out ones included. */
  placesAtMost: 1000,
  /**
   * Bytes of one file, and of all files of one packet together. Sealing takes a child 110 MB and four and a half times as
   * much: with more, the 512 MB of a child would not do.
   */
  bytesAtMost: 80 * 1024 * 1024,
  /** Bytes of a file that come over in one message: while they are copied, neither side does anything else. */
  pieceBytes: 1024 * 1024,
  /** Bytes of junk tolerated before `%PDF-`: mail gateways and scanners put headers there. */
  junkAtMost: 64 * 1024,
  /** Dots of one scanned page or photograph: A3 at 600 to the inch has fewer. */
  dotsAtMost: 70_000_000,
  /**
   * Dots of all pictures on one page of a PDF. PDFium reads every dot of a picture to draw it small: 900 million take it
   * 12 to 24 s, so as many as this take 3 to 8 s of the nine a page has. Line art of A3 at 1200 to the inch has fewer.
   */
  dotsDrawnAtMost: 280_000_000,
  /** Characters of the message on a cover sheet. */
  messageAtMost: 600,
} as const)

/** Why a document was not taken in, or could not be worked on. The last three are ours, not the file's. */
export const documentRefusals = [
  'empty',
  'not-a-pdf',
  'unknown-kind',
  'heic',
  'changed-meanwhile',
  'picture-coding',
  'too-many-dots',
  'encrypted',
  'wrong-password',
  'damaged',
  'no-pages',
  'too-many-pages',
  'too-large',
  'not-hidden',
  'crashed',
  'took-too-long',
  'called-off',
] as const
export type DocumentRefusal = (typeof documentRefusals)[number]

/** What a person may drop: documents, and pictures that become documents. */
export const documentKinds = ['pdf', 'tiff', 'jpeg', 'png'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Clockwise quarter turns, in degrees. */
export const turns = [0, 90, 180, 270] as const
export type Turn = (typeof turns)[number]

/** A page's size in points as people see it: after its crop box and its own rotation. */
export interface PageSize {
  readonly widthPt: number
  readonly heightPt: number
}

/** What a person decided about one page of a document. `turn` is added to the page's own rotation. */
export interface PageChoice {
  readonly index: number
  readonly turn: Turn
  readonly included: boolean
}
