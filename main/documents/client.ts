/**
 * The document service as the main process sees it: jobs in, outcomes out. All parsing and drawing happens in a child
 * that may die, hang or lie; this side sniffs, waits, checks the answer's shape and replaces the child. No parser and
 * no PDF library may be imported here.
 */
import { createHash } from 'node:crypto'
import { documentLimits, type DocumentRefusal } from '#app/domain/document.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Child, Clock, Log } from '../ports.ts'
import type { AuditReport, ConfirmationReport } from '../reports/render/types.ts'
import type { CoverSheet } from './cover/types.ts'
import { Runner, type ServiceLimits } from './runner.ts'
import type { Assets, Cover, Inspection, Packet, Pdf } from './service/protocol.ts'
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
