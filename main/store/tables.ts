/**
 * The store's tables, as Kysely sees them, a family a file. Portable column types only: text, integer, blob.
 * JSON columns hold values whose schema is in `app/`; they are parsed where they are read.
 */
import type { GeneratedAlways } from 'kysely'
import type { PersonTable } from './tables/people.ts'
import type { SettingTable, CounterTable } from './tables/settings.ts'
import type {
  ApprovalTable,
  ContactGroupMemberTable,
  ContactGroupTable,
  ContactImportTable,
  ContactMergeTable,
  ContactTable,
  FavouriteTable,
  FaxNumberTable,
  ImportRowTable,
  ImportedContactTable,
  NumberEventTable,
} from './tables/contacts.ts'
import type { DocumentTable, ReportTable, ScanTable } from './tables/documents.ts'
import type {
  FaxTable,
  PhaseGroup,
  FaxCountTable,
  FaxOriginalTable,
  FaxSearchTable,
  AttemptTable,
} from './tables/faxes.ts'
import type { LineTable, TrainingCallTable } from './tables/lines.ts'
import type { ReceivedFaxTable } from './tables/received.ts'
import type { AuditEntryTable, CheckpointTable } from './tables/record.ts'

export type * from './tables/people.ts'
export type * from './tables/settings.ts'
export type * from './tables/contacts.ts'
export type * from './tables/documents.ts'
export type * from './tables/faxes.ts'
export type * from './tables/lines.ts'
export type * from './tables/received.ts'
export type * from './tables/record.ts'

export type Tables = {
  person: PersonTable
  setting: SettingTable
  counter: CounterTable
  contact: ContactTable
  fax_number: FaxNumberTable
  number_event: NumberEventTable
  favourite: FavouriteTable
  contact_merge: ContactMergeTable
  contact_group: ContactGroupTable
  contact_group_member: ContactGroupMemberTable
  contact_import: ContactImportTable
  imported_contact: ImportedContactTable
  import_row: ImportRowTable
  approval: ApprovalTable
  document: DocumentTable
  scan: ScanTable
  fax: FaxTable & { phase_group: GeneratedAlways<PhaseGroup> }
  fax_count: FaxCountTable
  fax_search: FaxSearchTable
  fax_original: FaxOriginalTable
  attempt: AttemptTable
  received_fax: ReceivedFaxTable
  line: LineTable
  training_call: TrainingCallTable
  audit_entry: AuditEntryTable
  checkpoint: CheckpointTable
  report: ReportTable
}
