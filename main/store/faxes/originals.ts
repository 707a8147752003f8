/** Which files went into which fax, by their content: what was sent before is recognised, whoever added it again. */
import type { FaxId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { FaxRow } from './faxes.ts'

/** Notes that a file of this content went into a draft; a second time changes nothing. */
export async function noteOriginal(tx: WriteStore, faxId: FaxId, sha256: string): Promise<void> {
  await tx
    .insertInto('fax_original')
    .values({ sha256, fax_id: faxId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Looked at for one file: a form sent to everybody would have thousands. */
const faxesAtMost = 20

/** Faxes into which a file of this content went and that a person sent, whatever became of them, the latest first. */
export const sentWith = (db: ReadStore, sha256: string, training: boolean): Promise<readonly FaxRow[]> =>
  db
    .selectFrom('fax_original')
    .innerJoin('fax', 'fax.id', 'fax_original.fax_id')
    .selectAll('fax')
    .where('fax_original.sha256', '=', sha256)
    .where('fax.sent_at', 'is not', null)
    .where('fax.training', '=', training ? 1 : 0)
    .orderBy('fax.sent_at', 'desc')
    .limit(faxesAtMost)
    .execute()

/** Notes that what went into one fax went into another. */
export async function copyOriginals(tx: WriteStore, from: FaxId, to: FaxId): Promise<void> {
  const rows = await tx.selectFrom('fax_original').select('sha256').where('fax_id', '=', from).execute()
  for (const { sha256 } of rows) await noteOriginal(tx, to, sha256)
}
