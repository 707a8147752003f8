/** The outbox as rows: which faxes are due, which may be dialled, and one fax at a time with its attempts. */
import { z } from 'zod'
import { FaxState, type FailureReason, type Phase } from '#app/domain/fax/fax.ts'
import { E164, FaxId, FaxReference, LineId, PersonId, Sha256 } from '#app/domain/ids.ts'
import type { CallMade } from '#app/domain/fax/retry.ts'
import type { ReadStore, WriteStore } from '../store.ts'

/** What the engine needs to know of a fax that was sent off. Nothing of its content. */
export const OutboxFax = z.object({
  id: FaxId,
  reference: FaxReference,
  state: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(FaxState),
  e164: E164,
  lineId: LineId,
  personId: PersonId,
  pages: z.number().int().positive(),
  packetId: z.string(),
  packetSha256: Sha256,
  urgent: z.number().transform((value) => value === 1),
  training: z.number().transform((value) => value === 1),
})
export type OutboxFax = Readonly<z.infer<typeof OutboxFax>>

/** A fax that was sent off; undefined for drafts and unknown ids. */
export async function outboxFax(db: ReadStore, id: FaxId): Promise<OutboxFax | undefined> {
  const row = await db
    .selectFrom('fax')
    .select(['id', 'reference', 'state', 'e164', 'pages', 'urgent', 'training'])
    .select(['line_id as lineId', 'person_id as personId', 'packet_id as packetId', 'packet_sha256 as packetSha256'])
    .where('id', '=', id)
    .where('phase', '!=', 'draft')
    .executeTakeFirst()
  return row && OutboxFax.parse(row)
}

/** Phases in which a line has the fax, or may have it. */
const calling: readonly Phase[] = ['submitting', 'accepted', 'sending']
/** Phases the engine looks at when their time has come. Queued faxes are chosen apart, by `waitingFaxes`. */
const watched: readonly Phase[] = ['held', ...calling, 'uncertain']

/** Faxes to look at now, longest due first. */
export async function dueFaxes(db: ReadStore, now: number, limit: number): Promise<readonly FaxId[]> {
  const rows = await db
    .selectFrom('fax')
    .select('id')
    .where('phase', 'in', watched)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map((row) => FaxId.parse(row.id))
}

/** The next time (epoch ms) after `now` at which any fax is due. */
export async function nextDueAt(db: ReadStore, now: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('fax')
    .select('due_at')
    .where('due_at', '>', now)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? undefined
}

/** An uncertain fax may be on the telephone for this long: its number is left alone. */
const perhapsCallingMs = 60 * 60_000

/** Numbers that are, or may be, called right now. */
async function numbersInUse(db: ReadStore, now: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('fax')
    .select('e164')
    .where((fax) =>
      fax.or([
        fax('phase', 'in', calling),
        fax.and([fax('phase', '=', 'uncertain'), fax('changed_at', '>', now - perhapsCallingMs)]),
      ]),
    )
    .execute()
  return rows.map((row) => row.e164)
}

/**
 * Faxes that may be dialled on a line now: at most one a number, none to a number in use or in `leaveAlone`, urgent ones
 * first, then longest waiting. Read in the order of an index, a page at a time, until enough are found.
 */
export async function waitingFaxes(
  db: ReadStore,
  lineId: LineId,
  now: number,
  limit: number,
  leaveAlone: readonly string[],
): Promise<readonly FaxId[]> {
  const taken = new Set<string>([...(await numbersInUse(db, now)), ...leaveAlone])
  const found: FaxId[] = []
  for (let offset = 0, page = pageOf(limit); found.length < limit; offset += page) {
    const rows = await waitingPage(db, lineId, now, { offset, limit: page })
    for (const { id, e164 } of rows) {
      if (taken.has(e164) || found.length === limit) continue
      taken.add(e164)
      found.push(FaxId.parse(id))
    }
    if (rows.length < page) break
  }
  return found
}

/** Read at once: more than are wanted, as some of them go to numbers in use. */
const pageOf = (limit: number): number => limit * 2 + 64

