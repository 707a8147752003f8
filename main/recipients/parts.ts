/** What acts on contacts share. */
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import type { ContactId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { Act } from '../door/handler.ts'
import type { WriteStore } from '../store/store.ts'

export type Changed = { readonly id: ContactId; readonly details?: AuditDetails }

/** Runs the work in the act's transaction, then tells who has to know; answers the contact as it is now. */
export type Change = (act: Act, work: (tx: WriteStore) => Promise<Outcome<Changed>>) => Promise<Outcome<ContactView>>

export type ChangeParts = {
  /** 20 new random hexadecimal digits. */
  readonly newHex: () => string
  readonly change: Change
}
