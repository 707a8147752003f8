/**
 * faxes.send: a draft to one recipient becomes a fax. To several, and back again: `together/`. Nothing here touches a line.
 */
import type { Parsed } from '#app/contract/index.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { stopsOf } from '#app/domain/fax/preflight.ts'
import { withCoverCut } from '#app/domain/pages/cover.ts'
import { withPageChecks } from '#app/domain/pages/page-checks.ts'
import { actorOf, type Act, type Committed } from '../door/handler.ts'
import { checksOf, recipientsIn } from '../packet/content.ts'
import { addressedTo, lineIn, ownDraft } from '../packet/drafts.ts'
import { groundsOf } from '../packet/judging/grounds.ts'
import { spend } from '../recipients/approval/approval.ts'
import { coverTexts } from '../settings/covers/versions.ts'
import type { WriteStore } from '../store/store.ts'
import type { HandlerParts } from './handlers.ts'
import { putInQueue } from './queued.ts'

/** The draft as a held fax, in one transaction with its entry. Faults: not-found, stopped, conflict. */
export const queueFax = (parts: HandlerParts, input: Parsed<'faxes.send'>, act: Act): Promise<Outcome<FaxId>> =>
  act.commit((tx) => queue(tx, parts, input, act))

async function queue(
  tx: WriteStore,
  { lines, factsOf, coverCutOf, audit }: HandlerParts,
  { id, revision, sha256, plan, urgent = false }: Parsed<'faxes.send'>,
  act: Act,
): Promise<Outcome<Committed<FaxId>>> {
  const draft = await ownDraft(tx, id, actorOf(act).personId)
  if (!draft.ok) return draft
  const { row, content } = draft.value
  if (row.revision !== revision) return conflict('changed-meanwhile')
  // One packet, one recipient: a draft for several is sent by `faxes.sendEach`.
  if (recipientsIn(content).length > 1) return fail({ code: 'invalid', issues: ['content.others'] })
  if (row.sealed_revision !== revision || row.packet_sha256 !== sha256) return conflict('packet-differs')
  const to = await addressedTo(tx, draft.value, act.at)
  // What was approved cannot wait: for a later time it counts for nothing.
  const recipient = to && plan ? { ...to, approval: undefined } : to
  const line = lineIn(content, lines)
  const { asked } = await coverTexts(tx)
  const judged = checksOf(content, recipient, line, act.at, groundsOf(row, content), asked)
  const cut = coverCutOf({ id, revision, numberId: content.numberId })
  const checks = withCoverCut(withPageChecks(judged, content, factsOf), cut)
  const stops = stopsOf(checks)
  if (stops.length > 0 || !recipient || !line)
    return fail({ code: 'stopped', stops: stops.map(({ result }) => result) })
  const ready = {
    id,
    content,
    recipient,
    line,
    checks,
    packet: { sha256, pages: row.pages },
    urgent,
    ...(plan ? { plan } : {}),
  }
  const { reference, details } = await putInQueue(tx, ready, act.at)
  const { approval } = recipient
  if (approval) await spend(tx, audit, { id, by: actorOf(act).personId, reference }, approval, act.at)
  return ok({ subject: reference, details: { ...details, draft: id }, value: id })
}
