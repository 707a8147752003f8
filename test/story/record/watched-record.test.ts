/** The record watches over itself: alerts are raised and looked at, the other log hears of them, and faxes go on all the time. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertView } from '#app/contract/record/alerts.ts'
import { flushed, givenApplication, type GivenApplication } from '#test/given/application.ts'
import { manualClock } from '#test/given/clock.ts'
import { givenKeychain } from '#test/given/keychain.ts'
import { faultOf } from '#test/given/outcome.ts'
import { goOnTo, numberOf, sendNow, setUp, signIn, storeWriter, verifiedContact } from '#test/given/walk/walk-steps.ts'

const clock = manualClock()
const keychain = givenKeychain()
let given: GivenApplication
let desktop: string
let clockIsOff: number | undefined
let me: Awaited<ReturnType<typeof setUp>>['personId']

const start = async (folder?: string) =>
  (given = await givenApplication({
    clock,
    keychain,
    trainingPace: 0.01,
    timeOffset: { seconds: async () => clockIsOff },
    askWhereToSave: async (name) => path.join(desktop, name),
    ...(folder === undefined ? {} : { folder }),
  }))

beforeAll(async () => {
  desktop = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-desktop-'))
  await start()
  me = (await setUp(given)).personId
})
afterAll(async () => {
  await given.leave()
  await rm(desktop, { recursive: true })
})

const list = () => given.done('alerts.list', {})

/** The newest alert of this kind, once what was appended has been looked at. */
async function raised(kind: AlertView['kind']): Promise<AlertView | undefined> {
  clock.advance(1000)
  await flushed(60)
  return (await list()).alerts.find((alert) => alert.kind === kind)
}

const entriesOf = async (action: string) => (await given.done('audit.list', { text: '', limit: 20, action })).entries

test('whoever is refused again and again is named, once, until somebody has looked', async () => {
  for (let time = 0; time < 5; time += 1)
    expect(faultOf(await given.ask('session.prove', { password: 'not the password at all' })).code).toBe(
      'sign-in-refused',
    )
  const alert = await raised('refusals')
  expect(alert).toMatchObject({ about: { id: me }, details: { times: 5 } })
  expect((await list()).open).toBe(1)
  const sequence = alert?.sequence ?? 0
  expect((await given.done('alerts.acknowledge', { sequence })).open).toBe(0)
  expect(faultOf(await given.ask('alerts.acknowledge', { sequence }))).toMatchObject({ why: 'already-gone' })
  expect(faultOf(await given.ask('alerts.acknowledge', { sequence: sequence - 1 })).code).toBe('not-found')
  await raised('refusals')
  expect((await list()).alerts).toHaveLength(1)
  expect(await entriesOf('alerts.acknowledge')).toMatchObject([
    { outcome: 'refused' },
    { outcome: 'refused' },
    { outcome: 'done', subject: `entry-${sequence}`, details: { alert: 'refusals' } },
  ])
})

test('settings that somebody approved are watched; what changed is named, and not what it says', async () => {
  expect((await list()).configuration).toEqual({ drift: [] })
  await given.done('configuration.approve', {})
  expect(await raised('configuration-drift')).toBeUndefined()
  await given.done('settings.change', { idleMinutes: 29 })
  expect(await raised('configuration-drift')).toMatchObject({ details: { changed: 'idle-minutes', times: 1 } })
  expect((await list()).configuration).toMatchObject({ drift: ['idle-minutes'] })
  expect((await given.done('configuration.approve', {})).configuration).toMatchObject({ drift: [] })
})

test('a clock set back is an alert, and entries keep their order', async () => {
  await given.done('session.touch', {})
  const before = clock.now()
  clock.jump(-3 * 3_600_000)
  clock.advance(60_000)
  await flushed(60)
  await given.done('session.touch', {})
  expect(await raised('clock-jump')).toMatchObject({ details: { seconds: -10_800 } })
  await given.done('drafts.create', {})
  const { entries } = await given.done('audit.list', { text: '', limit: 5 })
  expect(entries[0]?.at).toBeLessThan(before)
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, at) => (entries[0]?.sequence ?? 0) - at))
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  clock.jump(3 * 3_600_000)
  given.power('resume')
  // Three hours without anybody: the desk locked.
  await signIn(given, me)
})

test('a clock that is wrong by what the system says is an alert once a day, and none where the system does not tell', async () => {
  const offsets = async () => (await list()).alerts.filter(({ kind }) => kind === 'clock-offset')
  const anHour = async () => {
    clock.advance(3_600_000)
    await flushed(60)
    await signIn(given, me)
  }
  await anHour()
  expect(await offsets()).toEqual([])
  clockIsOff = -7_200.4
  await anHour()
  await anHour()
  clockIsOff = 0.02
  await anHour()
  expect(await offsets()).toMatchObject([{ details: { seconds: 7200 } }])
})

test('the other log is chosen, tried and audited; no certificate or key comes out again', async () => {
  const server = { name: 'front-desk-1', host: 'localhost', port: 1 }
  const authority = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  expect(faultOf(await given.ask('sink.toSyslog', { ...server, authority }))).toEqual({
    code: 'invalid',
    issues: ['authority'],
  })
  expect((await given.done('sink.read', {})).target).toEqual({ kind: 'none' })
  await given.done('sink.toSyslog', server)
  expect(await given.done('sink.test', {})).toMatchObject({ target: { ...server, ownAuthority: false }, trouble: {} })
  const sink = await given.done('sink.toFile', { name: 'front-desk-1' })
  expect(sink).toMatchObject({ target: { kind: 'file', file: 'faxdesk-audit.jsonl' }, upTo: 0 })
  const tried = await given.done('sink.test', {})
  expect(tried).toMatchObject({ upTo: expect.any(Number) as number })
  expect(tried.trouble).toBeUndefined()
  const lines = (await readFile(path.join(desktop, 'faxdesk-audit.jsonl'), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(tried.upTo)
  expect(lines.map((line) => (JSON.parse(line) as { sequence: number }).sequence)).toEqual(lines.map((_, at) => at + 1))
  expect(await entriesOf('sink.toFile')).toMatchObject([{ details: { before: 'syslog', kind: 'file' } }])
  expect(await entriesOf('sink.test')).toHaveLength(2)
})

test('a record that does not hold is an alert, and stops no fax', async () => {
  const { folder } = given
  await given.stop()
  const store = await storeWriter(folder, keychain)
  store.exec('drop trigger audit_entry_unchanged')
  store.exec(`update audit_entry set outcome = 'done ' where sequence = (select max(sequence) - 1 from audit_entry)`)
  store.close()
  await start(folder)
  await signIn(given, me)
  expect((await given.done('app.status', {})).session?.recordBroken).toBe(true)
  expect(await raised('chain-broken')).toMatchObject({ details: { why: 'changed' } })
  const contact = await verifiedContact(given, '+12025550142')
  const { id } = await sendNow(given, numberOf(contact).id)
  await goOnTo(given, id, 'delivered')
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'broken', why: 'changed' })
  expect(await raised('verification-failed')).toMatchObject({ details: { why: 'changed' } })
  // The same finding again is no news.
  await given.done('audit.verify', {})
  await raised('verification-failed')
  expect((await list()).alerts.filter(({ kind }) => kind === 'verification-failed')).toHaveLength(1)
})
