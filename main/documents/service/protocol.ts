/**
 * What main process and document child say to each other. Both ends parse what they hear: the child has been fed
 * hostile files and may say anything, and main's side may be of another build after an update.
 */
import { z } from 'zod'
import { CoverField } from '#app/domain/pages/cover.ts'
import { documentKinds, documentLimits, documentRefusals, turns } from '#app/domain/pages/document.ts'
import { Quality } from '#app/contract/desk/drafts.ts'
import { Identity, PageFacts } from '#app/domain/pages/legibility.ts'
import { PageBox, PageMarks } from '#app/domain/pages/page-marks.ts'
import { isWithin } from '#app/domain/pages/picture.ts'
import { faxWidthPx, renditionQualities, rowsAtMost } from '#app/domain/pages/rendition.ts'
import { ConfirmationReport } from '../../reports/render/types.ts'
import { CoverSheet } from '../cover/types.ts'
import type { Shape } from '../shape.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const count = z.int().min(0)
const job = z.int().positive()
const password = z.string().max(1024).optional()

/** Files the child reads once, when it starts: absolute paths. */
export const Assets = z.strictObject({
  wasmPath: z.string(),
  regularFontPath: z.string(),
  boldFontPath: z.string(),
  /** The module of libvips, which has its own program file beside it. */
  vipsPath: z.string(),
  /** Tesseract's script, which has its program file beside it; and what it knows of letters, gzipped. */
  readerPath: z.string(),
  lettersPath: z.string(),
})
export type Assets = Shape<typeof Assets>

export const ChosenPage = z.strictObject({ index: count, turn: z.literal(turns), ...PageMarks.shape })
export type ChosenPage = Shape<typeof ChosenPage>

/** One original and those of its pages that go, in order. `hides`: something of this file is hidden, here or elsewhere. */
export const Source = z.strictObject({
  bytes,
  password,
  pages: z.array(ChosenPage).max(documentLimits.pagesAtMost),
  hides: z.literal(true).optional(),
})
export type Source = Shape<typeof Source>

/** The sender line; `{page}` and `{pages}` in `pageOf` are each page's own numbers. */
export const Stamp = z.strictObject({ text: z.string().max(200), pageOf: z.string().max(40) })
export type Stamp = Shape<typeof Stamp>

export const Packet = z.strictObject({
  /** A PDF that goes first, whole: all its pages. */
  cover: z.strictObject({ bytes, pages: z.union([z.literal(1), z.literal(2)]) }).optional(),
  /** Printed along the top of every page; pages keep all their room without it. */
  stamp: Stamp.optional(),
  /** What pages are painted at that go as pictures: they are to be printed so; fine, if left out. */
  quality: Quality.optional(),
  sources: z.array(Source).max(documentLimits.pagesAtMost),
})
export type Packet = Shape<typeof Packet>

/** A page as a fax machine prints it, in G4. The longest page in its worst coding is smaller than the bound. */
export const RenditionPage = z.strictObject({
  g4: bytes.refine((value) => value.byteLength > 0 && value.byteLength <= 32 * 1024 * 1024),
  widthPx: z.literal(faxWidthPx),
  heightPx: z.int().positive().max(rowsAtMost),
})
export type RenditionPage = Shape<typeof RenditionPage>

/** The room a window has for a picture of a page. */
const Room = z.strictObject({ widthPx: z.int(), heightPx: z.int() }).refine(isWithin)

/** What a page was measured to be; one that is a picture comes with its dots at fine quality, to be read. */
export const MeasuredPage = PageFacts.extend({ dots: RenditionPage.optional() })
export type MeasuredPage = PageFacts & { readonly dots?: RenditionPage }

/** Which pages of a PDF to make, from 0; fewer if the document ends before. */
export const RenditionOrder = z.strictObject({
  bytes,
  quality: z.enum(renditionQualities),
  first: count,
  count: z
    .int()
    .positive()
    .max(documentLimits.pagesAtMost + 1),
})
export type RenditionOrder = Shape<typeof RenditionOrder>

/** A small grey picture of a page, as PNG; absent where the page cannot be drawn. */
export const Thumb = z.strictObject({
  index: count,
  png: bytes.refine((value) => value.byteLength <= 256 * 1024).optional(),
})
export type Thumb = Shape<typeof Thumb>
/** Pages in one order for small pictures. */
export const thumbsAtMost = 12

