/**
 * The packet room: what a person puts together before a fax exists on any line. Drafts, originals, cover sheet, and the
 * sealed packet with its hash. Nothing here dials, and nothing here reads a document: that is the document service's.
 */
import type { DraftView } from '#app/contract/desk/drafts.ts'
import { FaxId, makeId } from '#app/domain/ids.ts'
import type { FactsOf } from '#app/domain/pages/page-checks.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import type { Line } from '../lines/line.ts'
import { keptDocumentIds } from '../store/faxes/documents.ts'
import { countsFor, draftsOf } from '../store/faxes/drafts.ts'
import { changeFax, findFax, insertFax } from '../store/faxes/faxes.ts'
import { addDocument, bringPiece } from './add.ts'
import { createArrivals, type Arrivals } from './arriving/arrivals.ts'
import { createPieces, type Pieces } from './arriving/pieces.ts'
import { createPacketBytes, type PacketBytes } from './bytes.ts'
import { emptyContent, readContent } from './content.ts'
import { confirmPages } from './judging/confirm.ts'
import { createDiscarded, type Discarded } from './discarded.ts'
import { draftSummary, draftView, newDraft, ownDraft } from './drafts.ts'
import { attachForm, removeForm } from './judging/form.ts'
import { createMeasured, type Measured } from './judging/measured.ts'
import { findWords, readFacts, readScan } from './pages.ts'
import type { PacketParts } from './parts.ts'
import { measurePacket } from './call/measure.ts'
import { createRenditions, type Renditions } from './call/renditions.ts'
import { createCoverCuts, lookAtCover, type CoverCuts, type CutOf } from './looking/cover.ts'
import { createThumbs } from './looking/thumbs.ts'
import { saveDraft } from './save.ts'
import { sealFor, sealPacket, type SealFor } from './seal.ts'

type Names =
  | 'drafts.list'
  | 'drafts.create'
  | 'drafts.open'
  | 'drafts.save'
  | 'drafts.discard'
  | 'drafts.restore'
  | 'drafts.confirmPages'
  | 'drafts.attachForm'
  | 'drafts.removeForm'
  | 'documents.bring'
  | 'documents.add'
  | 'packet.seal'
  | 'pages.facts'
  | 'pages.read'
  | 'pages.cover'
  | 'pages.find'
  | 'packet.measure'

export type PacketRoom = {
  readonly handlers: Share<Names>
  readonly bytes: PacketBytes
  /** What pages were measured to be in this session, for the checks of a fax that is sent. */
  readonly factsOf: FactsOf
  /** What does not stand whole on a cover sheet that was drawn in this session, for the same checks. */
  readonly coverCutOf: CutOf
  /** The packet of a draft as it would be for one of its recipients; nothing of it is kept. */
  readonly sealFor: SealFor
  /** Before anything is taken in: removes what a killed process left, and what was discarded before. */
  readonly start: () => Promise<void>
  /** A session ended: what was discarded in it cannot be taken back any more, and is destroyed. */
  readonly sessionEnded: () => Promise<void>
}

export function createPacketRoom(parts: PacketParts): PacketRoom {
  const { store, files, clock } = parts
  const discarded = createDiscarded(parts)
  const arrivals = createArrivals()
  const pieces = createPieces(parts)
  const renditions = createRenditions(parts.documents)
  const measured = createMeasured()
  const thumbs = createThumbs(parts.documents)
  const cuts = createCoverCuts()
  return {
    handlers: createHandlers(parts, { discarded, arrivals, pieces, renditions, measured, cuts }),
    factsOf: measured.factsOf,
    coverCutOf: cuts.of,
    sealFor: sealFor({ ...parts, cuts, expectPages: renditions.expect }),
    bytes: createPacketBytes(parts, { renditions, thumbs, cuts }),
    async start() {
      await discarded.destroyUntil(clock.now())
      await files.removeOrphans(await keptDocumentIds(store.read))
    },
    sessionEnded: () => {
      arrivals.callOff()
      pieces.forget()
      renditions.forget()
      measured.forget()
      thumbs.forget()
      cuts.forget()
      return discarded.destroyUntil(clock.now())
    },
  }
}

/** What the room holds while somebody works in it. */
type Works = {
  readonly discarded: Discarded
  readonly arrivals: Arrivals
  readonly pieces: Pieces
  readonly renditions: Renditions
  readonly measured: Measured
  readonly cuts: CoverCuts
}

