/** Faxes as the page sees them. */
import { AttemptView, type FaxSummary, type FaxView, type NextAct } from '#app/contract/faxes.ts'
import type { PersonFace } from '#app/contract/session.ts'
import { FailureReason, FaxState } from '#app/domain/fax.ts'
import { E164, FaxId, FaxReference, PersonId, Sha256 } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { Check } from '#app/domain/preflight.ts'
import { attemptsAtMost } from '#app/domain/retry.ts'
import type { Line } from '../lines/line.ts'
import { readContent } from '../packet/content.ts'
import { packetUrl } from '../packet/seal.ts'
import { attemptsOf, type AttemptRow } from '../store/faxes/attempts.ts'
import type { FaxRow } from '../store/faxes/faxes.ts'
import { listPeople } from '../store/people/people.ts'
import type { ReadStore } from '../store/store.ts'

/** Sent faxes as list rows, in the same order. */
export async function faxSummaries(db: ReadStore, rows: readonly FaxRow[]): Promise<FaxSummary[]> {
  if (rows.length === 0) return []
  const people = await listPeople(db)
  const faces = new Map(
    people.map(({ id, short_name: shortName, initials, tint }) => [
      id,
      { id: PersonId.parse(id), shortName, initials, tint },
    ]),
  )
  return rows.map((row) => faxSummary(row, faces))
}

function faxSummary(row: FaxRow, faces: ReadonlyMap<string, PersonFace>): FaxSummary {
  const sentBy = faces.get(row.person_id)
  if (!sentBy) throw new TypeError('a fax of nobody')
  const { organisation, department, person } = row
  return {
    id: FaxId.parse(row.id),
    reference: FaxReference.parse(row.reference),
    state: stateOf(row),
    ...(row.last_reason === null ? {} : { lastReason: FailureReason.parse(row.last_reason) }),
    recipient: { organisation, department, person, e164: E164.parse(row.e164) },
    regarding: row.regarding,
    pages: row.pages,
    sentBy,
    training: row.training === 1,
    at: row.sent_at ?? row.changed_at,
    changedAt: row.changed_at,
  }
}

const stateOf = (row: FaxRow): FaxState => FaxState.parse(JSON.parse(row.state))

/** One sent fax with everything a person may want to know of it. @param viewer who is looking */
export async function faxView(
  db: ReadStore,
  row: FaxRow,
  line: Line | undefined,
  viewer: PersonId,
): Promise<FaxView | undefined> {
  const [summary] = await faxSummaries(db, [row])
  if (!summary || !line) return undefined
  const { purpose, quality } = readContent(row.content)
  return {
    ...summary,
    revision: row.revision,
    purpose,
    quality,
    line: { id: line.id, name: line.name, training: line.capabilities.training },
    packet: {
      sha256: Sha256.parse(row.packet_sha256),
      bytes: row.packet_bytes ?? 0,
      pages: row.pages,
      url: packetUrl(summary.id),
    },
    attempts: (await attemptsOf(db, row.id)).map(attemptView),
    attemptsAtMost: attemptsAtMost(summary.lastReason ?? 'busy'),
    overlooked: Check.array().parse(JSON.parse(row.overlooked)),
    nextActs: [...nextActs(summary.state, row.person_id === viewer)],
  }
}

function attemptView(row: AttemptRow): AttemptView {
  return AttemptView.parse({
    number: row.number,
    startedAt: row.started_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    pagesSent: row.pages_sent,
    lineReference: row.line_reference,
  })
}

/** What a person can do about a fax now; there is always something, or it is under way by itself. */
function nextActs(state: FaxState, own: boolean): readonly NextAct[] {
  switch (state.phase) {
    case 'draft':
      return []
    case 'held':
      return own ? ['undo', 'cancel'] : ['cancel']
    case 'queued':
    case 'submitting':
    case 'accepted':
    case 'sending':
      return ['cancel']
    case 'uncertain':
      return ['settle']
    case 'delivered':
      return ['report', 'send-again']
    case 'failed':
    case 'cancelled':
      return ['send-again', 'report']
    default:
      return unreachable(state, 'fax state')
  }
}
