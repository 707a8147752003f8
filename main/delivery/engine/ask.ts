/** Asking a line: how a call goes, and whether it knows a fax whose answer was lost. */
import type { FaxId } from '#app/domain/ids.ts'
import type { Call, Capabilities, Found, Line, News } from '../../lines/line.ts'
import { callsOn, outboxFax, stopAskedBy, type OutboxFax } from '../../store/faxes/delivery.ts'
import { changeFax } from '../../store/faxes/faxes.ts'
import { afterFound, afterNews, afterTooLong, type Underway } from './decide.ts'
import { answerOf, callOf, carryAttempt, type StepParts } from './parts.ts'
import { askAgainAt } from './pace/polling.ts'

/** Asks how a call goes. Answers when to ask again, in epoch ms, while it goes on. */
export async function askHowItGoes(
  parts: StepParts,
  fax: OutboxFax,
  state: Underway,
  line: Line,
): Promise<number | undefined> {
  const { clock, store, asker } = parts
  const call = await callOf(parts, fax, state)
  const news = await answerOf<News>(parts, line, asker.ask(line, call), { phase: 'unknown' })
  const goneOnMs = clock.now() - state.since
  const silentMs = parts.silence(fax.id, news.phase !== 'unknown')
  const longest = line.pace.longestCallMs(fax.pages)
  if (goingOn(news) && goneOnMs > longest && (news.phase !== 'unknown' || silentMs >= silentEnoughMs)) {
    await giveUp(parts, fax.id, state.attempt, line, call)
    return undefined
  }
  const stopper = news.phase === 'cancelled' ? await stopAskedBy(store.read, fax.reference) : undefined
  await carryAttempt(parts, fax.id, state.attempt, (at, again) => afterNews(at, news, clock.now(), stopper, again))
  return goingOn(news) ? nextAsk(parts, line, goneOnMs) : undefined
}

/** When to ask about a call again, in epoch ms. */
export async function nextAsk({ store, clock }: StepParts, line: Line, goneOnMs: number): Promise<number> {
  const bounded = line.pace.questionsPerMinute !== undefined && !line.statuses
  return askAgainAt(line, clock.now(), goneOnMs, bounded ? await callsOn(store.read, line.id) : 1)
}

const goingOn = ({ phase }: News): boolean => phase === 'unknown' || phase === 'accepted' || phase === 'sending'

/** A computer that slept, or was without network, asks anew for so long before it gives a call up. */
const silentEnoughMs = 5 * 60_000

/** The watchdog: nothing stays "sending" for ever. A line that cannot say what it did leaves it to a person. */
async function giveUp(parts: StepParts, id: FaxId, attempt: number, line: Line, call: Call): Promise<void> {
  const answer = line.capabilities.cancels ? await answerOf(parts, line, line.cancel(call), 'no-answer') : 'no-answer'
  await carryAttempt(parts, id, attempt, (at) => afterTooLong(at, answer === 'stopped', parts.clock.now()))
}

/** Asks the line whether it knows an uncertain fax, by our reference. Until it says so, nothing is sent again. */
export async function reconcile(parts: StepParts, fax: OutboxFax, state: Underway, line: Line): Promise<void> {
  const { clock, store } = parts
  const call = await callOf(parts, fax, state)
  const { reference, startedAt } = call
  const asked = { startedAt, uncertainSince: state.since, now: clock.now() }
  const listing = believable(line.capabilities.listing, asked)
  const found: Found =
    call.providerId !== undefined
      ? await readById(parts, line, { ...call, providerId: call.providerId })
      : listing.kind === 'none'
        ? { kind: 'no-answer' }
        : await answerOf(parts, line, line.list(reference, { to: fax.e164, startedAt, pages: fax.pages }), {
            kind: 'no-answer',
          })
  const settled = await carryAttempt(parts, fax.id, state.attempt, (at, again) =>
    afterFound(at, found, listing, clock.now(), again),
  )
  if (settled) return
  // Judged by the time it is now: the computer may have slept over the question.
  if (settling(line.capabilities.listing, { ...asked, now: clock.now() }) <= 0) parts.alarm(fax.id)
  const dueAt = clock.now() + lookAgainAfterMs(clock.now() - state.since)
  await store.write(async (tx) => {
    const now = await outboxFax(tx, fax.id)
    if (now?.state.phase === 'uncertain') await changeFax(tx, fax.id, { due_at: dueAt })
  })
}

/** The service called back and named the id it gave this call: that one is read, and believed only where it answers. */
async function readById(parts: StepParts, line: Line, call: Call & { readonly providerId: string }): Promise<Found> {
  const news = await answerOf<News>(parts, line, line.status(call), { phase: 'unknown' })
  return news.phase === 'unknown' ? { kind: 'no-answer' } : { kind: 'found', providerId: call.providerId, news }
}

type Asked = { readonly startedAt: number; readonly uncertainSince: number; readonly now: number }

/**
 * A list proves that a call was never taken only while it can: not before what was on its way has got there, not after
 * finished calls are cleared away, and not by a clock that was set back.
 */
function believable(listing: Capabilities['listing'], asked: Asked): Capabilities['listing'] {
  if (listing.kind !== 'exact') return listing
  const { settlesAfterMs = 0, forgetsAfterMs = Infinity } = listing
  const arrived = settling(listing, asked) <= 0
  const remembered = asked.startedAt <= asked.now && asked.now - asked.startedAt < forgetsAfterMs
  return arrived && remembered ? listing : { kind: 'lagging', lagMs: settlesAfterMs }
}

/** How long, in ms, something handed over may still be on its way into the list. */
const settling = (listing: Capabilities['listing'], { uncertainSince, now }: Asked): number =>
  listing.kind === 'exact' ? uncertainSince + (listing.settlesAfterMs ?? 0) - now : 0

/** An uncertain fax is asked about soon, then ever more rarely, and never given up. */
const lookAgainAfterMs = (uncertainForMs: number): number =>
  Math.min(60 * 60_000, Math.max(5_000, Math.round(uncertainForMs / 2)))
