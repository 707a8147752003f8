/** An approval is for one number as it was seen, once, for a little while, and by somebody else: nothing besides. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approvalHoldsMs, approvedGoesMs } from '#app/domain/contact/approval.ts'
import type { NumberId } from '#app/domain/ids.ts'
import { noteNumberEvent } from '#main/store/contacts/numbers.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { addressedAt } from './addressed.ts'
import { dana, givenDesk, goOnTo, noor, type Given } from './given.ts'

let given: Given
let at: ReturnType<typeof addressedAt>

beforeAll(async () => {
  given = await givenDesk()
  given.engine.start()
  at = addressedAt(given)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const refusedAsUnverified = { code: 'stopped', stops: ['recipient-unverified'] }

describe('an approval opens nothing', () => {
  const happen = (numberId: NumberId) =>
    given.store.write((tx) =>
      noteNumberEvent(tx, { number_id: numberId, at: 1, by: 'system', what: 'given-up', detail: '{}' }),
    )

  test('for another number, and not for the first one either once the draft has come back to it', async () => {
    const { draft, numberId } = await at.addressed('unverified')
    valueOf(await at.approve(draft))
    const other = await given.recipient(at.numberEnding('0151'))
    await at.stand(other, 'unverified')
    const save = async (to: NumberId) => {
      const { id, revision, content } = valueOf(await given.call('drafts.open', { id: draft.id }))
      valueOf(await given.call('drafts.save', { id, revision, content: { ...content, numberId: to } }))
    }
    await save(other)
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
    await save(numberId)
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
  })

  test('once anything happened to the number, or its contact was changed', async () => {
    const { draft, numberId } = await at.addressed('unverified')
    valueOf(await at.approve(draft))
    await happen(numberId)
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
    valueOf(await at.approve(draft))
    const own = given.store.read.selectFrom('fax_number').select('contact_id').where('id', '=', numberId)
    await given.store.write((tx) => tx.updateTable('contact').set({ revision: 2 }).where('id', '=', own).execute())
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
    valueOf(await at.approve(draft))
    const fax = valueOf(await at.send(draft))
    await happen(numberId)
    await goOnTo(given, fax.id, 'delivered', 'failed')
    await at.expectCalled(fax, false)
  })

  test('a second time: taken back, sent again, or for another fax', async () => {
    const { draft } = await at.addressed('unverified')
    valueOf(await at.approve(draft))
    const fax = valueOf(await at.send(draft))
    valueOf(await given.call('faxes.undo', { id: fax.id }))
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
    valueOf(await at.approve(draft))
    const second = valueOf(await at.send(draft))
    await goOnTo(given, second.id, 'delivered')
    const again = valueOf(await given.call('faxes.sendAgain', { id: second.id }))
    expect(faultOf(await at.send(again))).toEqual(refusedAsUnverified)
  })

  test('after its half hour, and not for ever once it was spent', async () => {
    const { draft } = await at.addressed('unverified')
    valueOf(await at.approve(draft))
    given.clock.advance(approvalHoldsMs)
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
    valueOf(await at.approve(draft))
    const fax = valueOf(await at.send(draft))
    valueOf(await given.call('faxes.undo', { id: fax.id }))
    valueOf(await at.approve(draft))
    const late = valueOf(await at.send(draft))
    given.clock.advance(5_000)
    await given.store.write((tx) =>
      tx
        .updateTable('approval')
        .set((row) => ({ spent_at: row('spent_at', '-', approvedGoesMs) }))
        .where('fax_id', '=', late.id)
        .execute(),
    )
    await goOnTo(given, late.id, 'delivered', 'failed')
    await at.expectCalled(late, false)
  })

  test('given to oneself, by somebody without the right, with wrong digits, a wrong password or no reason', async () => {
    const { draft } = await at.addressed('unverified')
    const conflict = (why: string) => ({ code: 'conflict', why })
    given.be(noor)
    const own = await at.addressed('unverified')
    expect(faultOf(await at.approve(own.draft))).toEqual(conflict('own-approval'))
    expect(faultOf(await at.approve(own.draft, { approverId: dana.personId }))).toEqual(conflict('cannot-approve'))
    given.be(dana)
    expect(faultOf(await at.approve(draft, { lastDigits: '0152' }))).toEqual(conflict('digits-differ'))
    expect(faultOf(await at.approve(draft, { lastDigits: '51' }))).toEqual(conflict('digits-differ'))
    expect(faultOf(await at.approve(draft, { password: 'guess' }))).toMatchObject({ code: 'sign-in-refused' })
    expect(faultOf(await at.approve(draft, { reason: ' ' }))).toMatchObject({ code: 'invalid' })
    expect(faultOf(await at.approve(own.draft))).toEqual({ code: 'not-found' })
    expect(faultOf(await at.send(draft))).toEqual(refusedAsUnverified)
  })
})

test('asking, approving, refusing and spending leave entries with the names of those who did it', async () => {
  const { draft, numberId } = await at.addressed('unverified')
  const asked = valueOf(await given.call('approvals.ask', { draftId: draft.id }))
  expect(asked.approvers.map(({ id }) => id)).toEqual([noor.personId])
  expect(asked.begins).toMatch(/^\(\d{3}\) 555-$/)
  faultOf(await at.approve(draft, { lastDigits: '0199' }))
  valueOf(await at.approve(draft))
  const fax = valueOf(await at.send(draft))
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
  await at.forget({ ok: true, value: fax })
})
