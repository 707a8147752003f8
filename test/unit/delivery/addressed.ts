/** Drafts to numbers that stand in a certain way, sent and approved through the door, and what came of it. */
import { expect } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Input, Output } from '#app/contract/index.ts'
import { type FaxId, NumberId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { colleaguePassword, dana, noor, readyDraft, type Given } from './given.ts'
import { recordFor, type Situation } from './situations.ts'

type Sent = Output<'faxes.send'>
export type SendHow = Partial<Input<'faxes.send'>>

const page = sample('text-1p.pdf')

export function addressedAt(given: Given) {
  let last = 200
  /** Numbers of one area each, so that none looks like another. */
  const numberEnding = (ending: string): string => `+1${(last += 1)}555${ending}`

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

  async function addressed(situation: Situation, ending = '0151'): Promise<{ draft: DraftView; numberId: NumberId }> {
    const draft = await readyDraft(given, page, numberEnding(ending))
    const numberId = NumberId.parse(draft.content.numberId)
    await stand(numberId, situation)
    return { draft, numberId }
  }

  /** Seals and tries to send. */
  async function send(draft: { readonly id: FaxId }, how: SendHow = {}): Promise<Outcome<Sent>> {
    const { id, revision } = valueOf(await given.call('drafts.open', { id: draft.id }))
    const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
    return given.call('faxes.send', { id, revision, sha256, ...how })
  }

  const approve = (draft: DraftView, more: Partial<Input<'approvals.give'>> = {}) =>
    given.call('approvals.give', {
      draftId: draft.id,
      approverId: noor.personId,
      password: colleaguePassword,
      lastDigits: '0151',
      reason: 'First visit at 11:15 today, their telephone rings out.',
      ...more,
    })

  /** Stops whatever was queued, so that it does not stand in the way of the next. Noor may stop everybody's. */
  async function forget(sent: Outcome<Sent>): Promise<void> {
    if (!sent.ok) return
    given.be(noor)
    valueOf(await given.call('faxes.cancel', { id: sent.value.id }))
    given.be(dana)
  }

  /** @param before calls that ended in no fax, before the number came to stand so */
  async function expectCalled({ id, recipient }: Sent, called: boolean, before = 0): Promise<void> {
    const { state } = valueOf(await given.call('faxes.read', { id }))
    expect(state).toMatchObject(called ? { phase: 'delivered' } : { reason: 'recipient-not-allowed' })
    const calls = (await given.calls()).filter(({ e164 }) => e164 === recipient.e164)
    expect(calls).toHaveLength(before + (called ? 1 : 0))
  }

  return { numberEnding, stand, addressed, send, approve, forget, expectCalled }
}