const waitingPage = (
  db: ReadStore,
  lineId: LineId,
  now: number,
  { offset, limit }: { readonly offset: number; readonly limit: number },
) =>
  db
    .selectFrom('fax')
    .select(['id', 'e164'])
    .where('phase', '=', 'queued')
    .where('line_id', '=', lineId)
    .where('due_at', '<=', now)
    .orderBy('urgent', 'desc')
    .orderBy('due_at')
    .orderBy('sent_order')
    .limit(limit)
    .offset(offset)
    .execute()

/** Other faxes that wait to be sent to a number, held ones too. */
export async function waitingTo(db: ReadStore, e164: E164, except: FaxId): Promise<readonly FaxId[]> {
  const rows = await db
    .selectFrom('fax')
    .select('id')
    .where('phase', 'in', ['held', 'queued'])
    .where('e164', '=', e164)
    .where('id', '!=', except)
    .execute()
  return rows.map((row) => FaxId.parse(row.id))
}

/** Faxes whose next time lies further ahead than anything puts off by itself: the clock was set back. */
export async function dueBeyond(db: ReadStore, at: number): Promise<readonly FaxId[]> {
  const rows = await db
    .selectFrom('fax')
    .select('id')
    .where('phase', 'in', [...watched, 'queued'])
    .where('due_at', '>', at)
    .execute()
  return rows.map((row) => FaxId.parse(row.id))
}

/** Calls a line is busy with. */
export async function callsOn(db: ReadStore, lineId: LineId): Promise<number> {
  return countPhases(db, lineId, calling)
}

/** Faxes that wait for a line. */
export const waitingFor = (db: ReadStore, lineId: LineId): Promise<number> =>
  countPhases(db, lineId, ['held', 'queued'])

async function countPhases(db: ReadStore, lineId: LineId, phases: readonly Phase[]): Promise<number> {
  const { count } = await db
    .selectFrom('fax')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('line_id', '=', lineId)
    .where('phase', 'in', phases)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether a number may be called now without two calls at once, judged inside the transaction that will call it. */
export const numberFree = async (tx: WriteStore, e164: E164, now: number): Promise<boolean> =>
  !(await numbersInUse(tx, now)).includes(e164)

/** Attempts that came to nothing before anybody's telephone rang. */
const notDialled: readonly FailureReason[] = [
  'provider-trouble',
  'account-trouble',
  'refused-by-line',
  'answer-lost',
  'packet-unreadable',
  'line-not-allowed',
  'recipient-not-allowed',
]

/** Every call made since `since` (epoch ms) with the number it went to, newest first. */
export async function callsSince(
  db: ReadStore,
  since: number,
): Promise<readonly (CallMade & { readonly e164: string })[]> {
  const rows = await db
    .selectFrom('attempt')
    .innerJoin('fax', 'fax.id', 'attempt.fax_id')
    .select(['fax.e164', 'attempt.started_at', 'attempt.ended_at', 'attempt.outcome', 'attempt.pages_sent'])
    .where('attempt.started_at', '>', since)
    .where('attempt.ended_at', 'is not', null)
    .where((attempt) =>
      attempt.or([attempt('attempt.reason', 'is', null), attempt('attempt.reason', 'not in', notDialled)]),
    )
    .orderBy('attempt.started_at', 'desc')
    .execute()
  return rows.map((row) => ({
    e164: row.e164,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? row.started_at,
    connected: row.outcome === 'delivered' || row.pages_sent > 0,
  }))
}

/** When the line was last asked to stop this fax, epoch ms, as the record has it. */
export async function stopAskedAt(db: ReadStore, reference: FaxReference): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select('at')
    .where('subject', '=', reference)
    .where('action', '=', 'fax.stop-asked')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** Who last asked the line to stop this fax, as the record has it. */
export async function stopAskedBy(db: ReadStore, reference: FaxReference): Promise<PersonId | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select('actor')
    .where('subject', '=', reference)
    .where('action', '=', 'fax.stop-asked')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && PersonId.parse(row.actor)
}
