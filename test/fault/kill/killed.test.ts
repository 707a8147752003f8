/**
 * Killed at any moment (promise 2): a desk queues and sends faxes without rest and is ended by SIGKILL, 200 times. The
 * training line's own book, which outlives it, proves what was dialled.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faxesALife, liveAndDie, onlySending, prepare, type Life, type Moment } from './lane.ts'
import { broughtToRest, type Known, type Rest } from './rest.ts'

const kills = 200
/** Folders, each with a desk of its own, at the same time: a life waits as long as it works. */
const lanes = 4
const seed = 20_260_414

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbersFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What a desk says: a kill follows one of these, soon. Half of them belong to queueing, half to sending. */
const queueing = ['opening', 'signing-in', 'drafting', 'sealing', 'queueing', 'queued']
const sending = ['submitting', 'submitting', 'accepted', 'accepted', 'sending', 'delivered']

function momentFrom(random: () => number): Moment {
  const words = random() < 0.5 ? queueing : sending
  const word = words[Math.floor(random() * words.length)] ?? ''
  // Most soon after the word, where writes are under way; some long after it.
  return {
    word,
    times: random() < 0.7 ? 1 : 2,
    delayMs: Math.round(60 * random() ** 3),
    atMostMs: Math.round(1_500 * random()),
  }
}

type Lane = { readonly folder: string; readonly lives: readonly Life[]; readonly rest: Rest }

async function runLane(folder: string, lane: number): Promise<Lane> {
  const random = numbersFrom(seed + lane)
  const lives: Life[] = []
  await prepare(folder)
  for (let kill = 0; kill < kills / lanes; kill += 1)
    lives.push(await liveAndDie(folder, kill * faxesALife, momentFrom(random)))
  return { folder, lives, rest: await broughtToRest(folder) }
}

let folder: string
let all: readonly Lane[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-killed-'))
  // Starting is most of a short life.
  process.env['NODE_COMPILE_CACHE'] = path.join(folder, 'cache')
  all = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(path.join(folder, String(lane)), lane)))
  for (const line of tally()) console.log(line)
}, 30 * 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const counted = (words: readonly string[]): string =>
  [...Map.groupBy(words, (word) => word)].map(([word, { length }]) => `${word} ${length}`).join(', ')

/** Phases of a fax that a line has, or may have. */
const calling = new Set(['submitting', 'accepted', 'sending', 'uncertain'])

function tally(): readonly string[] {
  const lives = all.flatMap((lane) => lane.lives)
  const sent = all.flatMap(({ rest }) => rest.sent)
  const busy = lives.flatMap(({ phases }) => phases.map(([, phase]) => phase)).filter((phase) => calling.has(phase))
  return [
    `${lives.length} kills while ${counted(lives.map(({ doing }) => doing))}`,
    `faxes on the line when killed: ${counted(busy)}`,
    `${sent.length} faxes, ${all.flatMap(({ rest }) => rest.calls).length} calls; ${counted(sent.map(({ state }) => state.phase))}`,
    `attempts found uncertain or never taken: ${sent.flatMap(({ attempts }) => attempts).filter(({ reason }) => reason === 'answer-lost').length}`,
  ]
}

const faxes = (): readonly Known[] => all.flatMap(({ rest }) => rest.sent)
const deliveries = ({ calls }: Known): number => calls.filter(({ news }) => news.phase === 'delivered').length

test('the kills came while it queued and while it sent, and nothing else ended it', () => {
  const lives = all.flatMap((lane) => lane.lives)
  expect(lives).toHaveLength(kills)
  expect(lives.map(({ trouble }) => trouble).filter(Boolean)).toEqual([])
  const doing = new Set(lives.map((life) => life.doing))
  for (const word of ['opening', 'drafting', 'sealing', 'queueing', onlySending]) expect(doing).toContain(word)
  const onTheLine = lives.filter(({ phases }) => phases.some(([, phase]) => calling.has(phase)))
  expect(onTheLine.length).toBeGreaterThan(kills / 20)
})

