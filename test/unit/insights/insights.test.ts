/** Insights count what is there: by the practice's clock, real and training lines apart, nothing said of too little. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { createInsightHandlers } from '#main/insights/handlers.ts'
import { startOf, stepsOf } from '#main/insights/periods.ts'
import { insertAttempt } from '#main/store/faxes/attempts.ts'
import { newPerson } from '#main/people/person.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { firstRoles } from '#app/domain/rights.ts'
import { PersonId } from '#app/domain/ids.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { valueOf } from '#test/given/outcome.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'
import { dana, givenFax } from '../reports/given-fax.ts'

let record: GivenRecord
const minute = 60_000
const day = 24 * 60 * minute
const noon = new Date(2026, 3, 14, 12).getTime()
const read = async (period: InsightPeriod, training = false) => {
  const handlers = createInsightHandlers({ read: record.store.read, clock: { now: () => noon } })
  const act = { at: noon, actor: undefined, commit: () => Promise.reject(new Error('reads')), about: () => undefined }
  return valueOf(await handlers['insights.read']({ period, training }, act))
}

async function fax(number: number, sentAt: number, state: FaxState, reasons: readonly string[], training = 0) {
  const row = givenFax(number, { state, sent_at: sentAt, training })
  await record.store.write(async (tx) => {
    await insertFax(tx, row)
    for (const [at, reason] of reasons.entries())
      await insertAttempt(tx, {
        fax_id: row.id,
        number: at + 1,
        line_id: 'line',
        line_reference: `${number}-${at}`,
        started_at: sentAt + at,
        ended_at: sentAt + at + 1,
        outcome: reason === '' ? 'delivered' : 'failed',
        reason: reason === '' ? null : reason,
        pages_sent: 0,
      })
  })
}

const delivered = (sentAt: number, tookMinutes: number, pages = 3): FaxState => ({
  phase: 'delivered',
  at: sentAt + tookMinutes * minute,
  pages,
  tookMs: 1000,
})
const failed: FaxState = { phase: 'failed', at: noon, reason: 'busy', pagesSent: 0, attempts: 2 }

beforeAll(async () => {
  record = await givenRecord()
  const face = { id: PersonId.parse(dana), shortName: 'Dana F.', initials: 'DF', tint: 1 }
  await record.store.write((tx) => insertPerson(tx, newPerson(face, 'Dana Fairweather', firstRoles, noon)))
  const morning = new Date(2026, 3, 14, 9, 30).getTime()
  await fax(1, morning, delivered(morning, 1), [''])
  await fax(2, morning, delivered(morning, 5), ['busy', ''])
  await fax(3, morning - day, failed, ['busy', 'no-answer'])
  await fax(4, morning - day, { phase: 'queued', notBefore: noon, attempt: 1 }, [])
  await fax(5, morning - 10 * day, delivered(morning - 10 * day, 2), [''])
  await fax(6, morning, delivered(morning, 9), [''], 1)
})
afterAll(() => record.close())

test('a week: rates of what came to an end, the middle time, and the week before beside it', async () => {
  const { now, before, onLines, steps } = await read('week')
  expect(now).toEqual({ sent: 4, ended: 3, delivered: 2, firstTime: 1, pages: 6, medianMs: minute })
  expect(before).toEqual({ sent: 1, ended: 1, delivered: 1, firstTime: 1, pages: 3, medianMs: 2 * minute })
  expect(onLines).toEqual({ real: 4, training: 1 })
  expect(steps.map(({ counts }) => counts.sent)).toEqual([0, 0, 0, 0, 0, 2, 2])
  expect(steps[0]?.counts).not.toHaveProperty('medianMs')
})

test('why attempts failed, the most frequent first, and whether their faxes got through', async () => {
  expect((await read('week')).failures).toEqual([
    { reason: 'busy', attempts: 2, gotThrough: 1 },
    { reason: 'no-answer', attempts: 1, gotThrough: 0 },
  ])
})

test('hours are those of the practice, Monday first', async () => {
  const { hours } = await read('week')
  expect(hours[1]?.[9]).toBe(2)
  expect(hours[0]?.[9]).toBe(2)
  expect(hours.flat().reduce((sum, count) => sum + count, 0)).toBe(4)
})

test('the training line is counted apart, never with real ones', async () => {
  expect((await read('week', true)).now).toMatchObject({ sent: 1, delivered: 1 })
})

test('a year has twelve months, a month thirty days, also where clocks are changed', () => {
  for (const [period, count] of [
    ['year', 12],
    ['month', 30],
    ['week', 7],
  ] as const) {
    const from = startOf(period, noon, 0)
    expect(stepsOf(period, from, noon)).toHaveLength(count)
    expect(stepsOf(period, startOf(period, noon, 1), from - 1)).toHaveLength(count)
  }
})

test('nothing that says anything about a fax or a person leaves through here', async () => {
  const text = JSON.stringify(await read('year'))
  for (const part of ['Harborlight', '+1202', 'FD-', 'person_', 'fax_']) expect(text).not.toContain(part)
})
