/** Every outcome of the training line, end to end: from a dropped file to what the list says. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { sample } from '#test/given/samples/made.ts'
import { valueOf } from '#test/given/outcome.ts'
import { dana, givenDesk, goOnTo, readyDraft, sendDraft, type Given } from './given.ts'

let given: Given

beforeAll(async () => {
  given = await givenDesk()
  given.engine.start()
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const final = ['delivered', 'failed', 'cancelled'] as const

async function outcome(to: string, ...phases: readonly string[]): Promise<FaxView> {
  const { id } = await sendDraft(given, await readyDraft(given, sample('text-1p.pdf'), to))
  await goOnTo(given, id, ...phases)
  return valueOf(await given.call('faxes.read', { id }))
}

const callsOf = async (fax: FaxView) =>
  (await given.calls()).filter((call) =>
    fax.attempts.some(({ lineReference }) => lineReference === call.line_reference),
  )

/** What the record says of a fax, act by act. */
const actsOn = async (fax: FaxView): Promise<readonly string[]> =>
  (await given.entries())
    .filter(({ subject, actor }) => subject === fax.reference && actor === 'system')
    .map(({ action }) => action)

test('a number that answers: delivered, every page, and the line had the very bytes that were sealed', async () => {
  const fax = await outcome('+12025550142', ...final)
  expect(fax.state).toMatchObject({ phase: 'delivered', pages: 2, tookMs: 4400 })
  expect(fax.attempts).toMatchObject([{ number: 1, outcome: 'delivered', pagesSent: 2 }])
  expect(fax.nextActs).toEqual(['report', 'send-again'])
  const [call] = await callsOf(fax)
  expect(call).toMatchObject({ sha256: fax.packet.sha256, pages: 2, e164: '+12025550142' })
  const packet = valueOf(await given.desk.packet.bytes.readPacket(fax.id, dana))
  expect(createHash('sha256').update(packet).digest('hex')).toBe(fax.packet.sha256)
  expect(await actsOn(fax)).toEqual([
    'fax.queued',
    'fax.attempt-started',
    'fax.accepted',
    'fax.sending',
    'fax.delivered',
  ])
})

test('a busy number is called again a minute later, and the page is told in between', async () => {
  const fax = await outcome('+12025550111', 'queued')
  expect(fax).toMatchObject({ state: { phase: 'queued', attempt: 2, after: 'busy' }, lastReason: 'busy' })
  expect(fax.nextActs).toEqual(['cancel', 'plan'])
  await goOnTo(given, fax.id, ...final)
  const after = valueOf(await given.call('faxes.read', { id: fax.id }))
  expect(after.state).toMatchObject({ phase: 'delivered', pages: 2 })
  expect(after.attempts).toMatchObject([
    { number: 1, outcome: 'failed', reason: 'busy', pagesSent: 0 },
    { number: 2, outcome: 'delivered' },
  ])
  const [first, second] = after.attempts
  expect((second?.startedAt ?? 0) - (first?.endedAt ?? 0)).toBeGreaterThanOrEqual(60_000)
  const told = given.events.flatMap((event) =>
    event.name === 'fax.changed' && event.payload.fax.id === fax.id ? [event.payload.fax.state] : [],
  )
  expect(told).toContainEqual(expect.objectContaining({ phase: 'queued', attempt: 2, after: 'busy' }))
})

test('where nobody answers, four attempts and then a person', async () => {
  const alarms = given.alarms.length
  const fax = await outcome('+12025550112', ...final)
  expect(fax.state).toMatchObject({ phase: 'failed', reason: 'no-answer', attempts: 4, pagesSent: 0 })
  expect(await callsOf(fax)).toHaveLength(4)
  expect(given.alarms.length).toBe(alarms + 1)
})

test('where a person answers, the number is not dialled again', async () => {
  const fax = await outcome('+12025550113', ...final)
  expect(fax.state).toMatchObject({ phase: 'failed', reason: 'human-answered', attempts: 1 })
  expect(await callsOf(fax)).toHaveLength(1)
})

test('a call that breaks off names the pages that went, and none of them is sent twice', async () => {
  const fax = await outcome('+12025550114', ...final)
  expect(fax.state).toMatchObject({ phase: 'failed', reason: 'partial', pagesSent: 1, attempts: 1 })
  expect(await callsOf(fax)).toHaveLength(1)
})

test('a service that is down twice is asked a third time, and no call was made before', async () => {
  const fax = await outcome('+12025550115', ...final)
  expect(fax.state).toMatchObject({ phase: 'delivered' })
  expect(fax.attempts.map(({ reason }) => reason)).toEqual(['provider-trouble', 'provider-trouble', undefined])
  expect(await callsOf(fax)).toHaveLength(1)
})

test('an answer lost after the line took the fax: asked by reference, found, delivered once', async () => {
  const fax = await outcome('+12025550116', ...final)
  expect(fax.state).toMatchObject({ phase: 'delivered' })
  expect(fax.attempts).toMatchObject([{ number: 1, outcome: 'delivered' }])
  expect(await callsOf(fax)).toHaveLength(1)
  expect(await actsOn(fax)).toEqual([
    'fax.queued',
    'fax.attempt-started',
    'fax.uncertain',
    'fax.reconciled',
    'fax.sending',
    'fax.delivered',
  ])
})

test('an answer lost before the line took the fax: only the line saying so lets it be sent again', async () => {
  const fax = await outcome('+12025550117', ...final)
  expect(fax.state).toMatchObject({ phase: 'delivered' })
  expect(fax.attempts).toMatchObject([{ outcome: 'failed', reason: 'answer-lost' }, { outcome: 'delivered' }])
  expect(await callsOf(fax)).toHaveLength(1)
  expect((await actsOn(fax)).slice(1, 5)).toEqual([
    'fax.attempt-started',
    'fax.uncertain',
    'fax.reconciled',
    'fax.attempt-started',
  ])
})

test('the table of outcomes is what the line does, and the page can show it', async () => {
  const [line] = valueOf(await given.call('lines.list', {})).lines
  expect(line).toMatchObject({ kind: 'training', training: true, sending: 0, waiting: 0 })
  expect(line?.outcomes.map(({ ending }) => ending)).toEqual(
    '0111 0112 0113 0114 0115 0116 0117 0118 any'.split(' ').map((ending) => ending.replace('any', 'any other')),
  )
})

test('what was sent can be read later, and reading it is on record', async () => {
  const fax = await outcome('+12025550143', ...final)
  const opened = async () => (await given.entries()).filter(({ action }) => action === 'document.opened')
  const before = (await opened()).length
  const { bytes } = given.desk.packet
  valueOf(await bytes.readPacket(fax.id, dana))
  valueOf(await bytes.readPacket(fax.id, dana))
  expect((await opened()).slice(before)).toMatchObject([{ actor: dana.personId, subject: fax.reference }])
})
