/** The delivery room's share of the handlers: sending, taking back, stopping, settling, and looking at what became of it. */
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { FaxId, type PersonId } from '#app/domain/ids.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { FactsOf } from '#app/domain/pages/page-checks.ts'
import type { AuditWriter } from '../audit/writer.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Line } from '../lines/line.ts'
import type { CutOf } from '../packet/looking/cover.ts'
import type { Chance, Clock } from '../ports.ts'
import { mayOpen } from '../people/work/own-fax.ts'
import { countsFor } from '../store/faxes/drafts.ts'
import { listFaxes } from '../store/faxes/fax-lists.ts'
import { findFax } from '../store/faxes/faxes.ts'
import type { Store } from '../store/store.ts'
import { cancelFax, planFax, sendAgain, settleFax } from './acts.ts'
import type { Delivery } from './engine/engine.ts'
import { queueFax } from './send.ts'
import { sendEach, type TogetherParts } from './together/send-each.ts'
import { sameAct, takeBack } from './together/take-back.ts'
import { faxSummaries, faxView, type Outlook } from './views.ts'

export type HandlerParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly clock: Clock
  readonly chance: Chance
  readonly publish: Publish
  readonly lines: readonly Line[]
  readonly delivery: Delivery
  readonly announce: (id: FaxId) => Promise<void>
  readonly outlook: () => Outlook
  readonly factsOf: FactsOf
  readonly coverCutOf: CutOf
}

type Names =
  | 'faxes.list'
  | 'faxes.counts'
  | 'faxes.read'
  | 'faxes.send'
  | 'faxes.sendEach'
  | 'faxes.undo'
  | 'faxes.cancel'
  | 'faxes.plan'
  | 'faxes.sendAgain'
  | 'faxes.settle'

export function createDeliveryHandlers(parts: TogetherParts): Share<Names> {
  const { store, delivery, announce, outlook } = parts

  /** A sent fax is its sender's, unless the role opens everybody's; a draft is judged by who made it, elsewhere. */
  async function theirs(id: FaxId, act: Act): Promise<Outcome<void>> {
    const row = await findFax(store.read, id)
    return row && row.sent_at !== null ? mayOpen(store.read, actorOf(act), row, act.at) : ok(undefined)
  }

  /** An act on one fax, while no step of it is under way; the page hears of it and the engine looks again. */
  async function actOn(id: FaxId, call: Act, act: () => Promise<Outcome<FaxId>>): Promise<Outcome<FaxId>> {
    const allowed = await theirs(id, call)
    if (!allowed.ok) return allowed
    const done = await delivery.withFax(id, act)
    if (done.ok) await announce(id)
    return done
  }

  async function viewAfter(done: Outcome<FaxId>, act: Act): Promise<Outcome<FaxView>> {
    return done.ok ? readView(parts, done.value, actorOf(act).personId) : done
  }

  return {
    'faxes.list': async (input, act) => {
      const { personId } = actorOf(act)
      const { faxes, more } = await listFaxes(store.read, { ...input, personId })
      const counts = await countsFor(store.read, personId)
      return ok({ faxes: await faxSummaries(store.read, faxes, outlook()), more, counts })
    },
    'faxes.counts': async (_, act) => ok(await countsFor(store.read, actorOf(act).personId)),
    'faxes.read': async ({ id }, act) => {
      act.about({ subject: id })
      const allowed = await theirs(id, act)
      if (!allowed.ok) return allowed
      const view = await readView(parts, id, actorOf(act).personId)
      act.about({ subject: view.ok ? view.value.reference : id })
      return view
    },
    'faxes.send': async (input, act) => viewAfter(await actOn(input.id, act, () => queueFax(parts, input, act)), act),
    'faxes.sendEach': async (input, act) => {
      const done = await delivery.withFax(input.id, () => sendEach(parts, input, act))
      if (!done.ok) return done
      const { ids, refused } = done.value
      for (const id of new Set([...ids, input.id])) await announce(id)
      const views = await Promise.all(ids.map((id) => readView(parts, id, actorOf(act).personId)))
      return ok({ queued: views.flatMap((view) => (view.ok ? [view.value] : [])), refused: [...refused] })
    },
    'faxes.undo': async ({ id }, act) => {
      const allowed = await theirs(id, act)
      if (!allowed.ok) return allowed
      const row = await findFax(store.read, id)
      const all = row ? (await sameAct(store.read, row)).map((one) => FaxId.parse(one.id)) : [id]
      const done = await whileNoneMoves(delivery, all.toSorted(), () => takeBack(parts, id, act))
      if (done.ok) for (const each of new Set([...all, done.value.id])) await announce(each)
      return done
    },
    'faxes.cancel': async ({ id }, act) => viewAfter(await actOn(id, act, () => cancelFax(parts, id, act)), act),
    'faxes.plan': async (input, act) => {
      const done = await actOn(input.id, act, () => planFax(parts, input, act))
      return done.ok ? ok({}) : done
    },
    'faxes.settle': async (input, act) =>
      viewAfter(await actOn(input.id, act, () => settleFax(parts, input, act)), act),
    'faxes.sendAgain': async ({ id }, act) => {
      const allowed = await theirs(id, act)
      if (!allowed.ok) return allowed
      const done = await sendAgain(parts, id, act)
      if (!done.ok) return done
      await announce(id)
      await announce(done.value)
      return ok({ id: done.value })
    },
  }
}

/** While no step of any of these faxes is under way; always in the same order, so that two acts never wait for each other. */
function whileNoneMoves<T>(delivery: Delivery, [id, ...others]: readonly FaxId[], act: () => Promise<T>): Promise<T> {
  return id === undefined ? act() : delivery.withFax(id, () => whileNoneMoves(delivery, others, act))
}

async function readView(parts: HandlerParts, id: FaxId, viewer: PersonId): Promise<Outcome<FaxView>> {
  const { store, lines, outlook } = parts
  const row = await findFax(store.read, id)
  if (!row || row.sent_at === null) return notFound
  const view = await faxView(store.read, row, lines, viewer, outlook())
  return view ? ok(view) : notFound
}
