/** A cloud line through the whole application: an agreement first, and no pages left at the company afterwards. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { LineId } from '#app/domain/ids.ts'
import { systemNetwork } from '#main/network.ts'
import { flushed, givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { phaxioService, type PhaxioService } from '#test/given/phaxio/service.ts'
import { change, numberOf, readyDraft, seal, send, setUp, verifiedContact } from '#test/given/walk/walk-steps.ts'

let given: GivenApplication
let service: PhaxioService
let id: LineId

beforeEach(async () => {
  service = await phaxioService('live', 'hush')
  given = await givenApplication({ network: systemNetwork })
  await setUp(given)
  const line = await given.done('lines.add', {
    name: 'Cloud',
    settings: { kind: 'phaxio', address: service.address },
    secret: { kind: 'phaxio', key: 'live', secret: 'hush' },
  })
  id = line.id
})
afterEach(async () => {
  await given.leave()
  await service.close()
})

async function agreed(): Promise<void> {
  const signed = { company: 'Cirrus Fax', practice: 'Dana Fairweather', signedAt: given.clock.now() }
  await given.done('lines.agreement', { id, agreement: { kind: 'baa', ...signed } })
  expect(await given.done('lines.check', { id })).toMatchObject({ standing: 'ready' })
}

async function sent(fax: string): Promise<FaxView> {
  const draft = await readyDraft(given, numberOf(await verifiedContact(given, fax)).id)
  return send(given, await seal(given, await change(given, draft, { lineId: id })))
}

const phaseOf = async ({ id: faxId }: FaxView) => (await given.done('faxes.read', { id: faxId })).state.phase
const until = (fax: FaxView, phase: string) =>
  goOn(given, async () => {
    await given.done('session.touch', {})
    return (await phaseOf(fax)) === phase
  })

async function removals(): Promise<readonly string[]> {
  await flushed(60)
  const { entries } = await given.done('audit.list', { text: '', limit: 200 })
  return entries.filter(({ action }) => action === 'fax.content-removed').map(({ outcome }) => outcome)
}

test('an own-server record is no agreement with a company', async () => {
  const agreement = { kind: 'own-server', operator: 'Ferris IT', since: given.clock.now() } as const
  expect(faultOf(await given.ask('lines.agreement', { id, agreement }))).toMatchObject({ why: 'agreement-differs' })
})

test('delivered: the pages are removed there, and that is on record', async () => {
  await agreed()
  const fax = await sent('+1 202 555 0142')
  await until(fax, 'accepted')
  service.end()
  await until(fax, 'delivered')
  await goOn(given, () => service.faxes[0]?.removed === true)
  await goOn(given, async () => (await removals()).length === 1)
  expect(await removals()).toEqual(['done'])
})

test('pages that are said to be gone after the service was silent are asked about twice in a row before that is believed', async () => {
  await agreed()
  const fax = await sent('+1 202 555 0142')
  await until(fax, 'accepted')
  service.plan('remove', { answer: 503, taken: false })
  service.plan('remove', { answer: 404, taken: false })
  service.end()
  await until(fax, 'delivered')
  await goOn(given, () => service.faxes[0]?.removed === true)
  expect(service.requests.filter((each) => each.startsWith('DELETE'))).toHaveLength(3)
})

test('a new fax goes over the real line once it is ready', async () => {
  const lineOf = async () => {
    const { id: draftId } = await given.done('drafts.create', {})
    return (await given.done('drafts.open', { id: draftId })).content.lineId
  }
  expect(await lineOf()).not.toBe(id)
  await agreed()
  expect(await lineOf()).toBe(id)
})

test('an answer lost is never handed over again by itself, however long nobody decides', async () => {
  await agreed()
  service.plan('send', { reset: true, taken: false })
  const fax = await sent('+1 202 555 0143')
  await until(fax, 'uncertain')
  for (let minutes = 0; minutes < 60; minutes += 1) {
    given.clock.advance(60_000)
    await given.ask('session.touch', {})
    await flushed(5)
  }
  expect(await phaseOf(fax)).toBe('uncertain')
  expect(service.requests.filter((each) => each === 'POST /faxes')).toHaveLength(1)
  expect(given.seen.attentions).toBeGreaterThan(0)
})
