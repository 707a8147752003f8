/**
 * Taking the pages off a service once an attempt is over: due from the moment its end is on disk, tried again until the
 * service has done it, an act of its own on the record, and never in a fax's way.
 */
import type { AuditWriter } from '../../audit/writer.ts'
import type { Line } from '../../lines/line.ts'
import { changeAttempt, type AttemptRow } from '../../store/faxes/attempts.ts'
import { outboxFax } from '../../store/faxes/delivery.ts'
import { FaxId, LineId } from '#app/domain/ids.ts'
import { answerOf, type StepParts } from './parts.ts'

type Removed = Awaited<ReturnType<Line['remove']>>

const minute = 60_000
/** Waits before it is asked again; afterwards somebody has to look at the service itself, and the record says so. */
const waitsMs = [1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60, 48 * 60].map((minutes) => minutes * minute)

/** Asks once for what is due. Its answer, or when to ask again, is on disk afterwards. */
export async function removeContent(
  parts: StepParts & { readonly audit: AuditWriter },
  row: Pick<
    AttemptRow,
    'fax_id' | 'number' | 'line_id' | 'line_reference' | 'started_at' | 'provider_id' | 'removal_tries'
  >,
): Promise<void> {
  const { store, clock, audit } = parts
  const line = parts.line(LineId.parse(row.line_id))
  const fax = await outboxFax(store.read, FaxId.parse(row.fax_id))
  const call = {
    reference: row.line_reference,
    startedAt: row.started_at,
    ...(fax ? { to: fax.e164 } : {}),
    ...(row.provider_id === null ? {} : { providerId: row.provider_id }),
  }
  const ask = (): Promise<Removed> =>
    line && fax ? answerOf<Removed>(parts, line, line.remove(call), 'no-answer') : Promise.resolve<Removed>('not-known')
  const tries = row.removal_tries + 1
  const said = await ask()
  // "Not known" may be a slip of the service: believed is what it says again, a minute later and twice in a row.
  const answer = said === 'not-known' && tries > 1 ? await ask() : said
  const again = answer === 'no-answer' || (answer === 'not-known' && tries === 1 && line !== undefined)
  const waitMs = again ? waitsMs[row.removal_tries] : undefined
  const told = answer === 'removed' || (answer === 'no-answer' && (tries === 1 || waitMs === undefined))
  await store.write(async (tx) => {
    const due = waitMs === undefined ? null : clock.now() + waitMs
    await changeAttempt(tx, row.fax_id, row.number, { removal_due_at: due, removal_tries: tries })
    if (!told || !fax) return
    const outcome = answer === 'removed' ? 'done' : 'failed'
    const details = { attempt: row.number, line: row.line_id, tries }
    await audit.append(tx, { actor: 'system', action: 'fax.content-removed', subject: fax.reference, outcome, details })
  })
}
