/** Queries on configured lines. A removed line keeps its name, for the faxes it carried, and loses its credentials. */
import { LineId } from '#app/domain/ids.ts'
import { Agreement, LineCheck } from '#app/domain/fax/line.ts'
import { ConfiguredKind, LineSecret, LineSettings } from '#app/domain/line-kinds/index.ts'
import { z } from 'zod'
import type { ReadStore, WriteStore } from './store.ts'

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)

const Row = z
  .object({
    id: LineId,
    revision: z.number().int(),
    kind: ConfiguredKind,
    name: z.string(),
    settings: json(LineSettings),
    secret: json(LineSecret).nullable(),
    agreement: json(Agreement).nullable(),
    last_check: json(LineCheck).nullable(),
    added_at: z.number(),
    added_by: z.string(),
    removed_at: z.number().nullable(),
  })
  .transform(({ last_check: check, added_at: addedAt, added_by: addedBy, removed_at: removedAt, ...rest }) => ({
    ...rest,
    check,
    addedAt,
    addedBy,
    removedAt,
  }))

/** A configured line as it is stored. Its secret must not leave `main/lines`. */
export type LineRecord = Readonly<z.output<typeof Row>>

export type LineChange = Partial<Pick<LineRecord, 'name' | 'settings' | 'secret' | 'agreement' | 'check' | 'removedAt'>>

/** Every line ever configured, removed ones too, in the order they were added. */
export async function listLines(db: ReadStore): Promise<readonly LineRecord[]> {
  const rows = await db.selectFrom('line').selectAll().orderBy('added_at').orderBy('id').execute()
  return rows.map((row) => Row.parse(row))
}

/** A line that was not removed. */
export async function findLine(db: ReadStore, id: LineId): Promise<LineRecord | undefined> {
  const row = await db
    .selectFrom('line')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row && Row.parse(row)
}

export async function insertLine(
  tx: WriteStore,
  line: Pick<LineRecord, 'id' | 'kind' | 'name' | 'settings' | 'secret' | 'addedAt' | 'addedBy'>,
): Promise<LineRecord> {
  const { id, kind, name, settings, secret, addedAt, addedBy } = line
  const row = await tx
    .insertInto('line')
    .values({
      id,
      kind,
      name,
      revision: 1,
      settings: JSON.stringify(settings),
      secret: text(secret),
      added_at: addedAt,
      added_by: addedBy,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return Row.parse(row)
}

/** Changes a line that is there, and counts the change; throws when there is none. */
export async function changeLine(tx: WriteStore, id: LineId, change: LineChange): Promise<LineRecord> {
  const row = await tx
    .updateTable('line')
    .set((line) => ({ ...columns(change), revision: line('revision', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return Row.parse(row)
}

/** Faxes a line still has to do with: waiting for it, under way over it, or of unknown outcome. */
export async function unfinishedOn(db: ReadStore, id: LineId): Promise<number> {
  const { count } = await db
    .selectFrom('fax')
    .select((fax) => fax.fn.countAll<number>().as('count'))
    .where('line_id', '=', id)
    .where('phase', 'in', ['held', 'queued', 'submitting', 'accepted', 'sending', 'uncertain'])
    .executeTakeFirstOrThrow()
  return count
}

const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

function columns({ name, settings, secret, agreement, check, removedAt }: LineChange) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
    ...(secret === undefined ? {} : { secret: text(secret) }),
    ...(agreement === undefined ? {} : { agreement: text(agreement) }),
    ...(check === undefined ? {} : { last_check: text(check) }),
    ...(removedAt === undefined ? {} : { removed_at: removedAt }),
  }
}
