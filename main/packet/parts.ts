import type { AuditWriter } from '../audit/writer.ts'
import type { DocumentService } from '../documents/client.ts'
import type { Publish } from '../door/publish.ts'
import type { Line } from '../lines/line.ts'
import type { Chance, Clock, Log } from '../ports.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { Store } from '../store/store.ts'

/** What the packet room needs. */
export type PacketParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly files: DocumentFiles
  readonly documents: Pick<
    DocumentService,
    | 'take'
    | 'facts'
    | 'read'
    | 'find'
    | 'trial'
    | 'seal'
    | 'cover'
    | 'rendition'
    | 'bind'
    | 'renditionPage'
    | 'picture'
    | 'plainBytes'
    | 'thumbs'
  >
  readonly lines: readonly Line[]
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly publish: Publish
}
