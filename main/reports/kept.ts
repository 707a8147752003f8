/** Reports that were made: their bytes, for whoever may read what they are about. */
import { kindsOfFaxes, type ReportView } from '#app/contract/record/reports.ts'
import type { ReportId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Right } from '#app/domain/rights.ts'
import type { Actor } from '../door/handler.ts'
import { bytesOf } from '../packet/keep.ts'
import { findReport } from '../store/faxes/documents.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { ReadStore } from '../store/store.ts'

/** Reading a report takes the rights that making it took. */
function rightsFor(kind: string): readonly Right[] {
  if (kind === 'confirmation') return ['fax.read']
  if (kind === 'call-back') return ['contacts.read']
  return kindsOfFaxes.includes(kind) ? ['audit.read', 'fax.read'] : ['audit.read']
}

/** Made for somebody who could open that fax; whoever else comes must be allowed to open every one. */
const ofOneFax: readonly string[] = ['confirmation', 'fax'] satisfies ReportView['kind'][]

export type KeptReport = { readonly fileName: string; readonly bytes: Uint8Array }

/** Also what `document/report/<id>` answers. Faults: not-found, forbidden, store. */
export async function findKeptReport(
  { read, files }: { readonly read: ReadStore; readonly files: DocumentFiles },
  id: ReportId,
  actor: Actor,
): Promise<Outcome<KeptReport>> {
  const row = await findReport(read, id)
  if (!row) return notFound
  const needs = rightsFor(row.kind).find((right) => !actor.rights.includes(right))
  if (needs !== undefined) return fail({ code: 'forbidden', needs })
  if (ofOneFax.includes(row.kind) && row.made_by !== actor.personId && !actor.rights.includes('fax.read-others'))
    return fail({ code: 'forbidden', needs: 'fax.read-others' })
  const bytes = await bytesOf(files, read, row.document_id, 'report')
  return bytes.ok ? ok({ fileName: row.file_name, bytes: bytes.value }) : bytes
}
