/** Kinds of reports: what each holds, in which order, and what it leaves out. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportChoice } from '#app/contract/record/reports.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { LineId, PersonId } from '#app/domain/ids.ts'
import { firstRoles, rightsOf } from '#app/domain/rights.ts'
import { actorsOf } from '#main/audit/entries.ts'
import { newPerson } from '#main/people/person.ts'
import { reportDates } from '#main/reports/dates.ts'
import { disclosureReport } from '#main/reports/kinds/disclosures.ts'
import { entryReport } from '#main/reports/kinds/entries.ts'
import { faxReport } from '#main/reports/kinds/faxes.ts'
import type { KindParts, Report } from '#main/reports/kinds/kind.ts'
import { reviewReport } from '#main/reports/kinds/review.ts'
import { paperOfRegion } from '#main/reports/paper-setting.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'
import { dana, givenFax, type GivenFax } from './given-fax.ts'

let record: GivenRecord
let at: number

const delivered = (pages = 3): FaxState => ({ phase: 'delivered', at: at + 1000, pages, tookMs: 1000 })
const failed = (pagesSent: number): FaxState => ({ phase: 'failed', at, reason: 'partial', pagesSent, attempts: 1 })

beforeAll(async () => {
  record = await givenRecord()
  at = record.clock.now()
  const face = { id: PersonId.parse(dana), shortName: 'Dana F.', initials: 'DF', tint: 1 }
  const court = { organisation: 'Sampleton Court', e164: '+12025550101' } as const
  const faxes: readonly GivenFax[] = [
    { state: delivered(), sent_at: at },
    { state: delivered(), sent_at: at + 1, purpose: 'other' },
    { state: delivered(), sent_at: at + 2, ...court, purpose: 'required-by-law' },
    { state: failed(2), sent_at: at + 3, ...court, purpose: 'other' },
    { state: failed(0), sent_at: at + 4, ...court, purpose: 'other' },
    { state: { phase: 'uncertain', attempt: 1, since: at }, sent_at: at + 5, purpose: null },
    { state: delivered(), sent_at: at + 6, purpose: 'other', training: 1 },
    { state: delivered(), sent_at: at + 7, ...court, purpose: 'required-by-law' },
    { state: delivered(), sent_at: at + 1000, purpose: 'other' },
  ]
  await record.store.write(async (tx) => {
    await insertPerson(tx, newPerson(face, 'Dana Fairweather', firstRoles, at))
    for (const [number, fax] of faxes.entries()) await insertFax(tx, givenFax(number + 1, fax))
  })
  await record.append({ actor: dana, action: 'people.disable', subject: dana, details: { by: dana } })
  await record.append({ actor: dana, action: 'drafts.open', subject: `fax_${'1'.padStart(20, '0')}` })
  await record.append({ actor: 'nobody', action: 'session.signIn', subject: dana, outcome: 'refused' })
})
afterAll(() => record.close())

async function parts(choice: Partial<ReportChoice>): Promise<KindParts> {
  const { read } = record.store
  return {
    read,
    dates: reportDates('America/New_York'),
    actors: await actorsOf(read),
    reader: {
      personId: PersonId.parse(dana),
      shortName: 'Dana F.',
      name: 'Dana Fairweather',
      roles: firstRoles,
      rights: rightsOf(firstRoles),
    },
    lineName: () => 'Front line',
    upTo: 3,
    breathe: async () => undefined,
    choice: { kind: 'faxes', from: at, to: at + 100, ...choice },
  }
}

async function rowsOf(report: Report) {
  const all = []
  for await (const rows of report.rows()) all.push(...rows)
  return all
}
const references = async (report: Report) =>
  (await rowsOf(report)).flatMap(({ cells }) => (cells ? [String(cells[0])] : []))

test('fax activity: every fax of the dates in the order they were sent, counted by how they ended', async () => {
  const report = await faxReport(await parts({}))
  expect(await references(report)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `FD-0000${number}`))
  expect(report.totals.map(({ value }) => value)).toEqual(['8', '5', '2', '1', '17'])
  expect(report.training).toBeDefined()
  expect(report.filters).toContainEqual({ label: 'Times', value: 'America/New_York (GMT-04:00)' })
})

test.each([
  [{ recipient: 'court' }, [3, 4, 5, 8]],
  [{ recipient: '555-0101' }, [3, 4, 5, 8]],
  [{ recipient: 'harb card' }, [1, 2, 6, 7]],
  [{ outcome: 'failed' }, [4, 5]],
  [{ outcome: 'uncertain' }, [6]],
  [{ actor: 'person_bbbbbbbbbbbbbbbbbbbb' }, []],
  [{ lineId: LineId.parse(`line_${'2'.padStart(20, '0')}`) }, []],
] as const)('fax activity narrowed to %j', async (choice, numbers) => {
  const found = await references(await faxReport(await parts(choice)))
  expect(found).toEqual(numbers.map((number) => `FD-0000${number}`))
})

test('an accounting: by recipient, then purpose; without treatment, training, and what never left', async () => {
  const report = await disclosureReport(await parts({ kind: 'disclosures' }))
  const rows = await rowsOf(report)
  expect(
    rows.map(({ piece, cells }) => (piece.is === 'group' ? `${piece.text} / ${piece.detail}` : cells?.[0])),
  ).toEqual([
    'Harborlight Cardiology · (202) 555-0142 / Other',
    'FD-00002',
    'Harborlight Cardiology · (202) 555-0142 / Not stated',
    'FD-00006',
    'Sampleton Court · (202) 555-0101 / Required by law',
    'FD-00003',
    'FD-00008',
    'Sampleton Court · (202) 555-0101 / Other',
    'FD-00004',
  ])
  expect(report.totals.map(({ value }) => value)).toEqual(['5', '2', '11'])
})

test('an accounting holds the purposes that were asked for', async () => {
  const report = await disclosureReport(await parts({ kind: 'disclosures', purposes: ['treatment'] }))
  expect(await references(report)).toEqual(['FD-00001'])
})

test('entries name people and faxes instead of their ids', async () => {
  const report = await entryReport(await parts({ kind: 'everything', from: 0, to: at + 1 }))
  const said = (await rowsOf(report)).map(({ cells }) => cells?.[4])
  expect(said).toEqual(['Dana F. · by Dana F.', 'FD-00001', 'Dana F.'])
  expect(report.totals.map(({ value }) => value)).toEqual(['3', '1', '2', '1', '0'])
})

test('a review counts each act, and says who found what', async () => {
  const its = await parts({ kind: 'everything', from: 0, to: at + 1 })
  const report = await reviewReport({ ...its, finding: 'followed-up', note: 'One sign-in asked about.' })
  expect((await rowsOf(report)).map(({ cells }) => cells)).toContainEqual(['Signed in', 0, 1, 0])
  const said = []
  for await (const pieces of report.before()) said.push(...pieces)
  expect(JSON.stringify(said)).toContain('Dana Fairweather')
  expect(report.details).toMatchObject({ entries: 3, refused: 1, finding: 'followed-up' })
  expect(JSON.stringify(report.details)).not.toContain('asked about')
})

test('paper is what the region prints on', () => {
  expect(['en-US', 'es-MX', 'en', 'de-DE', 'en-GB'].map(paperOfRegion)).toEqual([
    'letter',
    'letter',
    'letter',
    'a4',
    'a4',
  ])
})
