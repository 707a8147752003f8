/**
 * The outbox against a small model of it: whatever a service does with each hand-over, and whenever the process is ended,
 * every fax comes to the end that follows from its script alone, with as many calls. 60 worlds here; more with
 * FAXDESK_MODEL_RUNS.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { final, type FailureReason } from '#app/domain/fax/fax.ts'
import { ladder } from '#app/domain/fax/retry.ts'
import { manualClock } from '#test/given/clock.ts'
import { idleMs, newStore, numberOf, openOutbox, putFax, runOn, sha256Of, toldOf } from '#test/given/outbox/desk.ts'
import {
  emptyBook,
  profiles,
  scriptedService,
  serviceLineId,
  type Fate,
  type Profile,
} from '#test/given/outbox/service.ts'

const exact = profiles[0] as Profile
const runs = Number(process.env['FAXDESK_MODEL_RUNS'] ?? 60)
/** Many are tried in parts, each from a seed of its own, so that a long run shows how far it is. */
const partAtMost = 500
const parts = Array.from({ length: Math.ceil(runs / partAtMost) }, (_, nth) => ({
  seed: 20_260_414 + nth,
  numRuns: Math.min(partAtMost, runs - nth * partAtMost),
}))

/** What the reference model knows: the reason each fate ends an attempt with; undefined where all pages arrive. */
const reasonOf: Partial<Record<Fate, FailureReason>> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  human: 'human-answered',
  partial: 'partial',
  'line-trouble': 'line-trouble',
  unreachable: 'provider-trouble',
  'lost-not-taken': 'answer-lost',
}

type End = { readonly phase: string; readonly reason?: FailureReason; readonly attempts: number }

/** One fax, one attempt after another: the ladder of the last failure decides whether there is another. */
function modelled(fates: readonly Fate[]): End {
  for (let attempt = 1; ; attempt += 1) {
    const reason = reasonOf[fates[attempt - 1] ?? 'deliver']
    if (!reason) return { phase: 'delivered', attempts: attempt }
    if (ladder(reason)[attempt - 1] === undefined) return { phase: 'failed', reason, attempts: attempt }
  }
}

const fate = fc.constantFrom<Fate>(
  'deliver',
  'busy',
  'no-answer',
  'human',
  'partial',
  'line-trouble',
  'unreachable',
  'lost-taken',
  'lost-not-taken',
)
const scripts = fc.array(fc.array(fate, { maxLength: 6 }), { minLength: 1, maxLength: 4 })

async function outcomes(given: readonly (readonly Fate[])[], endings: readonly number[]) {
  const folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-model-'))
  const store = await newStore(folder)
  const clock = manualClock()
  const book = emptyBook()
  const script = (sha256: string): readonly Fate[] => given.find((_, nth) => sha256Of(nth + 1) === sha256) ?? []
  await store.write(async (tx) => {
    for (const nth of given.keys())
      await putFax(tx, { number: nth + 1, to: numberOf(nth), lineId: serviceLineId }, clock.now())
  })
  const open = () => openOutbox(store, clock, [scriptedService({ clock, book, profile: exact, script })])
  let desk = open()
  for (const steps of endings) {
    desk.engine.start()
    await runOn(desk, clock, () => false, { steps })
    await desk.engine.stop()
    desk = open()
  }
  desk.engine.start()
  await runOn(desk, clock, async () => (await toldOf(store)).every(({ state }) => final(state.phase)), {
    asleepMs: () => idleMs(store, clock.now()),
  })
  await desk.engine.stop()
  const attempts = await store.read.selectFrom('attempt').select('fax_id').execute()
  const told = (await toldOf(store)).map(({ number, state }): End => {
    const made = attempts.filter(({ fax_id }) => Number.parseInt(fax_id.slice(-20), 16) === number).length
    const reason = state.phase === 'failed' ? { reason: state.reason } : {}
    return { phase: state.phase, ...reason, attempts: made }
  })
  await store.close()
  await rm(folder, { recursive: true, force: true })
  return { told, book }
}

test.each(parts)(
  '$numRuns worlds from seed $seed: every fax ends as the model says, no page goes twice',
  async (part) => {
    const endings = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(scripts, endings, async (given, ended) => {
        const { told, book } = await outcomes(given, ended)
        expect(told).toEqual(given.map(modelled))
        for (const nth of given.keys()) {
          const through = book.calls.filter(
            (call) => call.sha256 === sha256Of(nth + 1) && ['deliver', 'partial', 'lost-taken'].includes(call.fate),
          )
          expect(through.length).toBeLessThanOrEqual(1)
        }
      }),
      part,
    )
  },
  3_600_000,
)
