/**
 * The document service as the main process sees it: jobs in, outcomes out. All parsing and drawing happens in a child
 * that may die, hang or lie; this side sniffs, waits, checks the answer's shape and replaces the child. No parser and
 * no PDF library may be imported here.
 */
import { documentLimits, type DocumentKind } from '#app/domain/pages/document.ts'
import type { Quality } from '#app/contract/desk/drafts.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import type { PictureBox } from '#app/domain/pages/picture.ts'
import type { ParameterK, RenditionQuality } from '#app/domain/pages/rendition.ts'
import type { Child, Clock, DocumentWork, Log } from '../ports.ts'
import { sha256Of } from '../digest.ts'
import type { ConfirmationReport } from '../reports/render/types.ts'
import type { CoverSheet } from './cover/types.ts'
import { measuredPages } from './legibility/measured.ts'
import { Pool, usualWorkers, type Asked } from './pool.ts'
import { createReadings, type Readings } from './reading/readings.ts'
import { makeRows, type Rendition, type RenditionChoice } from './rows.ts'
import type { Window } from './rendition/shown/dots.ts'
import { refused, type ServiceLimits } from './runner.ts'
import type {
  Assets,
  Cover,
  Inspection,
  MeasuredPage,
  Packet,
  Pdf,
  RenditionPage,
  Results,
  Source,
  Thumb,
} from './service/protocol.ts'
import { sniff, sniffDropped } from './sniff.ts'

/** A page is answered within ten seconds: a child is given up a second before. */
const stepMs = 9000

export const serviceLimits: ServiceLimits = Object.freeze({
  stepMs,
  // Each step is bounded; all of them together only where a child pretends to go on for ever.
  totalMs: documentLimits.pagesAtMost * stepMs,
  heapBytes: 400 * 1024 * 1024,
})

/** Pictures are rare: the memory of their child is given back when none has come for so long, in ms. */
const picturesRestMs = 60_000

export interface DocumentParts {
  /** Starts a child that runs `service/entry.ts` for pages, or `intake/entry.ts` for pictures. */
  readonly start: (work: DocumentWork) => Child
  readonly assets: Assets
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
  readonly limits?: Partial<ServiceLimits>
  /** Children for pages at the same time; as many as the machine's cores suggest, unless given. */
  readonly workers?: number
}

export interface SealedPdf extends Pdf {
  /** SHA-256 of `bytes`, 64 lower-case hexadecimal digits, reckoned on this side. */
  readonly sha256: string
}

/** A file that was taken in: a PDF to be kept in its place, and its pages. A PDF that needs nothing done is kept as it is. */
export interface Taken {
  readonly bytes: Uint8Array
  readonly inspection: Inspection
}

