/**
 * The document service as the main process sees it: jobs in, outcomes out. All parsing and drawing happens in a child
 * that may die, hang or lie; this side sniffs, waits, checks the answer's shape and replaces the child. No parser and
 * no PDF library may be imported here.
 */
import { createHash } from 'node:crypto'
import { documentLimits, type DocumentRefusal } from '#app/domain/document.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { callMs, type RenditionQuality } from '#app/domain/rendition.ts'
import type { Child, Clock, Log } from '../ports.ts'
import type { AuditReport, ConfirmationReport } from '../reports/render/types.ts'
import type { CoverSheet } from './cover/types.ts'
import { Runner, type ServiceLimits } from './runner.ts'
import type { Assets, Cover, Inspection, Packet, Pdf, RenditionPage } from './service/protocol.ts'
import { sniff } from './sniff.ts'

export const serviceLimits: ServiceLimits = Object.freeze({
  stepMs: 10_000,
  totalMs: 180_000,
  heapBytes: 400 * 1024 * 1024,
})

export interface DocumentParts {
  /** Starts a child that runs `service/entry.ts`. */
  readonly start: () => Child
  readonly assets: Assets
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
  readonly limits?: Partial<ServiceLimits>
}

export interface SealedPdf extends Pdf {
  /** SHA-256 of `bytes`, 64 lower-case hexadecimal digits, reckoned on this side. */
  readonly sha256: string
}

/** A PDF, or some of its pages in order, as a fax machine prints them. The caller keeps it: nothing is kept here. */
export interface Rendition {
  readonly pages: readonly RenditionPage[]
  /** Of all these pages in G4. */
  readonly bytes: number
  /** How long a call with these pages takes on a usual machine, in ms. */
  readonly durationMs: number
}

export interface RenditionChoice {
  /** The first page to make, from 0. */
  readonly first?: number
  /** How many at most; all, if left out. */
  readonly count?: number
  /** Hears of each page as soon as it is made; it must not throw. */
  readonly onPage?: (page: RenditionPage, index: number) => void
}

/** Every method may answer fault `document` with `crashed` or `took-too-long`. One job runs at a time, in order. */
export interface DocumentService {
  /** Opens an original and tells its pages. Refuses for any reason in DocumentRefusal. */
  readonly inspect: (bytes: Uint8Array, password?: string) => Promise<Outcome<Inspection>>
  /** Makes one new PDF of cover and chosen pages. The same packet gives the same bytes. */
  readonly seal: (packet: Packet) => Promise<Outcome<SealedPdf>>
  /** Draws a cover sheet, always one page; `shortened` names fields a recipient will not see whole. */
  readonly cover: (sheet: CoverSheet) => Promise<Outcome<Cover>>
  readonly confirmation: (report: ConfirmationReport) => Promise<Outcome<Pdf>>
  readonly auditReport: (report: AuditReport) => Promise<Outcome<Pdf>>
  /**
   * Makes a PDF's pages as a fax machine prints them, one after the other. Refuses as `inspect` does; a page that is not
   * there is `damaged`. Pages already handed to `onPage` stay right even if a later one fails.
   */
  readonly rendition: (
    bytes: Uint8Array,
    quality: RenditionQuality,
    choice?: RenditionChoice,
  ) => Promise<Outcome<Rendition>>
  /** A page of a rendition as a PNG of one bit, as many dots across and down as the page has. */
  readonly renditionPage: (page: RenditionPage) => Promise<Outcome<{ readonly png: Uint8Array }>>
  /** Ends the child. Jobs not yet answered, and all later ones, answer `crashed`. */
  readonly stop: () => void
}

/** Composes the service; the first child starts with the first job. */
export function createDocumentService(parts: DocumentParts): DocumentService {
  const runner = new Runner({ ...parts, limits: { ...serviceLimits, ...parts.limits } })
  return Object.freeze<DocumentService>({
    async inspect(bytes, password) {
      const refusal = sniff(bytes)
      if (refusal) return refuse(refusal)
      return runner.job('inspect', { bytes, ...(password === undefined ? {} : { password }) })
    },
    seal: async (packet) => sealWith(runner, packet),
    cover: (sheet) => runner.job('cover', { sheet }),
    confirmation: (report) => runner.job('confirmation', { report }),
    auditReport: (report) => runner.job('audit-report', { report }),
    rendition: (bytes, quality, choice) => renditionWith(runner, bytes, quality, choice),
    renditionPage: (page) => runner.job('rendition-page', { page }),
    stop: () => runner.stop(),
  })
}

const refuse = (refusal: DocumentRefusal): Outcome<never> => fail({ code: 'document', refusal })

async function sealWith(runner: Runner, packet: Packet): Promise<Outcome<SealedPdf>> {
  const chosen = packet.sources.reduce((sum, { pages }) => sum + pages.length, 0)
  const size = packet.sources.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
  if (chosen > documentLimits.pagesAtMost) return refuse('too-many-pages')
  if (size > documentLimits.bytesAtMost) return refuse('too-large')
  const sealed = await runner.job('seal', { packet })
  if (!sealed.ok) return sealed
  // A packet with a page too few would be sent as if it were whole.
  if (sealed.value.pages !== chosen + (packet.cover ? 1 : 0)) return refuse('damaged')
  return ok({ ...sealed.value, sha256: createHash('sha256').update(sealed.value.bytes).digest('hex') })
}

async function renditionWith(
  runner: Runner,
  bytes: Uint8Array,
  quality: RenditionQuality,
  { first = 0, count = documentLimits.pagesAtMost + 1, onPage }: RenditionChoice = {},
): Promise<Outcome<Rendition>> {
  const refusal = sniff(bytes)
  if (refusal) return refuse(refusal)
  const pages: RenditionPage[] = []
  const made = await runner.job('rendition', { order: { bytes, quality, first, count } }, (page) => {
    pages.push(page)
    onPage?.(page, first + pages.length - 1)
  })
  if (!made.ok) return made
  // A child that counts other pages than it handed over has lost some.
  if (made.value.pages !== pages.length) return refuse('damaged')
  const sizes = pages.map(({ g4 }) => g4.byteLength)
  return ok({ pages, bytes: sizes.reduce((sum, size) => sum + size, 0), durationMs: callMs(sizes) })
}
