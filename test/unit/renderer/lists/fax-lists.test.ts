import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FaxSummary, type FaxCounts } from '#app/contract/desk/faxes.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import {
  groupsOf,
  movesLists,
  patched,
  refreshed,
  withMore,
  type FaxLists,
} from '#renderer/screens/delivery/fax-lists.ts'
import { timelineOf } from '#renderer/screens/delivery/drawer/timeline.ts'

const counts: FaxCounts = { all: 0, needsYou: 0, inProgress: 0, delivered: 0, mine: 0, drafts: 0 }
const hex = (seed: number): string => seed.toString(16).padStart(20, '0')
const delivered: FaxState = { phase: 'delivered', at: 5, pages: 1, tookMs: 1 }
const day = 100
const dayStart = (at: number): number => at - (at % day)

const fax = (seed: number, at: number, state: FaxState = delivered): FaxSummary =>
  FaxSummary.parse({
    id: `fax_${hex(seed)}`,
    reference: `FD-${String(seed).padStart(5, '0')}`,
    state,
    recipient: { organisation: 'Foxglove Pediatrics', department: '', person: '', e164: '+12025550155' },
    regarding: '',
    pages: 1,
    sentBy: { id: `person_${hex(1)}`, shortName: 'Dana F.', initials: 'DF', tint: 1 },
    training: true,
    urgent: false,
    at,
    changedAt: at,
  })

const lists = (part: Partial<FaxLists>): FaxLists => ({
  needsYou: [],
  inProgress: [],
  listed: [],
  more: false,
  counts,
  ...part,
})

const failed: FaxState = { phase: 'failed', at: 5, reason: 'busy', pagesSent: 0, attempts: 6 }
const sending: FaxState = { phase: 'sending', attempt: 1, since: 1, pagesSent: 0 }

test('what needs a person comes first, and every fax stands under one head only', () => {
  const [needing, going, done] = [fax(1, 290, failed), fax(2, 280, sending), fax(3, 250)]
  const older = fax(4, 150)
  const known = lists({ needsYou: [needing], inProgress: [going], listed: [needing, going, done, older] })
  const groups = groupsOf(known, 'all', dayStart)
  expect(groups.map((group) => [group.name, group.faxes.map((one) => one.id)])).toEqual([
    ['needs-you', [needing.id]],
    ['in-progress', [going.id]],
    ['day', [done.id]],
    ['day', [older.id]],
  ])
})

test('a failed fax that somebody has seen to is listed under its day', () => {
  const seen = fax(1, 290, failed)
  expect(groupsOf(lists({ listed: [seen] }), 'all', dayStart)).toEqual([{ name: 'day', day: 200, faxes: [seen] }])
})

test('pages and refreshes never repeat a fax, never lose one and keep the order of time', () => {
  const times = fc.uniqueArray(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 5 }), (ats, page, fresh) => {
      const all = ats.toSorted((a, b) => b - a).map((at) => fax(at, at))
      const newer = Array.from({ length: fresh }, (_, index) => fax(20_000 - index, 20_000 - index))
      const first = lists({ listed: all.slice(0, page), more: all.length > page })
      const second = withMore(first, all.slice(page), false)
      expect(second.listed).toEqual(all)
      const now = [...newer, ...all]
      const news = lists({ listed: now.slice(0, page + fresh), more: now.length > page + fresh })
      expect(refreshed(second, news)).toMatchObject({ listed: now, more: false })
    }),
  )
})

test('a fax that was taken back leaves the list with the next refresh', () => {
  const [gone, stays] = [fax(9, 900), fax(8, 800)]
  const known = lists({ listed: [gone, stays], more: true })
  expect(refreshed(known, lists({ listed: [stays], more: true })).listed).toEqual([stays])
})

test('news of a fax changes it where it stands; only another phase moves it', () => {
  const before = fax(1, 100, sending)
  const known = lists({ inProgress: [before], listed: [before] })
  const further = { ...before, state: { ...sending, pagesSent: 1 } }
  expect(movesLists(known, further)).toBe(false)
  expect(patched(known, further, counts).inProgress).toEqual([further])
  expect(patched(known, further, counts).listed).toEqual([further])
  expect(movesLists(known, { ...before, state: delivered })).toBe(true)
  expect(movesLists(known, fax(2, 200))).toBe(true)
})

test('the timeline ends in what is known last, or in what is planned', () => {
  const attempt = {
    number: 1,
    lineName: 'Training line',
    startedAt: 20,
    endedAt: 28,
    outcome: 'failed',
    reason: 'busy',
    pagesSent: 0,
    lineReference: 'x',
  } as const
  const kinds = (state: FaxState) => timelineOf({ at: 10, attempts: [attempt], state }).map((moment) => moment.kind)
  expect(kinds({ phase: 'queued', notBefore: 90, attempt: 2, after: 'busy' })).toEqual(['queued', 'attempt', 'planned'])
  expect(kinds({ phase: 'queued', notBefore: 10, attempt: 1 })).toEqual(['queued', 'attempt'])
  expect(kinds(delivered)).toEqual(['queued', 'attempt', 'delivered'])
  expect(kinds(failed)).toEqual(['queued', 'attempt'])
  expect(
    timelineOf({ at: 10, attempts: [], state: { phase: 'queued', notBefore: 90, attempt: 2, after: 'busy' } })[1],
  ).toEqual({
    kind: 'planned',
    at: 90,
    number: 2,
    most: 6,
  })
})