/** Every method may answer fault `document` with `crashed`, `took-too-long` or `called-off`. */
export interface DocumentService {
  /**
   * Takes in a dropped PDF, TIFF, JPEG or PNG. With `password` a protected PDF is opened and its copy needs none any
   * more; the password is used and forgotten. Refuses for any reason in DocumentRefusal but not-a-pdf.
   */
  readonly take: (
    bytes: Uint8Array,
    asked?: Asked & { readonly password?: string | undefined },
  ) => Promise<Outcome<Taken>>
  /** Opens an original and tells its pages. Refuses for any reason in DocumentRefusal. */
  readonly inspect: (bytes: Uint8Array, password?: string) => Promise<Outcome<Inspection>>
  /** Makes one new PDF of cover and chosen pages. The same packet gives the same bytes. */
  readonly seal: (packet: Packet, asked?: Asked) => Promise<Outcome<SealedPdf>>
  /**
   * What legibility is judged by, for each page in order, and the dots of early pages that are pictures. Refuses as
   * `inspect` does, and damaged for a page too few.
   */
  readonly facts: (bytes: Uint8Array, asked?: Asked) => Promise<Outcome<readonly MeasuredPage[]>>
  readonly read: Readings['read']
  /** Where words stand, to be hidden; they are used and forgotten. */
  readonly find: (bytes: Uint8Array, wanted: string, asked?: Asked) => Promise<Outcome<Results['find']>>
  /** The first page of a source as it would be printed with its marks, as PNG; nothing is sealed. */
  readonly trial: (source: Source, quality: Quality, asked?: Asked) => Promise<Outcome<{ readonly png: Uint8Array }>>
  /** Draws a cover sheet, always one page; `shortened` names fields a recipient will not see whole. */
  readonly cover: (sheet: CoverSheet) => Promise<Outcome<Cover>>
  /** The first page of a PDF as a small PNG of one bit, for the head of a cover sheet. */
  readonly logo: (bytes: Uint8Array) => Promise<Outcome<Results['logo']>>
  readonly confirmation: (report: ConfirmationReport) => Promise<Outcome<Pdf>>
  /**
   * Makes a PDF's pages as a fax machine prints them, one after the other. Refuses as `inspect` does; a page that is not
   * there is `damaged`. Pages already handed to `onPage` stay right even if a later one fails.
   */
  readonly rendition: (
    bytes: Uint8Array,
    quality: RenditionQuality,
    choice?: RenditionChoice,
  ) => Promise<Outcome<Rendition>>
  /** A whole rendition as a PDF of one picture a page: what is printed from it is these dots. Same pages, same bytes. */
  readonly bind: (
    pages: readonly RenditionPage[],
    quality: RenditionQuality,
    asked?: Asked,
  ) => Promise<Outcome<SealedPdf>>
  /** How many bytes each page of a rendition has in MH (`k` 0) or MR, in order: what goes where a line has no error correction. */
  readonly plainBytes: (
    pages: readonly RenditionPage[],
    k: ParameterK,
    asked?: Asked,
  ) => Promise<Outcome<Results['plain-bytes']>>
  /** A page of a rendition as a PNG of one bit, dot for dot; of greys where a window has less room. */
  readonly renditionPage: (
    page: RenditionPage,
    asked?: Asked & { readonly window?: Window },
  ) => Promise<Outcome<{ readonly png: Uint8Array }>>
  /**
   * A page of a PDF, from 0, in its colours, as large as the room lets it be. The PNG says how large the page is. Refuses
   * as `inspect` does, a page that is not there (damaged) and one with too-many-dots.
   */
  readonly picture: (
    bytes: Uint8Array,
    index: number,
    box: PictureBox,
    asked?: Asked,
  ) => Promise<Outcome<{ readonly png: Uint8Array }>>
  /**
   * Small grey pictures of some pages, in this order, as PNG; `onThumb` hears of each. Refuses as `inspect` does, and
   * pages none of which is there (damaged).
   */
  readonly thumbs: (
    bytes: Uint8Array,
    pages: readonly number[],
    onThumb: (thumb: Thumb) => void,
    asked?: Asked,
  ) => Promise<Outcome<Results['thumbs']>>
  /** Ends all children. Jobs not yet answered, and all later ones, answer `crashed`. */
  readonly stop: () => void
}

/** Composes the service; children start with the first jobs. */
export function createDocumentService(parts: DocumentParts): DocumentService {
  const limits = { ...serviceLimits, ...parts.limits }
  const pages = new Pool({ ...parts, start: () => parts.start('pages'), limits }, parts.workers ?? usualWorkers())
  const pictures = new Pool({ ...parts, start: () => parts.start('pictures'), limits, restMs: picturesRestMs }, 1)
  const readings = createReadings({ ...parts, start: () => parts.start('reading'), limits }, pages)
  return Object.freeze<DocumentService>({
    take: (bytes, asked = {}) => takeWith({ pages, pictures }, bytes, asked),
    inspect: (bytes, password) => inspectWith(pages, bytes, { password }),
    seal: (packet, asked) => sealWith(pages, packet, asked),
    facts: (bytes, asked) => measuredPages(pages, bytes, asked),
    read: readings.read,
    find: (bytes, wanted, asked) => pages.job('find', { bytes, wanted }, asked),
    trial: (source, quality, asked) => pages.job('trial', { source, quality }, asked),
    cover: (sheet) => pages.job('cover', { sheet }),
    logo: (bytes) => pages.job('logo', { bytes }),
    confirmation: (report) => pages.job('confirmation', { report }),
    rendition: (bytes, quality, choice) => makeRows(pages, bytes, quality, choice),
    bind: (rendition, quality, asked) => bindWith(pages, rendition, quality, asked),
    plainBytes: (made, k, asked) => pages.job('plain-bytes', { pages: made, k }, asked),
    renditionPage: (page, { window, ...asked } = {}) =>
      pages.job('rendition-page', { page, ...(window ? { window } : {}) }, asked),
    picture: (bytes, index, box, asked) => pages.job('picture', { bytes, index, box }, asked),
    thumbs: (bytes, wanted, onThumb, asked) => pages.job('thumbs', { bytes, pages: wanted }, asked, onThumb),
    stop() {
      pages.stop()
      pictures.stop()
      readings.stop()
    },
  })
}

