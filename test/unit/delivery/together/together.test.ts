/**
 * One draft to several: every standing of a number × every way to be one of several. Each is judged as if alone; a
 * refusal stops no other, is told and recorded, and stays in the draft.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Output } from '#app/contract/index.ts'
import { Standing, type VerificationRecord } from '#app/domain/contact/contact.ts'
import { E164, FaxId, makeId, type NumberId } from '#app/domain/ids.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, goOnTo, noor, phaseOf, readyDraft, type Given } from '../given.ts'

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

let last = 300
/** Numbers of one area each, so that none looks like another. */
const another = (): string => `+1${(last += 1)}5550151`

const by = dana.personId

function recordFor(standing: Standing): VerificationRecord {
  const at = given.clock.now()
  const evidence = {
    method: 'call-back',
    called: E164.parse('+12025550140'),
    foundOn: 'website',
    spokeWith: 'W',
  } as const
  const day = 86_400_000
  if (standing === 'verified') return { state: 'verified', by, at: 0, until: at + 200 * day, evidence }
  if (standing === 'expires-soon') return { state: 'verified', by, at: 0, until: at + 10 * day, evidence }
  if (standing === 'expired') return { state: 'verified', by, at: 0, until: at, evidence }
  if (standing === 'unverified') return { state: 'unverified' }
  const faxId = makeId(FaxId, 'fax', 'c'.repeat(20))
  if (standing === 'pending')
    return { state: 'pending', by, at, waitsFor: { what: 'read-back', faxId, code: '123456' } }
  if (standing === 'needs-recheck') return { state: 'needs-recheck', at, because: 'human-answered', faxId }
  return { state: standing, by, at, reason: 'moved' }
}

const stand = (id: NumberId, standing: Standing) =>
  given.store.write((tx) =>
    tx
      .updateTable('fax_number')
      .set({ verification: JSON.stringify(recordFor(standing)) })
      .where('id', '=', id)
      .execute(),
  )

/** A draft with one page to these numbers, all verified unless stood otherwise. */
async function draftTo(...all: readonly NumberId[]): Promise<DraftView> {
  const draft = await readyDraft(given, page, another())
  const [numberId = null, ...others] = all
  const { id, revision, content } = draft
  return valueOf(await given.call('drafts.save', { id, revision, content: { ...content, numberId, others } }))
}

const newNumber = (): Promise<NumberId> => given.recipient(another(), `Practice ${(last += 1)}`)

const sendEach = ({ id, revision }: DraftView) => given.call('faxes.sendEach', { id, revision })
const sent = async (draft: DraftView): Promise<Output<'faxes.sendEach'>> => valueOf(await sendEach(draft))
const callsTo = async (e164: string): Promise<number> =>
  (await given.calls()).filter((call) => call.e164 === e164).length

describe.each(Standing.options)('a recipient that stands %s', (standing) => {
  const may = standing === 'verified' || standing === 'expires-soon'

  test.each([0, 1])(`${may ? 'gets' : 'does not get'} its fax in place %i, and the other does`, async (place) => {
    const [judged, other] = [await newNumber(), await newNumber()]
    await stand(judged, standing)
    const draft = await draftTo(...(place === 0 ? [judged, other] : [other, judged]))
    const { queued, refused } = await sent(draft)
    expect(queued).toHaveLength(may ? 2 : 1)
    expect(refused.map(({ numberId, stops }) => [numberId, stops])).toEqual(
      may ? [] : [[judged, [`recipient-${standing}`]]],
    )
    for (const { id } of queued) await goOnTo(given, id, 'delivered')
    const { e164 } = await given.store.read
      .selectFrom('fax_number')
      .select('e164')
      .where('id', '=', judged)
      .executeTakeFirstOrThrow()
    expect(await callsTo(e164)).toBe(may ? 1 : 0)
    // Who was refused is still to be seen to: the draft waits with them alone.
    const left = await given.call('drafts.open', { id: draft.id })
    if (may) expect(faultOf(left)).toEqual({ code: 'not-found' })
    else expect(valueOf(left).content).toMatchObject({ numberId: judged })
  })

  test(`${may ? 'is' : 'is not'} called where that came about after sending`, async () => {
    const [judged, other] = [await newNumber(), await newNumber()]
    const { queued } = await sent(await draftTo(judged, other))
    await stand(judged, standing)
    for (const { id } of queued) await goOnTo(given, id, 'delivered', 'failed')
    const [first, second] = queued
    expect(await phaseOf(given, first?.id ?? ('' as FaxId))).toBe(may ? 'delivered' : 'failed')
    expect(await phaseOf(given, second?.id ?? ('' as FaxId))).toBe('delivered')
    expect(await callsTo(first?.recipient.e164 ?? '')).toBe(may ? 1 : 0)
  })

  test(`${may ? 'lets' : 'does not let'} a draft go that is to nobody else`, async () => {
    const [one, other] = [await newNumber(), await newNumber()]
    await stand(one, standing)
    await stand(other, standing)
    const draft = await draftTo(one, other)
    const outcome = await sendEach(draft)
    if (may) return expect(valueOf(outcome).queued).toHaveLength(2)
    expect(faultOf(outcome)).toEqual({ code: 'stopped', stops: ['recipients-refused'] })
    expect(await phaseOf(given, draft.id)).toBe('draft')
  })
})

test('a draft to several is not sent as one fax, and one to a single recipient not as several', async () => {
  const draft = await draftTo(await newNumber(), await newNumber())
  const { id, revision } = draft
  const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
  expect(faultOf(await given.call('faxes.send', { id, revision, sha256 }))).toMatchObject({ code: 'invalid' })
  expect(faultOf(await sendEach(await draftTo(await newNumber())))).toMatchObject({ code: 'invalid' })
})

