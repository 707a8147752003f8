/**
 * No fax goes to a number that nobody stands behind, but by the recorded path: every standing of a number × every way
 * to queue × every approval there can be, and the same once more at the moment of dialling.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Input, Output } from '#app/contract/index.ts'
import { approvalHoldsMs, approvedGoesMs } from '#app/domain/contact/approval.ts'
import { type FaxId, LineId, makeId, NumberId } from '#app/domain/ids.ts'
import { plainRules } from '#app/domain/fax/retry.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { writeRules } from '#main/delivery/rules.ts'
import { trainingLineId } from '#main/lines/training/line.ts'
import { noteNumberEvent } from '#main/store/contacts/numbers.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { colleaguePassword, dana, givenDesk, goOn, goOnTo, noor, readyDraft, type Given } from './given.ts'
import { mayBeApproved, mayGo, recordFor, situations, type Situation } from './situations.ts'

const otherLine = makeId(LineId, 'line', '2'.padStart(20, '0'))
/** Whether the first line answers that it is out of order. */
let down = false

let given: Given
const page = sample('text-1p.pdf')

beforeAll(async () => {
  given = await givenDesk({
    altered: (line) => ({
      ...line,
      submit: (fax) => (down ? Promise.resolve({ kind: 'refused', reason: 'line-trouble' }) : line.submit(fax)),
    }),
    besides: (line) => [{ ...line, id: otherLine }],
  })
  given.engine.start()
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

/** Lets the number stand so, as if it had stood so for long: nothing is said to have happened to it now. */
async function stand(id: NumberId, situation: Situation): Promise<void> {
  const number = { verification: JSON.stringify(recordFor(situation, given.clock.now())) }
  const replaced_at = situation === 'replaced' ? given.clock.now() : null
  const archived_at = situation === 'archived' ? given.clock.now() : null
  await given.store.write(async (tx) => {
    await tx
      .updateTable('fax_number')
      .set({ ...number, replaced_at })
      .where('id', '=', id)
      .execute()
    const own = tx.selectFrom('fax_number').select('contact_id').where('id', '=', id)
    await tx.updateTable('contact').set({ archived_at }).where('id', '=', own).execute()
  })
}

let last = 200
/** Numbers of one area each, so that none looks like another. */
const numberEnding = (ending: string): string => `+1${(last += 1)}555${ending}`

async function addressed(situation: Situation, ending = '0151'): Promise<{ draft: DraftView; numberId: NumberId }> {
  const draft = await readyDraft(given, page, numberEnding(ending))
  const numberId = NumberId.parse(draft.content.numberId)
  await stand(numberId, situation)
  return { draft, numberId }
}

type SendHow = Partial<Input<'faxes.send'>>

/** Seals and tries to send. */
async function send(draft: { readonly id: FaxId }, how: SendHow = {}): Promise<Outcome<Output<'faxes.send'>>> {
  const { id, revision } = valueOf(await given.call('drafts.open', { id: draft.id }))
  const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
  return given.call('faxes.send', { id, revision, sha256, ...how })
}

const stopFor = (situation: Situation): string =>
  situation === 'archived' || situation === 'replaced'
    ? 'no-recipient'
    : `recipient-${situation === 'second-person' ? 'pending' : situation}`

const approve = (draft: DraftView, more: Partial<Input<'approvals.give'>> = {}) =>
  given.call('approvals.give', {
    draftId: draft.id,
    approverId: noor.personId,
    password: colleaguePassword,
    lastDigits: '0151',
    reason: 'First visit at 11:15 today, their telephone rings out.',
    ...more,
  })

/** Every way in which a draft comes to be queued. */
const ways: Readonly<Record<string, (draft: DraftView) => Promise<Outcome<Output<'faxes.send'>>>>> = {
  now: (draft) => send(draft),
  urgently: (draft) => send(draft, { urgent: true }),
  'at a time of day': (draft) => send(draft, { plan: { kind: 'at', at: given.clock.now() + 3_600_000 } }),
  'on hold': (draft) => send(draft, { plan: { kind: 'on-hold' } }),
  'by a colleague to whom the draft was given': async (draft) => {
    valueOf(await given.call('drafts.handOver', { id: draft.id, to: noor.personId }))
    given.be(noor)
    try {
      return await send(draft)
    } finally {
      given.be(dana)
    }
  },
}
/** What was approved goes now, by the person who asked. */
const onApproval: ReadonlySet<string> = new Set(['now', 'urgently'])

/** Stops whatever was queued, so that it does not stand in the way of the next. Noor may stop everybody's. */
async function forget(sent: Outcome<Output<'faxes.send'>>): Promise<void> {
  if (!sent.ok) return
  given.be(noor)
  valueOf(await given.call('faxes.cancel', { id: sent.value.id }))
  given.be(dana)
}

describe.each(situations)('a number that stands %s', (situation) => {
  test.each(Object.keys(ways))('is queued %s only as it may be, without and with an approval', async (way) => {
    const queue = ways[way] ?? send
    const bare = await queue((await addressed(situation)).draft)
    if (mayGo(situation)) expect(bare.ok).toBe(true)
    else expect(faultOf(bare)).toEqual({ code: 'stopped', stops: [stopFor(situation)] })
    await forget(bare)

    const { draft } = await addressed(situation)
    const approved = await approve(draft)
    expect(approved.ok).toBe(mayBeApproved(situation))
    const sent = await queue(draft)
    expect(sent.ok).toBe(mayGo(situation) || (mayBeApproved(situation) && onApproval.has(way)))
    await forget(sent)
  })

  test('is dialled only as it may be, however the fax came to be queued', async () => {
    for (const how of [{}, { plan: { kind: 'at', at: given.clock.now() + 3_600_000 } } as const]) {
      const { draft, numberId } = await addressed('verified')
      const fax = valueOf(await send(draft, how))
      await stand(numberId, situation)
      await goOnTo(given, fax.id, 'delivered', 'failed')
      await expectCalled(fax, mayGo(situation))
    }
  })

  test('is dialled over the line that takes over only as it may be', async () => {
    down = true
    await given.store.write((tx) => writeRules(tx, trainingLineId, { ...plainRules, failoverTo: otherLine }))
    const { draft, numberId } = await addressed('verified')
    const fax = valueOf(await send(draft))
    await goOn(given, async () => (await given.attempts(fax.id)).some(({ outcome }) => outcome === 'failed'))
    await stand(numberId, situation)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    down = false
    // Or the next fax would go to the other line at once, without a try on this one.
    given.engine.mended(trainingLineId)
    await given.store.write((tx) => writeRules(tx, trainingLineId, plainRules))
    await expectCalled(fax, mayGo(situation))
    if (mayGo(situation)) expect((await given.attempts(fax.id)).at(-1)).toMatchObject({ line_id: otherLine })
  })
})

describe.each(situations.filter(mayBeApproved))('a number approved once that stands %s', (situation) => {
  test('is dialled on the approval that was spent, as long as it stays so', async () => {
    const { draft, numberId } = await addressed(situation)
    valueOf(await approve(draft))
    const fax = valueOf(await send(draft))
    await stand(numberId, situation)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    await expectCalled(fax, true)
    expect(fax.approval).toMatchObject({ approvedByShortName: noor.shortName, askedByShortName: dana.shortName })
  })
})

async function expectCalled({ id, recipient }: Output<'faxes.send'>, called: boolean): Promise<void> {
  const { state } = valueOf(await given.call('faxes.read', { id }))
  expect(state).toMatchObject(called ? { phase: 'delivered' } : { reason: 'recipient-not-allowed' })
  const calls = (await given.calls()).filter(({ e164 }) => e164 === recipient.e164)
  expect(calls).toHaveLength(called ? 1 : 0)
}

const refusedAsUnverified = { code: 'stopped', stops: ['recipient-unverified'] }

describe('an approval opens nothing', () => {
  const happen = (numberId: NumberId) =>
    given.store.write((tx) =>
      noteNumberEvent(tx, { number_id: numberId, at: 1, by: 'system', what: 'given-up', detail: '{}' }),
    )

  test('for another number, and not for the first one either once the draft has come back to it', async () => {
    const { draft, numberId } = await addressed('unverified')
    valueOf(await approve(draft))
    const other = await given.recipient(numberEnding('0151'))
    await stand(other, 'unverified')
    const save = async (to: NumberId) => {
      const { id, revision, content } = valueOf(await given.call('drafts.open', { id: draft.id }))
      valueOf(await given.call('drafts.save', { id, revision, content: { ...content, numberId: to } }))
    }
    await save(other)
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
    await save(numberId)
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
  })

  test('once anything happened to the number, or its contact was changed', async () => {
    const { draft, numberId } = await addressed('unverified')
    valueOf(await approve(draft))
    await happen(numberId)
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
    valueOf(await approve(draft))
    const own = given.store.read.selectFrom('fax_number').select('contact_id').where('id', '=', numberId)
    await given.store.write((tx) => tx.updateTable('contact').set({ revision: 2 }).where('id', '=', own).execute())
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
    valueOf(await approve(draft))
    const fax = valueOf(await send(draft))
    await happen(numberId)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    await expectCalled(fax, false)
  })

  test('a second time: taken back, sent again, or for another fax', async () => {
    const { draft } = await addressed('unverified')
    valueOf(await approve(draft))
    const fax = valueOf(await send(draft))
    valueOf(await given.call('faxes.undo', { id: fax.id }))
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
    valueOf(await approve(draft))
    const second = valueOf(await send(draft))
    await goOnTo(given, second.id, 'delivered')
    const again = valueOf(await given.call('faxes.sendAgain', { id: second.id }))
    expect(faultOf(await send(again))).toEqual(refusedAsUnverified)
  })

  test('after its half hour, and not for ever once it was spent', async () => {
    const { draft } = await addressed('unverified')
    valueOf(await approve(draft))
    given.clock.advance(approvalHoldsMs)
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
    valueOf(await approve(draft))
    const fax = valueOf(await send(draft))
    valueOf(await given.call('faxes.undo', { id: fax.id }))
    valueOf(await approve(draft))
    const late = valueOf(await send(draft))
    given.clock.advance(5_000)
    await given.store.write((tx) =>
      tx
        .updateTable('approval')
        .set((row) => ({ spent_at: row('spent_at', '-', approvedGoesMs) }))
        .where('fax_id', '=', late.id)
        .execute(),
    )
    await goOnTo(given, late.id, 'delivered', 'failed')
    await expectCalled(late, false)
  })

  test('given to oneself, by somebody without the right, with wrong digits, a wrong password or no reason', async () => {
    const { draft } = await addressed('unverified')
    const conflict = (why: string) => ({ code: 'conflict', why })
    given.be(noor)
    const own = await addressed('unverified')
    expect(faultOf(await approve(own.draft))).toEqual(conflict('own-approval'))
    expect(faultOf(await approve(own.draft, { approverId: dana.personId }))).toEqual(conflict('cannot-approve'))
    given.be(dana)
    expect(faultOf(await approve(draft, { lastDigits: '0152' }))).toEqual(conflict('digits-differ'))
    expect(faultOf(await approve(draft, { lastDigits: '51' }))).toEqual(conflict('digits-differ'))
    expect(faultOf(await approve(draft, { password: 'guess' }))).toMatchObject({ code: 'sign-in-refused' })
    expect(faultOf(await approve(draft, { reason: ' ' }))).toMatchObject({ code: 'invalid' })
    expect(faultOf(await approve(own.draft))).toEqual({ code: 'not-found' })
    expect(faultOf(await send(draft))).toEqual(refusedAsUnverified)
  })
})

test('asking, approving, refusing and spending leave entries with the names of those who did it', async () => {
  const { draft, numberId } = await addressed('unverified')
  const asked = valueOf(await given.call('approvals.ask', { draftId: draft.id }))
  expect(asked.approvers.map(({ id }) => id)).toEqual([noor.personId])
  expect(asked.begins).toMatch(/^\(\d{3}\) 555-$/)
  faultOf(await approve(draft, { lastDigits: '0199' }))
  valueOf(await approve(draft))
  const fax = valueOf(await send(draft))
  const entries = (await given.entries()).filter(({ action }) => action.startsWith('approval')).slice(-6)
  expect(entries.map(({ actor, action, outcome }) => [actor, action, outcome])).toEqual([
    [dana.personId, 'approvals.ask', 'done'],
    ['nobody', 'approval.given', 'refused'],
    [dana.personId, 'approvals.give', 'refused'],
    [noor.personId, 'approval.given', 'done'],
    [dana.personId, 'approvals.give', 'done'],
    [dana.personId, 'approval.spent', 'done'],
  ])
  expect(entries.at(-1)).toMatchObject({ subject: fax.reference })
  expect(entries.at(-1)?.details).toContain(noor.personId)
  expect(entries.at(-1)?.details).toContain(numberId)
  expect(JSON.stringify(entries)).not.toContain('rings out')
  await forget({ ok: true, value: fax })
})
