/** The record and its reports as the page sees them: through the door, printed by the real document service. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Input } from '#app/contract/index.ts'
import { checkpointText } from '#app/domain/record/audit.ts'
import { FaxId, ReportId, makeId } from '#app/domain/ids.ts'
import { latestCheckpoint } from '#main/store/record/audit.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'
import { readPages } from '../documents/look.ts'
import { givenService, type Given } from '../documents/service.ts'
import { dana, faxId, givenRooms, sentFax, sha256 } from './given-rooms.ts'

const hour = 60 * 60_000

let printer: Given
let record: GivenRecord
let at: Awaited<ReturnType<typeof givenRooms>>

beforeAll(() => void (printer = givenService()))
afterAll(() => printer.service.stop())
beforeEach(async () => {
  record = await givenRecord()
  at = await givenRooms(record, printer.service)
})
afterEach(() => record.close())

const printed = async (id: string) => readPages(Uint8Array.from(valueOf(await at.read(id))))

test('the list is newest first, says who, and can be narrowed', async () => {
  await record.append({ actor: dana, action: 'faxes.send', subject: 'FD-00001', details: { pages: 3 } })
  await record.append({ actor: 'nobody', action: 'session.signIn', outcome: 'refused' })
  record.clock.advance(hour)
  await record.append({ subject: 'FD-00001' })
  const { entries, total } = valueOf(await at.list())
  expect(total).toBe(3)
  expect(entries.map(({ sequence, actor }) => [sequence, actor.kind, actor.shortName])).toEqual([
    [3, 'system', 'Faxdesk'],
    [2, 'nobody', 'Nobody signed in'],
    [1, 'person', 'Dana F.'],
  ])
  expect(entries[2]).toMatchObject({ subject: 'FD-00001', details: { pages: 3 }, actor: { initials: 'DF', tint: 1 } })
  expect(entries[0]?.previous).toBe(entries[1]?.hash)
  const numbers = async (input: Partial<Input<'audit.list'>>) =>
    valueOf(await at.list(input)).entries.map(({ sequence }) => sequence)
  // Reading the list is itself an entry, once a session.
  expect(await numbers({ action: 'audit.list' })).toEqual([4])
  expect(await numbers({ text: 'FD-00001' })).toEqual([3, 1])
  expect(await numbers({ text: '2' })).toEqual([2])
  expect(await numbers({ actor: dana, text: 'FD' })).toEqual([1])
  expect(await numbers({ from: record.clock.now(), text: 'FD' })).toEqual([3])
  expect(await numbers({ to: record.clock.now() })).toEqual([2, 1])
  expect(await numbers({ before: 3, limit: 1 })).toEqual([2])
})

test('verification is remembered, and a break is named with its reason', async () => {
  for (let count = 0; count < 5; count += 1) await record.append()
  expect(valueOf(await at.list()).lastVerification).toBeUndefined()
  const intact = valueOf(await at.call('audit.verify', {}))
  expect(intact).toMatchObject({ result: 'intact', entries: 6 })
  expect(valueOf(await at.list()).lastVerification).toEqual(intact)
  record.tamper((db) => db.prepare(`update audit_entry set subject = 'FD-99999' where sequence = 3`).run())
  expect(valueOf(await at.call('audit.verify', {}))).toMatchObject({
    result: 'broken',
    firstBad: 3,
    why: 'changed',
    entries: 2,
  })
  const { entries, lastVerification } = valueOf(await at.list({ action: 'audit.verify' }))
  expect(lastVerification?.result).toBe('broken')
  expect(entries[0]?.details).toEqual({ result: 'broken', entries: 2 })
})

test('a list is still shown when somebody wrote nonsense into an entry', async () => {
  await record.append({ details: { pages: 3 } })
  record.tamper((db) => db.prepare(`update audit_entry set details = 'x', outcome = 'y', actor = 'z'`).run())
  expect(valueOf(await at.list()).entries[0]).toMatchObject({
    outcome: 'failed',
    details: {},
    actor: { kind: 'person', shortName: 'Unknown person' },
  })
})

test('the audit report holds every entry of its dates, the state of the chain and a signed checkpoint', async () => {
  await record.append({ actor: dana, action: 'faxes.send', subject: 'FD-00001', details: { pages: 3 } })
  record.clock.advance(48 * hour)
  const from = record.clock.now()
  await record.append({ actor: dana, action: 'faxes.send', subject: 'FD-00002', details: { pages: 4 } })
  await record.append({ actor: 'nobody', action: 'session.signIn', outcome: 'refused' })
  const report = valueOf(await at.call('reports.make', { from, to: from + hour }))
  expect(report).toMatchObject({ kind: 'everything', pages: 1, url: `document/report/${report.id}` })
  expect(report.fileName).toMatch(/^faxdesk-record-2026-04-16\.pdf$/)
  const [page] = await printed(report.id)
  for (const part of [
    'FD-00002 · 4 pages',
    'Queued a fax',
    'Sign-in refused',
    'Chain verified: 3 entries',
    'Made by Dana Fairweather',
  ]) {
    expect(page?.text).toContain(part)
  }
  expect(page?.text).not.toContain('FD-00001')
  const checkpoint = await latestCheckpoint(record.store.read)
  const text = page?.text.replaceAll(/\s/g, '') ?? ''
  for (const part of [checkpoint?.hash, checkpoint?.signature, checkpoint?.public_key, `(${checkpoint?.at})`])
    expect(text).toContain(part)
  const { sequence = 0, hash = '', at: signedAt = 0, signature = '' } = checkpoint ?? {}
  expect(sequence).toBe(3)
  expect(record.signer.holds(checkpointText(sequence, hash, signedAt), signature)).toBe(true)
  const { entries } = valueOf(await at.list({ action: 'reports.make' }))
  expect(entries[0]).toMatchObject({ subject: report.id, details: { entries: 2, upTo: 3, pages: 1 } })
})

test('a broken chain is printed as broken', async () => {
  for (let count = 0; count < 3; count += 1) await record.append()
  record.tamper((db) => db.prepare('update audit_entry set at = at + 1 where sequence = 2').run())
  const from = record.clock.now() - hour
  const report = valueOf(await at.call('reports.make', { from, to: from + 2 * hour }))
  const [page] = await printed(report.id)
  expect(page?.text).toContain('Chain broken at entry 2')
})

test('dates the wrong way round are refused', async () => {
  expect(faultOf(await at.call('reports.make', { from: 2, to: 2 }))).toEqual({ code: 'invalid', issues: ['to'] })
})

test('the confirmation report proves one fax: number, pages, attempts, hash, and that it was training', async () => {
  await sentFax(record)
  const report = valueOf(await at.call('reports.confirmation', { faxId }))
  expect(report.fileName).toBe('faxdesk-confirmation-FD-00042.pdf')
  const [page] = await printed(report.id)
  const parts = [
    'Delivered',
    'Harborlight Cardiology, Referrals desk',
    '(202) 555-0142',
    '6 of 6 pages',
    'Attempt 1: busy',
    'Attempt 2: all pages confirmed',
    'TRAINING',
    'Training line',
    'Sent by Dana Fairweather',
    'Treatment',
    'Fine',
  ]
  for (const part of parts) expect(page?.text).toContain(part)
  expect(page?.text.replaceAll(/\s/g, '')).toContain(sha256)
  expect(valueOf(await at.list({ action: 'reports.confirmation' })).entries[0]).toMatchObject({ subject: 'FD-00042' })
  expect(faultOf(await at.call('reports.confirmation', { faxId: makeId(FaxId, 'fax', '0'.repeat(20)) }))).toEqual({
    code: 'not-found',
  })
})

test('a report lies encrypted, and is read only by who may read what it is about', async () => {
  await sentFax(record)
  const { id } = valueOf(await at.call('reports.confirmation', { faxId }))
  const row = await record.store.read.selectFrom('document').selectAll().executeTakeFirstOrThrow()
  expect(row.kind).toBe('report')
  expect((await readFile(path.join(record.folder, 'documents', row.id))).includes('%PDF')).toBe(false)
  at.as('administrator')
  expect(faultOf(await at.read(id))).toEqual({ code: 'forbidden', needs: 'fax.read' })
  expect(faultOf(await at.call('reports.save', { id }))).toEqual({ code: 'forbidden', needs: 'fax.read' })
  expect(faultOf(await at.read('../../store.db'))).toEqual({ code: 'not-found' })
  expect(faultOf(await at.read(makeId(ReportId, 'report', '0'.repeat(20))))).toEqual({ code: 'not-found' })
})

test('saving asks where, writes for this account only, and says whether it did', async () => {
  await sentFax(record)
  const { id } = valueOf(await at.call('reports.confirmation', { faxId }))
  expect(valueOf(await at.call('reports.save', { id }))).toEqual({ saved: false })
  const file = path.join(record.folder, 'report.pdf')
  at.savingTo(file)
  expect(valueOf(await at.call('reports.save', { id }))).toEqual({ saved: true })
  expect(await readFile(file)).toEqual(Buffer.from(valueOf(await at.read(id))))
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
  const { entries } = valueOf(await at.list({ action: 'reports.save' }))
  expect(entries.map(({ details }) => details)).toEqual([{ saved: true }, { saved: false }])
})
