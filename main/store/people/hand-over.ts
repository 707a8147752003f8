/** Who else a fax was handed to, and whose faxes were opened in an emergency: small lists, kept as settings. */
import { z } from 'zod'
import { emergencyReasons } from '#app/contract/people/hand-over.ts'
import { FaxId, FaxReference, Instant, PersonId } from '#app/domain/ids.ts'
import type { FaxRow } from '../faxes/faxes.ts'
import { readSetting, setting, writeSetting, type Setting } from '../settings.ts'
import type { ReadStore, WriteStore } from '../store.ts'

const keeperOf = (faxId: string): Setting<PersonId | null> =>
  setting({ key: `fax-keeper.${faxId}`, schema: PersonId.nullable(), fallback: null })

/** Whom a sent fax was handed to, once its sender could no longer look after it. */
export const faxKeeper = (db: ReadStore, faxId: string): Promise<PersonId | null> => readSetting(db, keeperOf(faxId))

export const setFaxKeeper = (tx: WriteStore, faxId: string, to: PersonId): Promise<void> =>
  writeSetting(tx, keeperOf(faxId), to)

const Access = z.strictObject({
  id: z.string(),
  faxId: FaxId,
  reference: FaxReference,
  personId: PersonId,
  at: Instant,
  until: Instant,
  reason: z.enum(emergencyReasons),
  note: z.string(),
  acknowledged: z.strictObject({ at: Instant, by: PersonId }).nullable(),
})
export type Access = Readonly<z.infer<typeof Access>>

const keptAtMost = 500

const accesses = setting<readonly Access[]>({ key: 'emergency-accesses', schema: z.array(Access), fallback: [] })

/** The newest first. */
export const listAccesses = (db: ReadStore): Promise<readonly Access[]> => readSetting(db, accesses)

/** The record keeps every access for good; this list may forget the oldest that somebody answered for. */
export async function putAccesses(tx: WriteStore, all: readonly Access[]): Promise<void> {
  await writeSetting(
    tx,
    accesses,
    all.filter(({ acknowledged }, at) => acknowledged === null || at < keptAtMost),
  )
}

/** What a person sent or was handed and that is not over: on its way, or waiting for somebody. */
export async function openFaxesOf(db: ReadStore, personId: string): Promise<readonly FaxRow[]> {
  const rows = await db
    .selectFrom('fax')
    .selectAll()
    .where('phase_group', 'in', ['in-progress', 'needs-you'])
    .orderBy('sent_order')
    .execute()
  const keepers = await Promise.all(rows.map(({ id }) => faxKeeper(db, id)))
  return rows.filter((row, at) => (keepers[at] ?? row.person_id) === personId)
}

/** Drafts of everybody else, the last changed first. */
export const draftsOfOthers = (db: ReadStore, personId: string): Promise<readonly FaxRow[]> =>
  db
    .selectFrom('fax')
    .selectAll()
    .where('phase_group', '=', 'draft')
    .where('person_id', '!=', personId)
    .orderBy('changed_at', 'desc')
    .execute()
