/** Faxes as the page sees them. */
import { AttemptView, type FaxSummary, type FaxView, type NextAct } from '#app/contract/desk/faxes.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import { FailureReason, FaxState } from '#app/domain/fax/fax.ts'
import { E164, FaxId, FaxReference, LineId, PersonId, Sha256 } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { PacketForm } from '#app/domain/fax/packet-form.ts'
import { Check } from '#app/domain/fax/preflight.ts'
import type { Line } from '../lines/line.ts'
import { resting, type Health } from './engine/pace/health.ts'
import { readContent } from '../packet/content.ts'
import { documentView } from '../packet/drafts.ts'
import { formUrl } from '../packet/judging/form.ts'
import { confirmedIn } from '../packet/judging/grounds.ts'
import { packetUrl } from '../packet/seal.ts'
import { shortNames } from '../store/contacts/contacts.ts'
import { approvalView } from '../recipients/approval/approval.ts'
import { approvalOf } from '../store/contacts/approvals.ts'
import { attemptsOf, type AttemptRow } from '../store/faxes/attempts.ts'
import { stopAskedAt } from '../store/faxes/delivery.ts'
import { findDocument } from '../store/faxes/documents.ts'
import type { FaxRow } from '../store/faxes/faxes.ts'
import { placesTogether, sentTogether } from '../store/faxes/together.ts'
import { listPeople } from '../store/people/people.ts'
import type { ReadStore } from '../store/store.ts'

/** How lines do, for the faxes that wait for them. */
export type Outlook = { readonly health: (id: Line['id']) => Health; readonly now: number }

/** Sent faxes as list rows, in the same order. */
export async function faxSummaries(db: ReadStore, rows: readonly FaxRow[], outlook: Outlook): Promise<FaxSummary[]> {
  if (rows.length === 0) return []
  const people = await listPeople(db)
  const faces = new Map(
    people.map(({ id, short_name: shortName, initials, tint }) => [
      id,
      { id: PersonId.parse(id), shortName, initials, tint },
    ]),
  )
  const places = await placesTogether(db, rows)
  return rows.map((row) => {
    const together = places.get(row.id)
    return { ...faxSummary(row, faces, outlook), ...(together && together.of > 1 ? { together } : {}) }
  })
}

function faxSummary(row: FaxRow, faces: ReadonlyMap<string, PersonFace>, outlook: Outlook): FaxSummary {
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
    urgent: row.urgent === 1,
    ...pausedFor(row, outlook),
    at: row.sent_at ?? row.changed_at,
    changedAt: row.changed_at,
  }
}

/** A fax that would go now if its line were not paused. */
function pausedFor(row: FaxRow, { health, now }: Outlook): Pick<FaxSummary, 'paused'> {
  if (row.phase !== 'queued' || row.line_id === null || row.due_at === null) return {}
  const own = health(LineId.parse(row.line_id))
  if (!own.pause || !resting(own, now) || row.due_at > own.pause.until) return {}
  return { paused: { why: own.pause.why, until: own.pause.until } }
}

const stateOf = (row: FaxRow): FaxState => FaxState.parse(JSON.parse(row.state))

/** One sent fax with everything a person may want to know of it. @param viewer who is looking */
export async function faxView(
  db: ReadStore,
  row: FaxRow,
  lines: readonly Line[],
  viewer: PersonId,
  outlook: Outlook,
): Promise<FaxView | undefined> {
  const line = lines.find(({ id }) => id === row.line_id)
  const [summary] = await faxSummaries(db, [row], outlook)
  if (!summary || !line) return undefined
  const askedAt = summary.state.phase === 'cancelled' ? undefined : await stopAskedAt(db, summary.reference)
  const { purpose, quality } = readContent(row.content)
  return {
    ...summary,
    revision: row.revision,
    purpose,
    ...(await groundsView(db, row)),
    sentWith: await sentWith(db, row),
    quality,
    line: { id: line.id, name: line.name, training: line.capabilities.training },
    packet: {
      sha256: Sha256.parse(row.packet_sha256),
      bytes: row.packet_bytes ?? 0,
      pages: row.pages,
      url: packetUrl(summary.id),
      ...(await formOfPacket(db, row)),
    },
    attempts: (await attemptsOf(db, row.id)).map((attempt) => attemptView(attempt, lines)),
    ...(askedAt === undefined ? {} : { stopAskedAt: askedAt }),
    ...(await approvedView(db, summary.id)),
    overlooked: Check.array().parse(JSON.parse(row.overlooked)),
    nextActs: nextActs(summary.state, row.person_id === viewer).filter(
      (next) => row.kind === null || next !== 'send-again',
    ),
  }
}

/** A packet is called by its form. */
async function formOfPacket(db: ReadStore, { packet_id }: FaxRow): Promise<{ readonly form?: PacketForm }> {
  const packet = packet_id === null ? undefined : await findDocument(db, packet_id)
  const form = PacketForm.safeParse(packet?.name)
  return form.success ? { form: form.data } : {}
}

/** Whose word it went on, where its number was not verified. */
async function approvedView(db: ReadStore, id: FaxId): Promise<Pick<FaxView, 'approval'>> {
  const approval = await approvalOf(db, id)
  return approval?.spentAt === undefined ? {} : { approval: await approvalView(db, approval) }
}

/** Whom else the same act sent to. */
async function sentWith(db: ReadStore, row: FaxRow): Promise<FaxView['sentWith']> {
  const all = row.together === null ? [] : await sentTogether(db, row.together)
  return all
    .filter(({ id }) => id !== row.id)
    .map(({ id, reference, organisation, department }) => ({
      id: FaxId.parse(id),
      reference: FaxReference.parse(reference),
      organisation,
      department,
    }))
}

/** What was recorded of why the pages could be disclosed, where the purpose asks for it. */
async function groundsView(db: ReadStore, row: FaxRow): Promise<Pick<FaxView, 'request' | 'confirmed' | 'form'>> {
  const content = readContent(row.content)
  const { purpose, request } = content
  const confirmed = confirmedIn(row, content)
  const form = row.form_id === null ? undefined : await findDocument(db, row.form_id)
  const names = confirmed ? await shortNames(db, [confirmed.by]) : new Map<string, string>()
  return {
    ...(purpose === 'patient-request' && request ? { request } : {}),
    ...(confirmed
      ? { confirmed: { byShortName: names.get(confirmed.by) ?? '', at: confirmed.at, pages: confirmed.pages } }
      : {}),
    ...(purpose === 'authorisation' && form?.key
      ? {
          form: {
            name: form.name,
            sha256: Sha256.parse(form.sha256),
            pages: documentView(form).pages.length,
            url: formUrl(FaxId.parse(row.id)),
          },
        }
      : {}),
  }
}

function attemptView(row: AttemptRow, lines: readonly Line[]): AttemptView {
  return AttemptView.parse({
    number: row.number,
    lineName: lines.find(({ id }) => id === row.line_id)?.name ?? row.line_id,
    startedAt: row.started_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    pagesSent: row.pages_sent,
    lineReference: row.line_reference,
  })
}

/** What a person can do about a fax now; there is always something, or it is under way by itself. */
export function nextActs(state: FaxState, own: boolean): readonly NextAct[] {
  switch (state.phase) {
    case 'draft':
      return []
    case 'held':
      return own ? ['undo', 'cancel'] : ['cancel']
    case 'queued':
      return ['cancel', 'plan']
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
