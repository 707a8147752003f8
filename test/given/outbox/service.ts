/**
 * A fax service as the outbox meets it, and nothing else: a script says what becomes of each hand-over of a fax, its
 * book is plain data that outlives any number of deaths, and its profile is what the providers' sheets say of them.
 * Nothing of a particular provider's wire may come in: those have simulators of their own.
 */
import { createHash } from 'node:crypto'
import { LineId, makeId } from '#app/domain/ids.ts'
import type { FailureReason } from '#app/domain/fax/fax.ts'
import type { Call, Capabilities, Found, Line, News, Submission, Submitted } from '#main/lines/line.ts'
import type { Clock } from '#main/ports.ts'

/** What becomes of one hand-over. Those that are taken end as `deliver` unless they say otherwise. */
export const fates = [
  'deliver',
  'busy',
  'no-answer',
  'human',
  'partial',
  'line-trouble',
  // The answer: lost after it was taken (a 5xx, a reset after the body, an answer nobody can read), or before.
  'lost-taken',
  'lost-not-taken',
  // A clear refusal, and nothing was taken.
  'put-off',
  'unreachable',
  'account',
] as const
export type Fate = (typeof fates)[number]

export type Profile = {
  readonly name: string
  readonly listing: Capabilities['listing']
  readonly cancels: boolean
  readonly removes: boolean
  /** Whether one question tells of all calls. */
  readonly batch: boolean
  readonly concurrency: number
  readonly askEveryMs: number
  /** A taken fax shows in its list only so long after. */
  readonly lagMs: number
}

const profile = (name: string, part: Partial<Profile> = {}): Profile => ({
  name,
  listing: { kind: 'exact' },
  cancels: true,
  removes: true,
  batch: false,
  concurrency: 2,
  askEveryMs: 15_000,
  lagMs: 0,
  ...part,
})

/** The kinds of service the sheets describe, by what they can tell (providers/README, capability matrix). */
export const profiles: readonly Profile[] = [
  profile('own server, exact list'),
  profile('searchable by reference, lagging list', { listing: { kind: 'lagging', lagMs: 60_000 }, lagMs: 60_000 }),
  profile('staged, list and match', { listing: { kind: 'exact', settlesAfterMs: 60_000 }, batch: true, lagMs: 60_000 }),
  profile('no reference at all', { listing: { kind: 'none' }, cancels: false }),
  profile('removes nothing, list for all', { removes: false, batch: true }),
]

export type TakenCall = {
  readonly reference: string
  readonly to: string
  readonly sha256: string
  readonly pages: number
  readonly at: number
  readonly fate: Fate
  cancelledAt: number | null
  removed: boolean
}

/** All a service knows: plain data, so that a moment of it can be kept and gone back to. */
export type Book = {
  readonly calls: TakenCall[]
  /** Hand-overs so far, by the pages' hash: the place in its script. */
  readonly handedOver: Record<string, number>
  removalsFailed: number
  questions: number
}

export const emptyBook = (): Book => ({ calls: [], handedOver: {}, removalsFailed: 0, questions: 0 })

export type ServiceParts = {
  readonly clock: Clock
  readonly book: Book
  readonly profile: Profile
  /** What becomes of the hand-overs of a packet, the first first; afterwards everything is delivered. */
  readonly script: (sha256: string) => readonly Fate[]
  /** Called when a request has arrived and when its answer is about to leave. */
  readonly passing?: (what: string) => void
  readonly id?: LineId
  readonly callMs?: (call: TakenCall) => number
}

export const serviceLineId = makeId(LineId, 'line', 'a'.repeat(20))
export const dialMs = 8_000
const pageMs = 20_000

const endOf: Partial<Record<Fate, FailureReason>> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  human: 'human-answered',
  partial: 'partial',
  'line-trouble': 'line-trouble',
}

