/** Kinds of reports: what each holds, in which order, and what it leaves out. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportChoice } from '#app/contract/record/reports.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { FaxReference, LineId, PersonId } from '#app/domain/ids.ts'
import { ok } from '#app/domain/outcome.ts'
import { firstRoles, rightsOf } from '#app/domain/rights.ts'
import { qualityWords, words } from '#app/words/index.ts'
import { actorsOf } from '#main/audit/entries.ts'
import { newPerson } from '#main/people/person.ts'
import { reportDates } from '#main/reports/dates.ts'
import { certificate } from '#main/reports/kinds/certificate.ts'
import { disclosureReport } from '#main/reports/kinds/disclosures.ts'
import { entryReport } from '#main/reports/kinds/entries.ts'
import { faxReport } from '#main/reports/kinds/faxes.ts'
import type { KindParts, Report } from '#main/reports/kinds/kind.ts'
import { reviewReport } from '#main/reports/kinds/review.ts'
import type { ReportLine } from '#main/reports/kinds/went.ts'
import { paperOfRegion } from '#main/reports/paper-setting.ts'
import { changeAttempt, insertAttempt } from '#main/store/faxes/attempts.ts'
import { insertDocument } from '#main/store/faxes/documents.ts'
import { findFax, insertFax } from '#main/store/faxes/faxes.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'
import { madePages } from '#test/given/samples/made.ts'
import { givenService, value } from '../documents/service.ts'
import { dana, givenFax, type GivenFax } from './given-fax.ts'

let record: GivenRecord
let at: number
const documents = givenService()

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
afterAll(() => {
  documents.service.stop()
  return record.close()
})

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

const own = LineId.parse(`line_${'7'.repeat(20)}`)
const cloud = LineId.parse(`line_${'8'.repeat(20)}`)
const capabilities = { concurrency: 1, training: false } as unknown as ReportLine['capabilities']
const lines: readonly ReportLine[] = [
  { id: own, name: 'Own server', kind: 'hylafax', capabilities: { ...capabilities, superfine: true } },
  { id: cloud, name: 'Cloud service', kind: 'phaxio', capabilities },
]

/** A fax wanted at superfine that failed over one line and then went over another. */
async function sentOver(number: number, form: 'prepared' | 'original', ways: readonly LineId[], state: FaxState) {
  const id = `fax_${String(number).padStart(20, '0')}` as const
  const packet_id = `document_${String(number).padStart(20, '0')}`
  const fax = givenFax(number, { state, sent_at: at + 5000 + number, packet_id })
  const content = JSON.stringify({ ...JSON.parse(fax.content), quality: 'superfine' })
  const facts = { kind: 'packet', name: form, bytes: 1, sha256: '0'.repeat(64), key: null, pages: '[]' } as const
  await record.store.write(async (tx) => {
    await insertDocument(tx, { id: packet_id, ...facts, added_at: at, added_by: dana })
    await insertFax(tx, { ...fax, content, pages: 2, line_id: ways.at(-1) ?? own })
    for (const [before, line] of ways.entries()) {
      const last = before === ways.length - 1 && state.phase === 'delivered'
      const call = { fax_id: id, number: before + 1, line_id: line, line_reference: `ref-${number}-${before}` }
      const began = { ...call, started_at: at, ended_at: null, outcome: 'in-progress', reason: null, pages_sent: 0 }
      await insertAttempt(tx, began)
      await changeAttempt(tx, id, before + 1, { ended_at: at + 1, outcome: last ? 'delivered' : 'failed' })
    }
  })
  const row = await findFax(record.store.read, id)
  if (!row) throw new Error('no fax')
  return row
}

test.each([
  [21, 'prepared', [own, own], 'delivered', 'printed', 'superfine', 'Own server'],
  [22, 'prepared', [own, cloud], 'delivered', 'printed', 'fine', 'Cloud service'],
  [23, 'original', [own, cloud], 'delivered', 'converted', 'fine', 'Cloud service'],
  [24, 'original', [cloud, own], 'delivered', 'printed', 'superfine', 'Own server'],
  [25, 'prepared', [own], 'failed', 'not-known', 'superfine', 'Own server'],
] as const)('certificate %i: pages %s over %j', async (number, form, ways, end, how, quality, name) => {
  const { service } = documents
  const { reports } = words
  const fax = await sentOver(number, form, ways, end === 'delivered' ? delivered(2) : failed(0))
  const bytes = madePages(2)
  const wanted: unknown[] = []
  const its = await certificate({
    ...(await parts({ kind: 'fax', reference: FaxReference.parse(fax.reference) })),
    lineName: (id) => lines.find((line) => line.id === id)?.name ?? id,
    lines,
    fax,
    thumbnails: false,
    documents: {
      ...service,
      rendition: (packet, fineness, choice) => {
        wanted.push(fineness)
        return service.rendition(packet, fineness, choice)
      },
    },
    packetBytes: async () => ok(bytes),
  })
  const said = []
  for await (const pieces of its.before()) said.push(...pieces)
  // One rendition for all pages, as finely as they went.
  expect(wanted).toEqual([quality])
  const { pages } = value(await service.rendition(bytes, quality))
  expect(said.flatMap((piece) => (piece.is === 'page' ? [piece.title] : []))).toEqual(
    pages.map(({ widthPx, heightPx }, at) => reports.pageTitle(at + 1, 2, widthPx, heightPx)),
  )
  expect(said).toContainEqual({ is: 'heading', text: reports.pagesHeadings[how] })
  expect(JSON.stringify(said).includes(reports.pagesConverted)).toBe(how === 'converted')
  expect(said).toContainEqual({ is: 'fact', label: reports.facts.quality, value: qualityWords[quality] })
  const steps = said.flatMap((piece) => (piece.is === 'step' ? [piece.detail] : []))
  expect(steps.at(-1)).toContain(name)
  expect(steps.at(1)).toContain(ways[0] === own ? 'Own server' : 'Cloud service')
})