/** A job is an order with one answer; some answer in parts before. */
export const Job = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspect'), job, bytes, password }),
  z.strictObject({ kind: z.literal('unlock'), job, bytes, password: z.string().max(1024) }),
  z.strictObject({ kind: z.literal('convert'), job, bytes, picture: z.enum(documentKinds).exclude(['pdf']) }),
  z.strictObject({ kind: z.literal('seal'), job, packet: Packet }),
  z.strictObject({ kind: z.literal('facts'), job, bytes, first: count, count: z.int().positive() }),
  z.strictObject({ kind: z.literal('read'), job, page: RenditionPage }),
  z.strictObject({ kind: z.literal('find'), job, bytes, wanted: z.string().max(200) }),
  z.strictObject({ kind: z.literal('trial'), job, source: Source, quality: Quality }),
  z.strictObject({ kind: z.literal('cover'), job, sheet: CoverSheet }),
  z.strictObject({ kind: z.literal('logo'), job, bytes }),
  z.strictObject({ kind: z.literal('confirmation'), job, report: ConfirmationReport }),
  z.strictObject({ kind: z.literal('rendition'), job, order: RenditionOrder }),
  z.strictObject({
    kind: z.literal('rendition-page'),
    job,
    page: RenditionPage,
    window: z.strictObject({ box: Room, quality: z.enum(renditionQualities) }).optional(),
  }),
  z.strictObject({ kind: z.literal('plain-bytes'), job, pages: z.array(RenditionPage), k: z.literal([0, 2, 4]) }),
  z.strictObject({ kind: z.literal('picture'), job, bytes, index: count, box: Room }),
  z.strictObject({ kind: z.literal('thumbs'), job, bytes, pages: z.array(count).min(1).max(thumbsAtMost) }),
  z.strictObject({
    kind: z.literal('bind'),
    job,
    pages: z.array(RenditionPage).min(1),
    quality: z.enum(renditionQualities),
  }),
])
export type Job = Shape<typeof Job>

/** `stop` calls off a job that nobody waits for any more; it is answered `called-off`, unless it was done before. */
export const Order = z.union([
  z.strictObject({ kind: z.literal('init'), assets: Assets }),
  z.strictObject({ kind: z.literal('stop'), job }),
  Job,
])
export type Order = Shape<typeof Order>

export const Inspection = z.strictObject({
  /** Sizes as people see them; `rotation` is the page's own, already in the size. */
  pages: z
    .array(
      z.strictObject({ widthPt: z.number().positive(), heightPt: z.number().positive(), rotation: z.literal(turns) }),
    )
    .min(1)
    .max(documentLimits.pagesAtMost),
  /** `xfa`: the document may show other values elsewhere than PDFium shows. */
  form: z.enum(['none', 'fields', 'xfa']),
})
export type Inspection = Shape<typeof Inspection>

export const Pdf = z.strictObject({ bytes, pages: z.int().positive() })
export type Pdf = Shape<typeof Pdf>

/** A cover is one page, or two; `shortened` names the fields whose text did not fit whole. */
export const Cover = z.strictObject({
  bytes,
  pages: z.union([z.literal(1), z.literal(2)]),
  shortened: z.array(CoverField),
})
export type Cover = Shape<typeof Cover>

export const results = {
  inspect: Inspection,
  unlock: z.strictObject({ bytes }),
  convert: Pdf,
  seal: Pdf,
  facts: z.strictObject({ pages: z.int().positive(), of: z.int().positive() }),
  /** `legible`: enough of it was read to say that nobody else is named there. */
  read: z.strictObject({ identity: Identity, legible: z.boolean() }),
  find: z.strictObject({
    pages: z.array(z.strictObject({ boxes: z.array(PageBox), all: z.boolean(), searchable: z.boolean() })),
  }),
  trial: z.strictObject({ png: bytes }),
  cover: Cover,
  logo: z.strictObject({ png: bytes, widthPx: z.int().positive(), heightPx: z.int().positive() }),
  confirmation: Pdf,
  /** `of` is how many pages the whole document has. */
  rendition: z.strictObject({ pages: z.int().positive(), of: z.int().positive() }),
  'rendition-page': z.strictObject({ png: bytes }),
  'plain-bytes': z.array(z.int().positive()),
  picture: z.strictObject({ png: bytes }),
  thumbs: z.strictObject({ pages: z.int().positive() }),
  bind: Pdf,
} as const
export type Results = { readonly [K in keyof typeof results]: Shape<(typeof results)[K]> }

/** What a job may answer before its result, piece by piece; most answer nothing. */
export const parts = { rendition: RenditionPage, facts: MeasuredPage, thumbs: Thumb } as const
type Parts = { readonly [K in keyof typeof parts]: Shape<(typeof parts)[K]> }
export type Part<K> = K extends keyof Parts ? Parts[K] : never

/**
 * `progress` and `part` show life during long jobs; `done` counts pages and only grows. `broken` is the last word of a child that
 * met a bug: `where` names our own code, never the message, which could quote a document.
 */
export const Reply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('progress'), job, done: z.int().positive() }),
  z.strictObject({ kind: z.literal('part'), job, done: z.int().positive(), part: z.unknown() }),
  z.strictObject({ kind: z.literal('done'), job, result: z.unknown(), heapBytes: count }),
  z.strictObject({
    kind: z.literal('refused'),
    job,
    refusal: z.enum(documentRefusals),
    page: z.int().positive().optional(),
  }),
  z.strictObject({ kind: z.literal('broken'), job, where: z.string().max(400) }),
])
export type Reply = Shape<typeof Reply>