test('a number that is in use no more is refused', async () => {
  const [gone, other] = [await newNumber(), await newNumber()]
  const draft = await draftTo(gone, other)
  await given.store.write((tx) => tx.updateTable('fax_number').set({ replaced_at: 1 }).where('id', '=', gone).execute())
  const { queued, refused } = await sent(draft)
  expect(queued).toHaveLength(1)
  expect(refused).toEqual([{ numberId: gone, recipient: '', stops: ['no-recipient'] }])
})

test('two numbers that dial the same get one fax, and that is told', async () => {
  const e164 = another()
  const [one, same, other] = [await given.recipient(e164), await given.recipient(e164), await newNumber()]
  const draft = await draftTo(one, same, other)
  const stops = draft.recipients.map(({ checks }) =>
    checks.flatMap(({ verdict, result }) => (verdict === 'stop' ? result : [])),
  )
  expect(stops).toEqual([[], ['recipient-twice'], []])
  const { queued, refused } = await sent(draft)
  expect(queued.map(({ recipient }) => recipient.e164)).toHaveLength(2)
  expect(refused).toMatchObject([{ numberId: same, stops: ['recipient-twice'] }])
  for (const { id } of queued) await goOnTo(given, id, 'delivered')
  expect(await callsTo(e164)).toBe(1)
  expect(faultOf(await given.call('drafts.open', { id: draft.id }))).toEqual({ code: 'not-found' })
})

test('each has a cover sheet, a packet, an entry and a place of its own', async () => {
  const draft = await draftTo(await newNumber(), await newNumber(), await newNumber())
  const { queued } = await sent(draft)
  expect(new Set(queued.map(({ packet }) => packet.sha256)).size).toBe(3)
  expect(queued.map(({ together }) => together)).toEqual([1, 2, 3].map((place) => ({ place, of: 3 })))
  expect(queued[0]?.sentWith.map(({ id }) => id)).toEqual(queued.slice(1).map(({ id }) => id))
  const entries = (await given.entries()).filter(({ subject }) => queued.some(({ reference }) => reference === subject))
  const queuing = entries.filter(({ action }) => action === 'faxes.send')
  expect(queuing.map(({ details }) => new Map(JSON.parse(details)).get('sha256'))).toEqual(
    queued.map(({ packet }) => packet.sha256),
  )
})

test('undo takes all of it back as the one draft it was, and nothing of it is left on disk', async () => {
  const all = [await newNumber(), await newNumber(), await newNumber()]
  const refusedOne = await newNumber()
  await stand(refusedOne, 'unverified')
  const files = (await given.files()).length
  const draft = await draftTo(...all, refusedOne)
  const { queued } = await sent(draft)
  expect(queued).toHaveLength(3)
  const undone = valueOf(await given.call('faxes.undo', { id: queued[1]?.id ?? draft.id }))
  expect(undone).toEqual({ id: draft.id, takenBack: 3, left: 0 })
  const back = valueOf(await given.call('drafts.open', { id: draft.id }))
  expect([back.content.numberId, ...(back.content.others ?? [])]).toEqual([...all, refusedOne])
  const { sent_at } = await given.store.read
    .selectFrom('fax')
    .select((row) => row.fn.countAll<number>().as('sent_at'))
    .where('together', '=', draft.id)
    .executeTakeFirstOrThrow()
  expect(sent_at).toBe(0)
  // One more than before: the page of the draft.
  expect((await given.files()).length).toBe(files + 1)
  const again = await sent(back)
  expect(again.queued).toHaveLength(3)
})

test('undo without anybody refused brings the draft back with everybody', async () => {
  const all = [await newNumber(), await newNumber()]
  const draft = await draftTo(...all)
  const { queued } = await sent(draft)
  const [first] = queued
  expect(valueOf(await given.call('faxes.undo', { id: first?.id ?? draft.id }))).toMatchObject({ takenBack: 2 })
  const back = valueOf(await given.call('drafts.open', { id: draft.id }))
  expect([back.content.numberId, ...(back.content.others ?? [])]).toEqual(all)
  expect(await given.calls()).not.toContainEqual(expect.objectContaining({ e164: first?.recipient.e164 }))
})

test('nobody takes back what another has sent, and nothing comes back once it has left', async () => {
  const draft = await draftTo(await newNumber(), await newNumber())
  const [first] = (await sent(draft)).queued
  const id = first?.id ?? draft.id
  given.be(noor)
  expect(faultOf(await given.call('faxes.undo', { id }))).toEqual({ code: 'forbidden', needs: 'own-fax' })
  given.be(dana)
  await goOnTo(given, id, 'delivered')
  expect(faultOf(await given.call('faxes.undo', { id }))).toEqual({ code: 'conflict', why: 'already-gone' })
})

test('what was refused goes out once its number is verified, and throwing it away harms no other', async () => {
  const [good, bad] = [await newNumber(), await newNumber()]
  await stand(bad, 'expired')
  const draft = await draftTo(good, bad)
  const [fax] = (await sent(draft)).queued
  valueOf(await given.call('drafts.discard', { id: draft.id }))
  await given.desk.packet.sessionEnded()
  await goOnTo(given, fax?.id ?? draft.id, 'delivered')
  const again = valueOf(await given.call('faxes.sendAgain', { id: fax?.id ?? draft.id }))
  expect(valueOf(await given.call('drafts.open', { id: again.id })).content.pages).toHaveLength(1)
})

test('however long their packets take, the whole time to take them back is left', async () => {
  const draft = await draftTo(await newNumber(), await newNumber())
  const sending = sendEach(draft)
  given.clock.advance(60_000)
  const { queued } = valueOf(await sending)
  expect(queued.map(({ state }) => 'until' in state && state.until - given.clock.now())).toEqual([10_000, 10_000])
})
