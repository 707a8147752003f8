/** What a question finds on the shelf: which contacts, in which order, and how the numbers found stand. */
import { sendable, Standing } from '#app/domain/contact/contact.ts'
import { hitsOf, met, type Hits } from './hits.ts'
import { lowest, type Places } from './order.ts'
import { placesWith, type Shelf } from './shelf.ts'
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
  const { among, standing, by } = question
  const asItIs = among ? hits.slots.filter((slot) => among.has(shelf.ids[slot] ?? '')) : hits.slots
  const kept = standing ? keptOf(asItIs, masks, standing) : asItIs
  const page =
    by === 'name' ? firstByName(shelf, kept, question) : firstByRank(shelf, kept, question, rankIn(shelf, hits, asked))
  return {
    ids: [...page].map((slot) => shelf.ids[slot] ?? ''),
    total: kept.length,
    all: asItIs.length,
    counts: countsOf(asItIs, masks),
  }
}

function keptOf(slots: Int32Array, masks: Uint8Array, wanted: Standing): Int32Array {
  const bit = 1 << standingCode(wanted)
  return slots.filter((slot) => ((masks[slot] ?? 0) & bit) !== 0)
}

/** A contact counts once for each standing that one of its numbers has. */
function tallyOf(slots: Int32Array, masks: Uint8Array): Uint32Array {
  const byMask = new Uint32Array(2 ** Standing.options.length)
  for (const slot of slots) {
    const mask = masks[slot] ?? 0
    byMask[mask] = (byMask[mask] ?? 0) + 1
  }
  const tally = new Uint32Array(Standing.options.length)
  byMask.forEach((count, mask) => {
    for (let code = 0; code < tally.length; code++) if (mask & (1 << code)) tally[code] = (tally[code] ?? 0) + count
  })
  return tally
}

function countsOf(slots: Int32Array, masks: Uint8Array): Found['counts'] {
  const tally = tallyOf(slots, masks)
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

// A rank is exactness, then recency, then verification, in one number: epoch ms stays below 2^42 for a century.
const exactnessStep = 2 ** 44
const goodCodes = Standing.options.map((value) => (sendable(value) ? 1 : 0))

/** How good a hit a slot is: the higher, the better. */
type Rank = (slot: number) => number

function rankIn(shelf: Shelf, { whole, how }: Hits, asked: readonly string[]): Rank {
  const { place, lastSentAt, standings } = shelf
  const text = asked.join(' ')
  const [begins, is] = text === '' ? [none, none] : [placesWith(shelf, text), placesWith(shelf, `${text}\n`)]
  return (slot) => {
    const at = place[slot] ?? 0
    const wholly = whole[slot] === asked.length && text !== '' ? met.initials + 1 : (how[slot] ?? met.typed)
    const exact = within(is, at) ? met.initials + 3 : within(begins, at) ? met.initials + 2 : wholly
    const good = goodCodes[standings?.codes[slot] ?? 0] ?? 0
    return exact * exactnessStep + (lastSentAt[slot] ?? 0) * 2 + good
  }
}

const none: Places = { from: 0, to: 0 }
const within = ({ from, to }: Places, at: number): boolean => at >= from && at < to

type Page = Pick<Question, 'offset' | 'limit'>

function firstByName({ order, place }: Shelf, slots: Int32Array, { offset, limit }: Page): Int32Array {
  const inOrder = slots === order ? order : slots.toSorted((a, b) => (place[a] ?? 0) - (place[b] ?? 0))
  return inOrder.slice(offset, offset + limit)
}

/** More than this many are put in order all at once. */
const fewAtMost = 500

/** The asked part of the slots, best first, without ordering all of them while the part is near the beginning. */
function firstByRank({ place }: Shelf, slots: Int32Array, { offset, limit }: Page, rankOf: Rank): Iterable<number> {
  const needed = offset + limit
  const placeOf = (slot: number): number => place[slot] ?? 0
  if (needed > fewAtMost) {
    return slots.toSorted((a, b) => rankOf(b) - rankOf(a) || placeOf(a) - placeOf(b)).slice(offset, needed)
  }
  const top: number[] = []
  const ranks: number[] = []
  let [least, latest] = [-Infinity, 0]
  for (const slot of slots) {
    const rank = rankOf(slot)
    if (top.length === needed && (rank < least || (rank === least && placeOf(slot) > latest))) continue
    const at = lowest(top.length, (index) =>
      rank === ranks[index] ? placeOf(slot) < placeOf(top[index] ?? slot) : rank > (ranks[index] ?? least),
    )
    top.splice(at, 0, slot)
    ranks.splice(at, 0, rank)
    if (top.length > needed) ranks.length = top.length = needed
    least = ranks.at(-1) ?? least
    latest = placeOf(top.at(-1) ?? slot)
  }
  return top.slice(offset)
}
