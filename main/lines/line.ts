/**
 * Lines: what can carry a fax. One interface for every provider and own fax server (DESIGN §8); one folder each.
 * What a provider cannot do is declared in its capabilities, never hidden behind a method that does nothing.
 * A line knows bytes, a number and our random reference. No patient, contact, person or state of a fax may come in.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { E164, LineId } from '#app/domain/ids.ts'
import type { FailureReason } from '#app/domain/fax/fax.ts'
import type { Finding, LineKind, LineStanding } from '#app/domain/fax/line.ts'

/** One call at a line: by our reference always, by the line's own id once it told us. */
export type Call = { readonly reference: string; readonly providerId?: string } & Partial<HandedOver>

/** What else is known of a call: for lists that do not know our reference, and services that count no pages. `startedAt` is epoch ms. */
export type HandedOver = { readonly to: E164; readonly startedAt: number; readonly pages: number }

export type Submission = {
  /** Ours: random, at most 20 characters, no patient data (providers/README §4: it lands in provider logs). */
  readonly reference: string
  readonly to: E164
  /** The sealed packet, a PDF. What goes is exactly this. */
  readonly packet: Uint8Array
  readonly pages: number
  readonly quality: Quality
}

/** What came of handing a fax over. `lost`: no answer came, and whether the line took it is unknown. */
export type Submitted =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | {
      readonly kind: 'refused'
      /** `account-trouble` where no fax of ours would be taken: credentials, money, permission (HTTP 401, 402, 403; 404 of a path all go to). */
      readonly reason: FailureReason
      /** Too many requests: the service named a time (429, `Retry-After`). The whole line waits. Only with `provider-trouble`. */
      readonly retryAfterMs?: number
    }
  | { readonly kind: 'lost' }

/** What a line says of one call. `unknown`: it said nothing that means anything to us; ask again. */
export type News =
  | { readonly phase: 'accepted' }
  | { readonly phase: 'sending'; readonly pagesSent: number }
  | { readonly phase: 'delivered'; readonly pages: number; readonly tookMs: number }
  | { readonly phase: 'failed'; readonly reason: FailureReason; readonly pagesSent: number }
  | { readonly phase: 'cancelled'; readonly pagesSent: number }
  | { readonly phase: 'unknown' }

/** The answer to "do you know a call of ours by this reference?". */
export type Found =
  | { readonly kind: 'found'; readonly providerId: string; readonly news: News }
  | { readonly kind: 'not-known' }
  | { readonly kind: 'no-answer' }

/** `too-late`: the call is over or cannot be stopped any more. `no-answer`: whether it stopped is unknown. */
export type Cancelled = 'stopped' | 'too-late' | 'no-answer'

export type ReceivedFax = {
  /** The line's own name for it, never given to another fax. */
  readonly providerId: string
  /** The number, or the name a station has for itself, as the line says it; may be empty. */
  readonly from: string
  readonly pages: number
  /** Epoch ms. */
  readonly at: number
  /** The call broke before its end: pages may be missing. */
  readonly incomplete?: boolean
}

export type Capabilities = {
  /** Nothing leaves the machine. */
  readonly training: boolean
  /** Calls at once. */
  readonly concurrency: number
  /** Whether it tells how many pages went through. */
  readonly countsPages: boolean
  readonly cancels: boolean
  readonly removes: boolean
  readonly receives: boolean
  /** It takes no pages but comes for them: nothing goes while the practice has no public address. */
  readonly fetches?: true
  /** Takes pages of 391 rows to the inch. Absent: its makers do not say so. */
  readonly superfine?: true
  /**
   * How far its list by reference can be believed. `exact`: what it does not know, it never took, once its answer has been
   * missing for `settlesAfterMs` (a request may still be on its way), and as long as the call was handed over less than
   * `forgetsAfterMs` ago (services clear away what is finished). Without them: at once, and for ever.
   * `lagging`: it may learn of a call up to `lagMs` later. `none`: it cannot be asked by reference.
   */
  readonly listing:
    | { readonly kind: 'exact'; readonly settlesAfterMs?: number; readonly forgetsAfterMs?: number }
    | { readonly kind: 'lagging'; readonly lagMs: number }
    | { readonly kind: 'none' }
}

/** How long things may take here, in ms. Bounds, not promises: whatever takes longer is taken for lost. */
export type Pace = {
  /** An answer to any question, a submission included. */
  readonly answerWithinMs: number
  /** Between two questions about a call under way. */
  readonly askEveryMs: number
  /** From acceptance to a final word, for a packet of `pages`. */
  readonly longestCallMs: (pages: number) => number
  /** Faxes handed over in a minute, and questions of any kind asked in one, at most. Absent: no bound is known. */
  readonly submissionsPerMinute?: number
  readonly questionsPerMinute?: number
}

export type Line = {
  readonly id: LineId
  readonly kind: LineKind
  readonly name: string
  /** Whether it may carry a fax at `now` (epoch ms). Where it may not, `submit` refuses before any network is touched. */
  readonly standing: (now: number) => LineStanding
  readonly capabilities: Capabilities
  readonly pace: Pace
  /** What the service itself says about how it is set up. Nothing is sent. */
  readonly preflight: () => Promise<readonly Finding[]>
  readonly submit: (submission: Submission) => Promise<Submitted>
  readonly status: (call: Call) => Promise<News>
  /**
   * News of many calls by one question, by our reference; what is not in the answer is unknown. Present only where the
   * service has a list that tells states. The engine then asks no call by itself.
   */
  readonly statuses?: (calls: readonly Call[]) => Promise<ReadonlyMap<string, News>>
  readonly list: (reference: string, handedOver?: Partial<HandedOver>) => Promise<Found>
  readonly cancel: (call: Call) => Promise<Cancelled>
  /** Removes what the line keeps of a finished call. */
  readonly remove: (call: Call) => Promise<'removed' | 'not-known' | 'no-answer'>
  /** The faxes that came in and are complete, as many as the line still tells of; undefined when it did not answer. */
  readonly received: () => Promise<readonly ReceivedFax[] | undefined>
  /** The pages of a received fax as a PDF or TIFF; `gone` when the line says it has none; undefined without an answer. */
  readonly content: (providerId: string) => Promise<Uint8Array | 'gone' | undefined>
  /** Removes the line's copy of a received fax. Present where that can be asked; `refused` where it may not be. */
  readonly removeReceived?: (providerId: string) => Promise<'removed' | 'not-known' | 'refused' | 'no-answer'>
}

/** What one folder of a provider makes: a line without its name, its agreement and its gate. */
export type Driver = Omit<Line, 'id' | 'kind' | 'name' | 'standing'>