describe('no fax is lost', () => {
  test('each one that somebody was told is queued is there, with the pages it was sealed with', () => {
    for (const { lives, rest } of all) {
      const told = new Map(lives.flatMap(({ queued }) => queued))
      expect(told.size).toBeGreaterThan(kills / lanes / 5)
      const there = new Map(rest.sent.map(({ fax }) => [fax.id, fax.packet_sha256]))
      for (const [id, sha256] of told) expect([id, there.get(id)]).toEqual([id, sha256])
    }
  })

  test('each start found every fax that the lives before it were told of', () => {
    for (const { lives } of all)
      for (const [at, { knows }] of lives.entries()) {
        const told = new Set(lives.slice(0, at).flatMap(({ queued }) => queued.map(([id]) => id)))
        if (knows !== undefined) expect(knows).toBeGreaterThanOrEqual(told.size)
      }
  })

  test('every one has come to an end that a person can see', () => {
    expect(faxes().filter(({ state }) => !['delivered', 'failed'].includes(state.phase))).toEqual([])
  })
})

describe('none is sent twice', () => {
  test('no fax was delivered by two calls', () => {
    expect(faxes().filter((fax) => deliveries(fax) > 1)).toEqual([])
  })

  test('no call was made that the store does not know of', () => {
    for (const { rest } of all)
      expect(rest.calls.filter(({ line_reference }) => !rest.attempts.has(line_reference))).toEqual([])
  })

  test('no fax was dialled again before the call before it was over, and known to have failed with no page through', () => {
    for (const { calls } of faxes())
      for (const [at, call] of calls.entries()) {
        const before = calls[at - 1]
        if (!before) continue
        expect(before.news).toMatchObject({ phase: 'failed', pagesSent: 0 })
        expect(call.submitted_at).toBeGreaterThanOrEqual(before.endedAt)
      }
  })

  test('no number was called twice at once', () => {
    for (const { rest } of all)
      for (const [, calls] of Map.groupBy(rest.calls, ({ e164 }) => e164))
        for (const [at, call] of calls.entries())
          expect(call.submitted_at).toBeGreaterThanOrEqual(calls[at - 1]?.endedAt ?? 0)
  })
})

describe('each is told truthfully', () => {
  test('delivered where the book says delivered, and nowhere else, once in the record', () => {
    for (const known of faxes()) {
      const { state, fax, deliveredEntries } = known
      const delivered = state.phase === 'delivered' ? 1 : 0
      expect([fax.reference, deliveries(known), deliveredEntries]).toEqual([fax.reference, delivered, delivered])
    }
  })

  test('the pages called for are the pages sealed, at the number chosen', () => {
    for (const { rest } of all) {
      const calls = new Map(rest.calls.map((call) => [call.line_reference, call]))
      expect(new Set(rest.sent.map(({ fax }) => fax.packet_sha256)).size).toBe(rest.sent.length)
      for (const { fax, attempts } of rest.sent)
        for (const { line_reference } of attempts) {
          const call = calls.get(line_reference)
          if (call) expect([call.sha256, call.e164]).toEqual([fax.packet_sha256, fax.e164])
        }
    }
  })

  test('a failed fax says why, as the book does; without a call it was never taken', () => {
    for (const { state, calls } of faxes()) {
      if (state.phase !== 'failed') continue
      const last = calls.at(-1)?.news
      if (last) expect(last).toMatchObject({ phase: 'failed', reason: state.reason, pagesSent: state.pagesSent })
      else expect(['answer-lost', 'provider-trouble']).toContain(state.reason)
    }
  })

  test('every attempt says what became of its call', () => {
    for (const { attempts, calls } of faxes())
      for (const { outcome, reason, line_reference, ended_at } of attempts) {
        const news = calls.find((call) => call.line_reference === line_reference)?.news
        expect(ended_at).not.toBeNull()
        if (!news)
          expect([outcome, ['answer-lost', 'provider-trouble'].includes(reason ?? '')]).toEqual(['failed', true])
        else expect(outcome).toBe(news.phase)
      }
  })

  test('a final state never changed in the lives that followed', () => {
    for (const { lives, rest } of all) {
      const ended = new Map(rest.sent.map(({ fax, state }) => [fax.id, state.phase]))
      for (const { phases } of lives)
        for (const [id, phase] of phases) if (phase === 'delivered') expect(ended.get(id)).toBe('delivered')
    }
  })
})

test('the store is whole', () => {
  expect(all.map(({ rest }) => rest.integrity)).toEqual(all.map(() => 'ok'))
})
