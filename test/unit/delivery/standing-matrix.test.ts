/** Every standing of a number × everything that queues a fax: only a number that stands verified is ever called. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Standing, type VerificationRecord } from '#app/domain/contact/contact.ts'
import { E164, FaxId, makeId, type NumberId } from '#app/domain/ids.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, goOn, goOnTo, phaseOf, readyDraft, sendDraft, type Given } from './given.ts'

let given: Given
const page = sample('text-1p.pdf')

beforeAll(async () => {
  given = await givenDesk()
  given.engine.start()
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const day = 86_400_000
const faxId = makeId(FaxId, 'fax', 'c'.repeat(20))
const by = dana.personId

/** A record that stands so now. */
function recordFor(standing: Standing): VerificationRecord {
  const at = given.clock.now()
  const called = E164.parse('+12025550140')
  const evidence = { method: 'call-back', called, foundOn: 'website', spokeWith: 'Wren' } as const
  const verified = (until: number): VerificationRecord => ({ state: 'verified', by, at: 0, until, evidence })
  switch (standing) {
    case 'verified':
      return verified(at + 200 * day)
    case 'expires-soon':
      return verified(at + 10 * day)
    case 'expired':
      return verified(at)
    case 'unverified':
      return { state: 'unverified' }
    case 'pending':
      return { state: 'pending', by, at, waitsFor: { what: 'read-back', faxId, code: '123456' } }
    case 'needs-recheck':
      return { state: 'needs-recheck', at, because: 'human-answered', faxId }
    default:
      return { state: standing, by, at, reason: 'moved' }
  }
}

const stand = (id: NumberId | null, standing: Standing) =>
  given.store.write((tx) =>
    tx
      .updateTable('fax_number')
      .set({ verification: JSON.stringify(recordFor(standing)) })
      .where('id', '=', id ?? '')
      .execute(),
  )

let last = 200
/** Numbers of one area each, so that none looks like another. */
const numberEnding = (ending: string): string => `+1${(last += 1)}555${ending}`
const sendable: readonly Standing[] = ['verified', 'expires-soon']

describe.each(Standing.options)('a number that stands %s', (standing) => {
  const may = sendable.includes(standing)

  test(`${may ? 'is' : 'is not'} sent to`, async () => {
    const draft = await readyDraft(given, page, numberEnding('0151'))
    await stand(draft.content.numberId, standing)
    const { id, revision } = draft
    const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
    const sent = await given.call('faxes.send', { id, revision, sha256 })
    if (may) {
      expect(sent.ok).toBe(true)
      await goOnTo(given, id, 'delivered')
    } else {
      expect(faultOf(sent)).toEqual({ code: 'stopped', stops: [`recipient-${standing}`] })
      expect(await phaseOf(given, id)).toBe('draft')
    }
  })

  test(`${may ? 'is' : 'is not'} sent to again`, async () => {
    const draft = await readyDraft(given, page, numberEnding('0152'))
    const fax = await sendDraft(given, draft)
    await goOnTo(given, fax.id, 'delivered')
    await stand(draft.content.numberId, standing)
    const { id } = valueOf(await given.call('faxes.sendAgain', { id: fax.id }))
    const { revision } = valueOf(await given.call('drafts.open', { id }))
    const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
    const sent = await given.call('faxes.send', { id, revision, sha256 })
    if (may) expect(sent.ok).toBe(true)
    else expect(faultOf(sent)).toEqual({ code: 'stopped', stops: [`recipient-${standing}`] })
  })

  test(`${may ? 'is' : 'is not'} called once more where the first call was busy`, async () => {
    const draft = await readyDraft(given, page, numberEnding('0111'))
    const fax = await sendDraft(given, draft)
    await goOn(given, async () => (await given.attempts(fax.id)).some(({ outcome }) => outcome === 'failed'))
    await stand(draft.content.numberId, standing)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    const view = valueOf(await given.call('faxes.read', { id: fax.id }))
    expect(view.state).toMatchObject(may ? { phase: 'delivered' } : { reason: 'recipient-not-allowed' })
    const { e164 } = view.recipient
    expect((await given.calls()).filter((call) => call.e164 === e164)).toHaveLength(may ? 2 : 1)
  })
})

test('a person who answers puts the number in doubt in the same moment as the fax fails', async () => {
  const draft = await readyDraft(given, page, numberEnding('0113'))
  const fax = await sendDraft(given, draft)
  await goOnTo(given, fax.id, 'failed')
  const record = await given.store.read
    .selectFrom('fax_number')
    .select('verification')
    .where('id', '=', draft.content.numberId ?? '')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(record.verification)).toMatchObject({ state: 'needs-recheck', faxId: fax.id })
  const actions = (await given.entries()).slice(-2).map(({ action }) => action)
  expect(actions.toSorted()).toEqual(['fax.failed', 'number.needs-recheck'])
})
