/**
 * faxes.sendEach: one draft, several recipients, one fax each. Every recipient is judged by the checks of a single fax,
 * gets a packet with a cover sheet of its own, and is refused alone. Nothing here touches a line.
 */
import type { Parsed } from '#app/contract/index.ts'
import { stopsOf } from '#app/domain/fax/preflight.ts'
import { checksOfSeveral } from '#app/domain/fax/several.ts'
import type { DocumentId, NumberId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Failure, type Outcome } from '#app/domain/outcome.ts'
import { withCoverCut } from '#app/domain/pages/cover.ts'
import { withPageChecks } from '#app/domain/pages/page-checks.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { recipientsIn } from '../../packet/content.ts'
import { lineIn, ownDraft, type Draft } from '../../packet/drafts.ts'
import { writeBytes } from '../../packet/keep.ts'
import { judgeEach, type Judged } from '../../packet/judging/several.ts'
import type { SealFor } from '../../packet/seal.ts'
import type { DocumentFiles } from '../../store/files.ts'
import type { ReadStore } from '../../store/store.ts'
import type { HandlerParts } from '../handlers.ts'
import { queueAll, type Packet, type Sent } from './queue-all.ts'

export type TogetherParts = HandlerParts & { readonly files: DocumentFiles; readonly sealFor: SealFor }

/**
 * All that may go, in one transaction with an entry for each; the refused stay in the draft. Faults: not-found; conflict
 * changed-meanwhile; invalid for a draft to one; stopped where nobody can get it.
 */
export async function sendEach(
  parts: TogetherParts,
  input: Parsed<'faxes.sendEach'>,
  act: Act,
): Promise<Outcome<Sent>> {
  act.about({ subject: input.id })
  const draft = await severalDraft(parts.store.read, input, act)
  if (!draft.ok) return draft
  const judged = await judgedIn(parts, parts.store.read, draft.value, act.at)
  if (!judged.some(mayGo)) return nobodyIn(judged)
  const packets = new Map<NumberId, Packet>()
  let kept: ReadonlySet<DocumentId> = new Set()
  try {
    for (const { numberId } of judged.filter(mayGo)) {
      const packet = await packetFor(parts, draft.value, numberId, act)
      if (!packet.ok) return packet
      packets.set(numberId, packet.value)
    }
    const done = await act.commit(async (tx) => {
      const now = await severalDraft(tx, input, act)
      if (!now.ok) return now
      // A number may have lost its verification while the packets were made.
      const again = await judgedIn(parts, tx, now.value, act.at)
      return again.some(mayGo)
        ? queueAll(tx, parts, { ...input, draft: now.value, judged: again, packets, at: parts.clock.now() }, act)
        : nobodyIn(again)
    })
    if (!done.ok) return done
    kept = new Set(done.value.kept)
    if (done.value.broken) await parts.files.destroy(done.value.broken)
    return ok(done.value)
  } finally {
    for (const { row } of packets.values()) if (!kept.has(row.id)) await parts.files.destroy(row.id)
  }
}

async function severalDraft(db: ReadStore, input: Parsed<'faxes.sendEach'>, act: Act): Promise<Outcome<Draft>> {
  const draft = await ownDraft(db, input.id, actorOf(act).personId)
  if (!draft.ok) return draft
  if (draft.value.row.revision !== input.revision) return conflict('changed-meanwhile')
  return recipientsIn(draft.value.content).length > 1 ? draft : fail({ code: 'invalid', issues: ['content.others'] })
}

async function judgedIn(parts: TogetherParts, db: ReadStore, draft: Draft, at: number): Promise<readonly Judged[]> {
  const each = await judgeEach(db, draft, lineIn(draft.content, parts.lines), at)
  const { id, row } = draft
  return each.map((one) => {
    const cut = parts.coverCutOf({ id, revision: row.revision, numberId: one.numberId })
    return { ...one, checks: withCoverCut(withPageChecks(one.checks, one.content, parts.factsOf), cut) }
  })
}

/** Whether this recipient's fax passes all that a single fax has to pass. */
export const mayGo = ({ recipient, checks }: Judged): boolean => recipient !== undefined && stopsOf(checks).length === 0

const nobodyIn = (judged: readonly Judged[]): Failure =>
  fail({
    code: 'stopped',
    stops: stopsOf(checksOfSeveral(judged.map(({ checks }) => checks))).map(({ result }) => result),
  })

async function packetFor(parts: TogetherParts, draft: Draft, numberId: NumberId, act: Act): Promise<Outcome<Packet>> {
  const actor = actorOf(act)
  const sealed = await parts.sealFor(draft, numberId, actor, act.at)
  if (!sealed.ok) return sealed
  const facts = { kind: 'packet', name: sealed.value.form, pages: [], by: actor.personId, at: act.at } as const
  return ok({ row: await writeBytes(parts, sealed.value.bytes, facts), pages: sealed.value.pages })
}
