/** What the reports room asks of the others. */
import type { Outcome } from '#app/domain/outcome.ts'
import type { Verification } from '../audit/verification.ts'
import type { DocumentService } from '../documents/client.ts'
import type { Publish } from '../door/publish.ts'
import type { Chance, Clock } from '../ports.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { ExportParts } from './export/export.ts'
import type { ReportLine } from './kinds/went.ts'
import type { ReportPrinter } from './printer.ts'

export type ReportParts = ExportParts & {
  readonly files: DocumentFiles
  readonly documents: Pick<DocumentService, 'confirmation' | 'rendition' | 'renditionPage'>
  readonly printer: ReportPrinter
  /** The sealed pages of a fax by their document id; a fault once they were destroyed. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
  readonly verification: Pick<Verification, 'run'>
  readonly chance: Chance
  readonly clock: Clock
  readonly publish: Publish
  /** Every line, in the order they are shown. */
  readonly lines: readonly ReportLine[]
  /** What a line is called; lines that are no longer there have a name too. */
  readonly lineName: (id: string) => string
}