type TakeAsked = Asked & { readonly password?: string | undefined }

async function inspectWith(pages: Pool, bytes: Uint8Array, { password, ...asked }: TakeAsked) {
  const refusal = sniff(bytes)
  if (refusal) return refused(refusal)
  return pages.job('inspect', { bytes, ...(password === undefined ? {} : { password }) }, asked)
}

type Pools = { readonly pages: Pool; readonly pictures: Pool }

async function takeWith(pools: Pools, bytes: Uint8Array, { password, ...asked }: TakeAsked): Promise<Outcome<Taken>> {
  const sniffed = sniffDropped(bytes)
  if ('refusal' in sniffed) return refused(sniffed.refusal)
  const pdf = await pdfOf(pools, bytes, sniffed.kind, { password, ...asked })
  if (!pdf.ok) return pdf
  const inspected = await inspectWith(pools.pages, pdf.value.bytes, asked)
  if (!inspected.ok) return inspected
  // One engine counts; a page that libtiff saw and PDFium does not would be sent without anybody missing it.
  const { pages } = pdf.value
  if (pages !== undefined && pages !== inspected.value.pages.length) return refused('damaged')
  return ok({ bytes: pdf.value.bytes, inspection: inspected.value })
}

/** The PDF that is to be kept, and how many pages it must have where that is known. */
async function pdfOf(
  { pages, pictures }: Pools,
  bytes: Uint8Array,
  kind: DocumentKind,
  { password, ...asked }: TakeAsked,
): Promise<Outcome<{ readonly bytes: Uint8Array; readonly pages?: number }>> {
  if (kind !== 'pdf') return pictures.job('convert', { bytes, picture: kind }, asked)
  return password === undefined ? ok({ bytes }) : pages.job('unlock', { bytes, password }, asked)
}

async function sealWith(pool: Pool, packet: Packet, asked: Asked | undefined): Promise<Outcome<SealedPdf>> {
  const chosen = packet.sources.reduce((sum, { pages }) => sum + pages.length, 0)
  // A file whose pages go in several places is there once.
  const files = new Set(packet.sources.map(({ bytes }) => bytes))
  const size = [...files].reduce((sum, bytes) => sum + bytes.byteLength, 0)
  if (chosen > documentLimits.pagesAtMost) return refused('too-many-pages')
  if (size > documentLimits.bytesAtMost) return refused('too-large')
  const sealed = await pool.job('seal', { packet }, asked)
  if (!sealed.ok) return sealed
  // A packet with a page too few would be sent as if it were whole.
  if (sealed.value.pages !== chosen + (packet.cover?.pages ?? 0)) return refused('damaged')
  return ok(await hashed(sealed.value))
}

const hashed = async (pdf: Pdf): Promise<SealedPdf> => ({ ...pdf, sha256: await sha256Of(pdf.bytes) })

async function bindWith(
  pool: Pool,
  pages: readonly RenditionPage[],
  quality: RenditionQuality,
  asked: Asked | undefined,
): Promise<Outcome<SealedPdf>> {
  const bound = await pool.job('bind', { pages, quality }, asked)
  if (!bound.ok) return bound
  return bound.value.pages === pages.length ? ok(await hashed(bound.value)) : refused('damaged')
}