export function scriptedService(parts: ServiceParts): Line {
  const { clock, book, profile: own, script, passing = () => undefined } = parts
  const callMs = parts.callMs ?? ((call: TakenCall) => dialMs + call.pages * pageMs)
  const find = (reference: string): TakenCall | undefined => book.calls.find((call) => call.reference === reference)

  async function passed<T>(what: string, work: () => T): Promise<T> {
    passing(`${what} arrives`)
    const answer = work()
    passing(`${what} answered`)
    return answer
  }

  function handedOver({ reference, to, packet, pages }: Submission): Submitted {
    const sha256 = createHash('sha256').update(packet).digest('hex')
    const nth = book.handedOver[sha256] ?? 0
    book.handedOver[sha256] = nth + 1
    const fate = script(sha256)[nth] ?? 'deliver'
    if (fate === 'put-off') return { kind: 'refused', reason: 'provider-trouble', retryAfterMs: 20_000 }
    if (fate === 'unreachable') return { kind: 'refused', reason: 'provider-trouble' }
    if (fate === 'account') return { kind: 'refused', reason: 'account-trouble' }
    if (fate === 'lost-not-taken') return { kind: 'lost' }
    book.calls.push({ reference, to, sha256, pages, at: clock.now(), fate, cancelledAt: null, removed: false })
    return fate === 'lost-taken' ? { kind: 'lost' } : { kind: 'accepted', providerId: `id-${reference}` }
  }

  function newsOf(call: TakenCall): News {
    const { fate, pages } = call
    const goneMs = (call.cancelledAt ?? clock.now()) - call.at
    const reason = endOf[fate]
    const endMs = reason && fate !== 'partial' ? dialMs : callMs(call)
    if (goneMs >= endMs) {
      if (!reason) return { phase: 'delivered', pages, tookMs: endMs }
      return { phase: 'failed', reason, pagesSent: fate === 'partial' ? Math.max(1, pages - 1) : 0 }
    }
    if (call.cancelledAt !== null) return { phase: 'cancelled', pagesSent: 0 }
    if (goneMs < dialMs) return { phase: 'accepted' }
    return { phase: 'sending', pagesSent: Math.min(pages - 1, Math.floor((goneMs - dialMs) / pageMs)) }
  }

  function found(reference: string): Found {
    const call = find(reference)
    if (!call || clock.now() - call.at < own.lagMs) return { kind: 'not-known' }
    return { kind: 'found', providerId: `id-${reference}`, news: newsOf(call) }
  }

  const status = ({ reference }: Call): Promise<News> =>
    passed('status', () => {
      book.questions += 1
      const call = find(reference)
      return call ? newsOf(call) : { phase: 'unknown' }
    })

  const statuses = (calls: readonly Call[]): Promise<ReadonlyMap<string, News>> =>
    passed('statuses', () => {
      book.questions += 1
      const known = calls.flatMap(({ reference }) => find(reference) ?? [])
      return new Map(known.map((call) => [call.reference, newsOf(call)]))
    })

  return {
    id: parts.id ?? serviceLineId,
    kind: 'phaxio',
    name: own.name,
    standing: () => 'ready',
    capabilities: {
      training: false,
      concurrency: own.concurrency,
      countsPages: true,
      cancels: own.cancels,
      removes: own.removes,
      receives: false,
      listing: own.listing,
    },
    pace: {
      answerWithinMs: 30_000,
      askEveryMs: own.askEveryMs,
      longestCallMs: (pages) => 30 * 60_000 + pages * 60_000,
    },
    preflight: () => Promise.resolve([]),
    submit: (submission) => passed('submit', () => handedOver(submission)),
    status,
    ...(own.batch ? { statuses } : {}),
    list: (reference) => passed('list', () => found(reference)),
    cancel: ({ reference }) =>
      passed('cancel', () => {
        const call = find(reference)
        if (!call || newsOf(call).phase !== 'accepted') return 'too-late'
        call.cancelledAt = clock.now()
        return 'stopped'
      }),
    remove: ({ reference }) =>
      passed('remove', () => {
        const call = find(reference)
        if (!call) return 'not-known'
        if (book.removalsFailed > 0) {
          book.removalsFailed -= 1
          return 'no-answer'
        }
        call.removed = true
        return 'removed'
      }),
    received: () => Promise.resolve([]),
    content: () => Promise.resolve(undefined),
  }
}
