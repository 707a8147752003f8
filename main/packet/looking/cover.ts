/**
 * A draft's cover sheet as it stands: in small, and which of its fields a recipient would not see whole. That is
 * remembered for the very revision, in memory only, for the checks of the fax when it is sent.
 */
import type { Output, Parsed } from '#app/contract/index.ts'
import type { FaxId, NumberId } from '#app/domain/ids.ts'
import type { CoverField } from '#app/domain/pages/cover.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { ownDraft } from '../drafts.ts'
import type { PacketParts } from '../parts.ts'
import { drawCover } from '../seal.ts'

/** The sheet of one draft, as saved at that revision, for one of its recipients. */
export type SheetName = { readonly id: FaxId; readonly revision: number; readonly numberId: NumberId | null }
/** The fields that do not stand whole on a sheet; none, too, for one that was not drawn. */
export type CutOf = (sheet: SheetName) => readonly CoverField[]

export type CoverCuts = {
  readonly of: CutOf
  readonly keep: (sheet: SheetName, shortened: readonly CoverField[]) => void
  readonly forget: () => void
}

/** More than one fax has recipients. */
const keptAtMost = 200

export function createCoverCuts(): CoverCuts {
  const known = new Map<string, readonly CoverField[]>()
  const nameOf = ({ id, revision, numberId }: SheetName): string => `${id} ${revision} ${numberId ?? ''}`
  return {
    of: (sheet) => known.get(nameOf(sheet)) ?? [],
    keep(sheet, shortened) {
      known.set(nameOf(sheet), shortened)
      for (const oldest of [...known.keys()].slice(0, -keptAtMost)) known.delete(oldest)
    },
    forget: () => known.clear(),
  }
}

export async function lookAtCover(
  parts: PacketParts & { readonly cuts: CoverCuts },
  { draftId }: Parsed<'pages.cover'>,
  act: Act,
): Promise<Outcome<Output<'pages.cover'>>> {
  const actor = actorOf(act)
  act.about({ subject: draftId })
  const draft = await ownDraft(parts.store.read, draftId, actor.personId)
  if (!draft.ok) return draft
  if (!draft.value.content.cover.included) return ok({ pictures: [], shortened: [] })
  const sheet = await drawCover(parts, draft.value, actor, act.at)
  if (!sheet.ok) return sheet
  const pictures: string[] = []
  const drawn = await parts.documents.thumbs(
    sheet.value.bytes,
    Array.from({ length: sheet.value.pages }, (_, page) => page),
    ({ png }) => void pictures.push(Buffer.from(png ?? []).toString('base64')),
    { urgency: 'strip' },
  )
  return drawn.ok ? ok({ pictures, shortened: [...sheet.value.shortened] }) : drawn
}
