/**
 * Queries on the record: entries, the remembered head and checkpoints. There is no way here to change or remove an
 * entry, and none may be added (DESIGN §9).
 */
import { sql, type ExpressionBuilder } from 'kysely'
import { z } from 'zod'
import { Instant } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { AuditEntryTable, CheckpointTable, Tables } from '../tables.ts'

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
  /** How a subject begins, a fax's reference with or without its letters, or an entry's number. */
  readonly text?: string | undefined
}

/**
 * Entries that fit, newest first, those before `before` only. Which they are is read from an index alone, and only
 * these rows after that: a record of a million entries must not hold up the one thread that reads it.
 */
export async function entriesMatching(
  db: ReadStore,
  filter: EntryFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly EntryRow[]> {
  const fitting = narrowed(db, filter)
    .select('sequence')
    .$if(page.before !== undefined, (query) => query.where('sequence', '<', page.before ?? 0))
  // By an expression, so that SQLite takes the index of what narrows and not the one of the order, which walks all.
  const sorted = bounded(filter) ? fitting.orderBy(sql`-sequence`) : fitting.orderBy('sequence', 'desc')
  const sequences = (await sorted.limit(page.limit).execute()).map(({ sequence }) => sequence)
  if (sequences.length === 0) return []
  return db
    .selectFrom('audit_entry')
    .selectAll()
    .where('sequence', 'in', sequences)
    .orderBy('sequence', 'desc')
    .execute()
}

/** How many entries fit. Without a filter it is the last number: none is ever left out or taken away. */
export async function countEntries(db: ReadStore, filter: EntryFilter): Promise<number> {
  if (!bounded(filter) && filter.actor === undefined && filter.action === undefined)
    return (await lastEntry(db))?.sequence ?? 0
  const row = await narrowed(db, filter)
    .select((build) => build.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

const bounded = ({ from, to, text }: EntryFilter): boolean => from !== undefined || to !== undefined || Boolean(text)

function narrowed(db: ReadStore, { from, to, actor, action, text }: EntryFilter) {
  return db
    .selectFrom('audit_entry')
    .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
    .$if(to !== undefined, (query) => query.where('at', '<', to ?? 0))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor ?? ''))
    .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
    .$if(Boolean(text), (query) => query.where((build) => build.or(meant(build, text ?? ''))))
}

/** What a typed text may mean. Beginnings, not any part: those an index finds at once. */
function meant(build: ExpressionBuilder<Tables, 'audit_entry'>, text: string) {
  const number = Number(text.replaceAll(/[,\s]/g, ''))
  const beginnings = new Set([text, text.toUpperCase(), text.toLowerCase(), `FD-${text.toUpperCase()}`])
  if (/^\d{1,5}$/.test(text)) beginnings.add(`FD-${text.padStart(5, '0')}`)
  return [
    ...[...beginnings].map((begin) =>
      build.and([
        build('subject', '<>', ''),
        build('subject', '>=', begin),
        build('subject', '<', `${begin}${lastCharacter}`),
      ]),
    ),
    ...(Number.isSafeInteger(number) ? [build('sequence', '=', number)] : []),
  ]
}

/** Sorts behind every text that begins alike. */
const lastCharacter = '\u{10ffff}'

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
