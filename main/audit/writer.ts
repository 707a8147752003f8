/** What other rooms need of the record: to append, in the transaction of the act itself. */
import type { AuditAction } from '#app/contract/index.ts'
import type { AuditDetails, AuditOutcome } from '#app/domain/record/audit.ts'
import type { WriteStore } from '../store/store.ts'

export type Entry = {
  /** A person's id, `system` or `nobody`. */
  readonly actor: string
  readonly action: AuditAction
  /** `FD-00012`, an id, or empty. Never a name or a number dialled. */
  readonly subject?: string
  readonly outcome?: AuditOutcome
  readonly details?: AuditDetails
}

export type AuditWriter = {
  /** Appends one entry to the chain inside `tx`; answers its sequence number. */
  readonly append: (tx: WriteStore, entry: Entry) => Promise<number>
}
