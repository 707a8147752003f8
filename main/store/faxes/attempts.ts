/** Queries on attempts: one row a submission, written before the line is called (promise 2). */
import type { ReadStore, WriteStore } from '../store.ts'
import type { AttemptTable } from '../tables.ts'

export type AttemptRow = Readonly<AttemptTable>

/** What only the line's answers bring. */
type Later = 'provider_id' | 'removal_due_at' | 'removal_tries'

/** Writes the intent. Throws when the fax has this attempt already: then somebody else is submitting it. */
export async function insertAttempt(tx: WriteStore, attempt: Omit<AttemptRow, Later>): Promise<void> {
  await tx
    .insertInto('attempt')
    .values({ ...attempt, provider_id: null, removal_due_at: null, removal_tries: 0 })
    .execute()
}

/** Changes what became of an attempt; throws when there is none. */
export async function changeAttempt(
  tx: WriteStore,
  faxId: string,
  number: number,
  change: Partial<Pick<AttemptTable, 'ended_at' | 'outcome' | 'reason' | 'pages_sent' | Later>>,
): Promise<void> {
  await tx
    .updateTable('attempt')
    .set(change)
    .where('fax_id', '=', faxId)
    .where('number', '=', number)
    .returning('number')
    .executeTakeFirstOrThrow()
}

/** A fax's attempts, the first first. */
export const attemptsOf = (db: ReadStore, faxId: string): Promise<readonly AttemptRow[]> =>
  db.selectFrom('attempt').selectAll().where('fax_id', '=', faxId).orderBy('number').execute()

/** One attempt; undefined when there is none. */
export const findAttempt = (db: ReadStore, faxId: string, number: number): Promise<AttemptRow | undefined> =>
  db.selectFrom('attempt').selectAll().where('fax_id', '=', faxId).where('number', '=', number).executeTakeFirst()

/** Attempts of a line that are not over: under way, or of unknown outcome. */
export const callsUnderWay = (
  db: ReadStore,
  lineId: string,
): Promise<readonly Pick<AttemptRow, 'fax_id' | 'line_reference' | 'provider_id'>[]> =>
  db
    .selectFrom('fax')
    .innerJoin('attempt', 'attempt.fax_id', 'fax.id')
    .select(['attempt.fax_id', 'attempt.line_reference', 'attempt.provider_id'])
    .where('fax.line_id', '=', lineId)
    .where('fax.phase', 'in', ['submitting', 'accepted', 'sending', 'uncertain'])
    .where('attempt.line_id', '=', lineId)
    .where('attempt.ended_at', 'is', null)
    .execute()

/** Takes note of the id a service gave to a call of ours whose answer never came. One that is known stays. */
export async function learnProviderId(
  tx: WriteStore,
  lineId: string,
  { reference, providerId }: { readonly reference: string; readonly providerId: string },
): Promise<void> {
  await tx
    .updateTable('attempt')
    .set({ provider_id: providerId })
    .where('line_id', '=', lineId)
    .where('line_reference', '=', reference)
    .where('provider_id', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
}

/** Which fax a call of a line belongs to, as people know it (`FD-00012`); undefined where there is none. */
export async function faxOfCall(db: ReadStore, lineId: string, reference: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('attempt')
    .innerJoin('fax', 'fax.id', 'attempt.fax_id')
    .select('fax.reference')
    .where('attempt.line_id', '=', lineId)
    .where('attempt.line_reference', '=', reference)
    .orderBy('attempt.started_at', 'desc')
    .executeTakeFirst()
  return row?.reference ?? undefined
}

/** Attempts over which pages lie at a service that must go, longest due first. */
export const removalsDue = (db: ReadStore, now: number, limit: number): Promise<readonly AttemptRow[]> =>
  db
    .selectFrom('attempt')
    .selectAll()
    .where('removal_due_at', '<=', now)
    .orderBy('removal_due_at')
    .limit(limit)
    .execute()

/** The next time (epoch ms) after `now` at which pages are to be removed. */
export async function nextRemovalAt(db: ReadStore, now: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('attempt')
    .select('removal_due_at')
    .where('removal_due_at', '>', now)
    .orderBy('removal_due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.removal_due_at ?? undefined
}
