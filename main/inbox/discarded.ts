/** Discarded scans: kept for a while so that a person can take it back, then destroyed, keys first. */
import { DocumentId } from '#app/domain/ids.ts'
import type { AuditWriter } from '../audit/writer.ts'
import { keptForMs } from '../packet/discarded.ts'
import type { Clock } from '../ports.ts'
import { removeDocument } from '../store/faxes/drafts.ts'
import { discardedScans } from '../store/faxes/scans.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { Store } from '../store/store.ts'

export type Discarded = {
  /** A scan was just discarded: destroys it when its time is over. */
  readonly later: () => void
  /** Destroys what was discarded at or before `at` (epoch ms). */
  readonly destroyUntil: (at: number) => Promise<void>
}

export type DiscardedParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly files: DocumentFiles
  readonly clock: Clock
  /** Told of what went wrong while nobody waits for an answer. */
  readonly trouble: (error: unknown) => void
}

export function createDiscardedScans({ store, audit, files, clock, trouble }: DiscardedParts): Discarded {
  async function destroyUntil(at: number): Promise<void> {
    for (const scan of await discardedScans(store.read, at)) {
      const document = DocumentId.parse(scan.document_id)
      await store.write(async (tx) => {
        await removeDocument(tx, document)
        const details = { scan: scan.id }
        await audit.append(tx, { actor: 'system', action: 'document.destroyed', subject: document, details })
      })
      await files.destroy(document)
    }
  }
  return {
    later: () => void clock.after(keptForMs, () => void destroyUntil(clock.now() - keptForMs).catch(trouble)),
    destroyUntil,
  }
}
