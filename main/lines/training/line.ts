/**
 * The training line: behaves as a fax service far away would, and nothing leaves the machine. It keeps its own book,
 * written in its own transaction before it answers, so that the book outlives a killed application and shows whether
 * anything went twice. It knows nothing of faxes, drafts or people; outcomes are chosen by the number alone.
 */
import { LineId, makeId } from '#app/domain/ids.ts'
import { sha256Of } from '../../digest.ts'
import type { Clock } from '../../ports.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import {
  callByReference,
  callsByReference,
  callsBefore,
  callsTo,
  enterCall,
  markCallCancelled,
  type TrainingCall,
} from '../../store/faxes/training.ts'
import type { Call, Cancelled, Found, Line, News, ReceivedFax, Submission, Submitted } from '../line.ts'
import { endingOf, outcomeOf } from './outcomes.ts'
import { dialMs, pageMs, progressAt } from './progress.ts'
import { sampleReply } from './sample-reply.ts'
import { withoutRemove } from '../without.ts'

export const trainingLineId = makeId(LineId, 'line', '1'.padStart(20, '0'))

export type TrainingLineParts = {
  readonly store: Store
  readonly clock: Clock
  readonly name: string
  /** 1 is natural speed (2 s to dial, 1.2 s a page), 0.1 ten times faster. */
  readonly pace: number
}

/** Times the service is down for a packet before it takes it. */
const outageLasts = 2

export function createTrainingLine({ store, clock, name, pace }: TrainingLineParts): Line {
  /** Hand-overs that left no trace in the book, by number and packet: the weather on the way, not the service. */
  const turnedAway = new Map<string, number>()

  async function submit(submission: Submission): Promise<Submitted> {
    const call = await callOf(submission, clock.now())
    const outcome = outcomeOf(submission.to)
    const key = `${call.e164} ${call.sha256}`
    const before = turnedAway.get(key) ?? 0
    if (outcome === 'outage' && before < outageLasts) {
      turnedAway.set(key, before + 1)
      return { kind: 'refused', reason: 'provider-trouble' }
    }
    if (outcome === 'answer-lost-not-taken' && before === 0) {
      turnedAway.set(key, 1)
      return { kind: 'lost' }
    }
    await store.write((tx) => enterCall(tx, call))
    return outcome === 'answer-lost-taken' ? { kind: 'lost' } : { kind: 'accepted', providerId: call.line_reference }
  }

  async function newsOf(db: ReadStore, call: TrainingCall): Promise<News> {
    const { submitted_at: submittedAt, cancelled_at: cancelledAt, pages } = call
    const earlier = await callsBefore(db, call)
    return progressAt({ submittedAt, cancelledAt, pages, outcome: outcomeOf(call.e164), earlier, pace }, clock.now())
  }

  async function status({ reference }: Call): Promise<News> {
    const call = await callByReference(store.read, reference)
    return call ? newsOf(store.read, call) : { phase: 'unknown' }
  }

  async function statuses(calls: readonly Call[]): Promise<ReadonlyMap<string, News>> {
    const book = await callsByReference(
      store.read,
      calls.map(({ reference }) => reference),
    )
    const news = await Promise.all(
      book.map(async (call) => [call.line_reference, await newsOf(store.read, call)] as const),
    )
    return new Map(news)
  }

  // Through `write`, so that it is asked behind any submission still on its way into the book: "not known" is then final.
  const list = (reference: string): Promise<Found> =>
    store.write(async (tx) => {
      const call = await callByReference(tx, reference)
      if (!call) return { kind: 'not-known' }
      return { kind: 'found', providerId: call.line_reference, news: await newsOf(tx, call) }
    })

  /** As with most services, a call that was answered cannot be stopped any more. */
  const cancel = ({ reference }: Call): Promise<Cancelled> =>
    store.write(async (tx) => {
      const call = await callByReference(tx, reference)
      const news = call && (await newsOf(tx, call))
      if (news?.phase === 'cancelled') return 'stopped'
      if (news?.phase !== 'accepted') return 'too-late'
      await markCallCancelled(tx, reference, clock.now())
      return 'stopped'
    })

  /** A fax comes back for every one delivered to a number that replies, as soon as it was delivered. */
  async function received(): Promise<readonly ReceivedFax[]> {
    const replies = await callsTo(store.read, endingOf('reply'))
    const told = await Promise.all(replies.map(async (call) => ({ call, news: await newsOf(store.read, call) })))
    return told.flatMap(({ call, news }) =>
      news.phase === 'delivered'
        ? [{ providerId: call.line_reference, from: call.e164, pages: 1, at: call.submitted_at + news.tookMs }]
        : [],
    )
  }

  return {
    id: trainingLineId,
    kind: 'training',
    name,
    standing: () => 'training',
    capabilities: {
      training: true,
      concurrency: 2,
      countsPages: true,
      cancels: true,
      removes: false,
      receives: true,
      superfine: true,
      listing: { kind: 'exact' },
    },
    pace: {
      answerWithinMs: 10_000,
      askEveryMs: Math.max(50, Math.round(500 * pace)),
      longestCallMs: (pages) => 60_000 + Math.round(3 * pace * (dialMs + pages * pageMs)),
    },
    preflight: () => Promise.resolve([]),
    submit,
    status,
    statuses,
    list,
    cancel,
    ...withoutRemove,
    received,
    content: async (providerId) =>
      (await received()).some((fax) => fax.providerId === providerId) ? sampleReply() : 'gone',
  }
}

const callOf = async ({ reference, to, packet, pages }: Submission, now: number): Promise<TrainingCall> => ({
  line_reference: reference,
  e164: to,
  sha256: await sha256Of(packet),
  pages,
  submitted_at: now,
  cancelled_at: null,
})
