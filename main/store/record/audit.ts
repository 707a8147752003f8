/**
 * Queries on the record: entries, the remembered head and checkpoints. There is no way here to change or remove an
 * entry, and none may be added (DESIGN §9).
 */
import { z } from 'zod'
import { Instant } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { AuditEntryTable, CheckpointTable } from '../tables.ts'

export type EntryRow = Readonly<AuditEntryTable>
export type CheckpointRow = Readonly<CheckpointTable>

/** The last entry as it was written. */
export type ChainHead = { readonly sequence: number; readonly hash: string }

/** The last entry of the chain, or undefined while there is none. */
export const lastEntry = (db: ReadStore): Promise<ChainHead | undefined> =>
  db.selectFrom('audit_entry').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst()

export async function insertEntry(tx: WriteStore, row: EntryRow): Promise<void> {
  await tx.insertInto('audit_entry').values(row).execute()
}

/** Up to `limit` entries in order of their number: those after `after`, or from whichever is first. */
export const entriesAfter = (db: ReadStore, after: number | undefined, limit: number): Promise<readonly EntryRow[]> => {
  const all = db
    .selectFrom('audit_entry')
    .select(['sequence', 'at', 'actor', 'action', 'subject', 'outcome', 'details', 'previous', 'hash', 'mac'])
    .orderBy('sequence')
    .limit(limit)
  return (after === undefined ? all : all.where('sequence', '>', after)).execute()
}

export type EntryFilter = {
  /** Epoch ms; `to` is exclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly actor?: string | undefined
  readonly action?: string | undefined
  /** Part of a subject, or an entry's number. */
  readonly text?: string | undefined
}

/** Entries that fit, newest first, those before `before` only. */
export function entriesMatching(
  db: ReadStore,
  filter: EntryFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly EntryRow[]> {
  const all = narrowed(db, filter).selectAll().orderBy('sequence', 'desc').limit(page.limit)
  return (page.before === undefined ? all : all.where('sequence', '<', page.before)).execute()
}

/** How many entries fit. */
export async function countEntries(db: ReadStore, filter: EntryFilter): Promise<number> {
  const row = await narrowed(db, filter)
    .select((build) => build.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function narrowed(db: ReadStore, { from, to, actor, action, text }: EntryFilter) {
  const number = Number(text?.replaceAll(/[,\s]/g, ''))
  // `_` and `%` in what was typed only widen the search; SQLite and PostgreSQL both understand the pattern.
  const pattern = `%${text ?? ''}%`
  return db
    .selectFrom('audit_entry')
    .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
    .$if(to !== undefined, (query) => query.where('at', '<', to ?? 0))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
    .$if(Boolean(text), (query) =>
      query.where((build) => {
        const inSubject = build('subject', 'like', pattern)
        return Number.isSafeInteger(number) ? build.or([inSubject, build('sequence', '=', number)]) : inSubject
      }),
    )
}

/** The head as last remembered, apart from the entries, so that a shortened chain is noticed. */
export const RememberedHead = z.strictObject({ sequence: Instant, hash: z.string(), mac: z.string() })
export type RememberedHead = z.infer<typeof RememberedHead>

const headKey = 'audit.head'

export async function rememberHead(tx: WriteStore, head: RememberedHead): Promise<void> {
  const value = JSON.stringify(head)
  await tx
    .insertInto('setting')
    .values({ key: headKey, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** What was remembered; undefined when nothing was, `unreadable` when it is not what we write. */
export async function rememberedHead(db: ReadStore): Promise<RememberedHead | 'unreadable' | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', headKey).executeTakeFirst()
  if (!row) return undefined
  try {
    return RememberedHead.parse(JSON.parse(row.value))
  } catch {
    return 'unreadable'
  }
}

export async function insertCheckpoint(tx: WriteStore, row: CheckpointRow): Promise<void> {
  await tx.insertInto('checkpoint').values(row).execute()
}

export const latestCheckpoint = (db: ReadStore): Promise<CheckpointRow | undefined> =>
  db.selectFrom('checkpoint').selectAll().orderBy('sequence', 'desc').limit(1).executeTakeFirst()

/** Checkpoints in order of the entry they sign. */
export const checkpointsAfter = (db: ReadStore, after: number, limit: number): Promise<readonly CheckpointRow[]> =>
  db.selectFrom('checkpoint').selectAll().where('sequence', '>', after).orderBy('sequence').limit(limit).execute()
