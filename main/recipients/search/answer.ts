/** What a question finds on the shelf: which contacts, in which order, and how the numbers found stand. */
import { sendable, Standing } from '#app/domain/contact/contact.ts'
import { hitsOf, met, type Hits } from './hits.ts'
import { placesWith, type Places, type Shelf } from './shelf.ts'
import { standingCode, standingsAt } from './standings.ts'
import { questionOf } from '../words.ts'

export type Question = {
  readonly text: string
  readonly limit: number
  readonly offset: number
  readonly standing?: Standing | undefined
  /** Only these contacts. */
  readonly among?: ReadonlySet<string> | undefined
  readonly by?: 'match' | 'name' | undefined
}

export type Found = {
  readonly ids: readonly string[]
  readonly total: number
  /** Without asking how their numbers stand. */
  readonly all: number
  readonly counts: Readonly<Record<Standing, number>>
}

/** The shelf's answer at `now` (epoch ms). */
export function findIn(shelf: Shelf, question: Question, now: number): Found {
  const asked = questionOf(question.text)
  const hits = hitsOf(shelf, asked)
  shelf.standings = standingsAt(shelf.standings, shelf.judged, now)
  const { masks } = shelf.standings
  const tally = new Uint32Array(Standing.options.length)
  const { among } = question
  const asItIs = among ? hits.slots.filter((slot) => among.has(shelf.ids[slot] ?? '')) : hits.slots
  for (const slot of asItIs) count(tally, masks[slot] ?? 0)
  const kept = keptOf(asItIs, masks, question.standing)
  const page =
    question.by === 'name'
      ? firstBy(kept, question, placeOrder(shelf))
      : firstBy(kept, question, rankOrder(shelf, kept, hits, asked))
  return {
    ids: page.map((slot) => shelf.ids[slot] ?? ''),
    total: kept.length,
    all: asItIs.length,
    counts: countsOf(tally),
  }
}

/** A contact counts once for each standing that one of its numbers has. */
function count(tally: Uint32Array, mask: number): void {
  for (let code = 0; code < tally.length; code++) if (mask & (1 << code)) tally[code] = (tally[code] ?? 0) + 1
}

function keptOf(slots: readonly number[], masks: Uint8Array, wanted: Standing | undefined): readonly number[] {
  if (!wanted) return slots
  const bit = 1 << standingCode(wanted)
  return slots.filter((slot) => ((masks[slot] ?? 0) & bit) !== 0)
}

const countsOf = (tally: Uint32Array): Found['counts'] => {
  const of = (value: Standing): number => tally[standingCode(value)] ?? 0
  return {
    verified: of('verified'),
    'expires-soon': of('expires-soon'),
    unverified: of('unverified'),
    pending: of('pending'),
    expired: of('expired'),
    'needs-recheck': of('needs-recheck'),
    revoked: of('revoked'),
    blocked: of('blocked'),
  }
}

/** Negative where the first slot comes before the second. */
type Order = (a: number, b: number) => number

const placeOrder =
  ({ place }: Shelf): Order =>
  (a, b) =>
    (place[a] ?? 0) - (place[b] ?? 0)

// A rank is exactness, then recency, then verification, in one number: epoch ms stays below 2^42 for a century.
const exactnessStep = 2 ** 44
const goodCodes = Standing.options.map((value) => (sendable(value) ? 1 : 0))

function rankOrder(shelf: Shelf, slots: readonly number[], { whole, how }: Hits, asked: readonly string[]): Order {
  const { place, lastSentAt, standings } = shelf
  const ranks = new Float64Array(place.length)
  const text = asked.join(' ')
  const [begins, is] = text === '' ? [none, none] : [placesWith(shelf, text), placesWith(shelf, `${text}\n`)]
  for (const slot of slots) {
    const at = place[slot] ?? 0
    const wholly = whole[slot] === asked.length && text !== '' ? met.initials + 1 : (how[slot] ?? met.typed)
    const exact = within(is, at) ? met.initials + 3 : within(begins, at) ? met.initials + 2 : wholly
    const good = goodCodes[standings?.codes[slot] ?? 0] ?? 0
    ranks[slot] = exact * exactnessStep + (lastSentAt[slot] ?? 0) * 2 + good
  }
  return (a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || (place[a] ?? 0) - (place[b] ?? 0)
}

const none: Places = { from: 0, to: 0 }
const within = ({ from, to }: Places, at: number): boolean => at >= from && at < to

/** More than this many are put in order all at once. */
const fewAtMost = 500

/** The asked part of the slots in order, without ordering all of them while the part is near the beginning. */
function firstBy(slots: readonly number[], { offset, limit }: Question, order: Order): readonly number[] {
  const needed = offset + limit
  if (needed > fewAtMost) return slots.toSorted(order).slice(offset, needed)
  const top: number[] = []
  for (const slot of slots) {
    const last = top[needed - 1]
    if (last !== undefined && order(slot, last) > 0) continue
    let at = top.length
    while (at > 0 && order(slot, top[at - 1] ?? slot) < 0) at--
    top.splice(at, 0, slot)
    if (top.length > needed) top.pop()
  }
  return top.slice(offset)
}
