/** drafts.confirmPages: somebody found the chosen pages necessary for their purpose (45 CFR 164.502(b), 164.514(d)). */
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Parsed } from '#app/contract/index.ts'
import { minimumNecessaryApplies, type Confirmed } from '#app/domain/purpose/purpose.ts'
import { conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { changeFax } from '../../store/faxes/faxes.ts'
import { chosenPages } from '../content.ts'
import { draftView, ownDraft } from '../drafts.ts'
import { pagesDigest } from './grounds.ts'
import type { PacketParts } from '../parts.ts'

/** Faults: not-found; conflict changed-meanwhile; invalid where the rule asks for no confirmation, or nothing is chosen. */
export async function confirmPages(
  { store, lines }: PacketParts,
  { id, revision }: Parsed<'drafts.confirmPages'>,
  act: Act,
): Promise<Outcome<DraftView>> {
  const by = actorOf(act).personId
  const done = await act.commit(async (tx) => {
    const draft = await ownDraft(tx, id, by)
    if (!draft.ok) return draft
    const { row, content } = draft.value
    if (row.revision !== revision) return conflict('changed-meanwhile')
    const pages = chosenPages(content).length
    const { purpose } = content
    if (!purpose || pages === 0 || !minimumNecessaryApplies(purpose))
      return fail({ code: 'invalid', issues: ['purpose'] })
    const confirmed: Confirmed = { sha256: pagesDigest(content), pages, at: act.at, by }
    const changed = await changeFax(tx, id, { confirmed: JSON.stringify(confirmed) })
    if (!changed) throw new TypeError('a draft gone within its own transaction')
    return ok({
      subject: id,
      details: { purpose, pages, pagesHash: confirmed.sha256 },
      value: { id, row: changed, content },
    })
  })
  return done.ok ? ok(await draftView(store.read, done.value, lines, act.at)) : done
}