function createHandlers(parts: PacketParts, works: Works): Share<Names> {
  const { store, lines } = parts
  const { discarded, arrivals, pieces, renditions, measured, cuts } = works
  return {
    'drafts.list': async (_, act) => {
      const rows = await draftsOf(store.read, actorOf(act).personId)
      return ok({ drafts: await Promise.all(rows.map((row) => draftSummary(store.read, row, lines, act.at))) })
    },
    'drafts.create': (_, act) => createDraft(parts, act),
    'drafts.open': async ({ id }, act) => {
      act.about({ subject: id })
      return viewOf(parts, id, act)
    },
    'drafts.save': (input, act) => saveDraft(parts, input, act),
    'drafts.discard': async ({ id }, act) => {
      const done = await setDiscarded(id, act, act.at)
      if (!done.ok) return done
      arrivals.callOff(id)
      pieces.forget(id)
      discarded.later()
      await tell(parts, id, act)
      return ok({})
    },
    'drafts.restore': async ({ id }, act) => {
      const done = await setDiscarded(id, act, null)
      if (!done.ok) return done
      await tell(parts, id, act)
      return viewOf(parts, id, act)
    },
    'drafts.confirmPages': (input, act) => confirmPages(parts, input, act),
    'drafts.attachForm': (input, act) => attachForm(parts, input, act),
    'drafts.removeForm': (input, act) => removeForm(parts, input, act),
    'documents.bring': (input, act) => bringPiece(parts, pieces, input, act),
    'documents.add': (input, act) =>
      arrivals.during(input.draftId, (signal) => addDocument(parts, pieces, input, act, signal)),
    'packet.seal': (input, act) => sealPacket({ ...parts, cuts, expectPages: renditions.expect }, input, act),
    'pages.facts': (input, act) => readFacts(parts, measured, input, act),
    'pages.read': (input, act) =>
      arrivals.during(input.draftId, (signal) => readScan(parts, measured, input, act, signal)),
    'pages.cover': (input, act) => lookAtCover({ ...parts, cuts }, input, act),
    'pages.find': (input, act) => findWords(parts, input, act),
    'packet.measure': (input, act) => measurePacket(parts, renditions, input, act),
  }
}

async function createDraft(parts: PacketParts, act: Act): Promise<Outcome<DraftView>> {
  const id = makeId(FaxId, 'fax', parts.chance.bytes(10).toString('hex'))
  const made = await act.commit(async (tx) => {
    const content = emptyContent(usualLine(parts.lines, act.at)?.id ?? null)
    await insertFax(tx, newDraft(id, actorOf(act).personId, content, act.at))
    return ok({ subject: id, value: id })
  })
  if (!made.ok) return made
  await tell(parts, id, act)
  return viewOf(parts, id, act)
}

/** The first real line that is ready; where there is none, the training line. */
const usualLine = (lines: readonly Line[], now: number): Line | undefined =>
  lines.find((line) => line.standing(now) === 'ready') ?? lines[0]

async function viewOf({ store, lines }: PacketParts, id: FaxId, act: Act): Promise<Outcome<DraftView>> {
  const draft = await ownDraft(store.read, id, actorOf(act).personId)
  return draft.ok ? ok(await draftView(store.read, draft.value, lines, act.at)) : draft
}

/** Discards a draft at a time (epoch ms), or takes that back with null. Fault: not-found. */
const setDiscarded = (id: FaxId, act: Act, at: number | null): Promise<Outcome<FaxId>> =>
  act.commit(async (tx) => {
    const row = await findFax(tx, id)
    const group = at === null ? 'discarded' : 'draft'
    if (row?.phase !== 'draft' || row.phase_group !== group || row.person_id !== actorOf(act).personId) return notFound
    await changeFax(tx, id, { discarded_at: at })
    return ok({ subject: id, details: { pages: readContent(row.content).pages.length }, value: id })
  })

/** Tells the page that a draft came or went. */
async function tell({ store, publish }: PacketParts, id: FaxId, act: Act): Promise<void> {
  const { personId } = actorOf(act)
  const counts = await countsFor(store.read, personId)
  publish({ name: 'drafts.changed', payload: { id, counts } })
}
