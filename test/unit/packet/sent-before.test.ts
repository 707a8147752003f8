/** A file that went before is said, with what the recipient may have of it: whoever sends it again should know. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { Instant } from '#app/domain/ids.ts'
import { valueOf } from '#test/given/outcome.ts'
import { madePages } from '#test/given/samples/made.ts'
import { dana, givenDesk, type Given } from '../delivery/given.ts'

let given: Given
let forms = 0

beforeAll(async () => {
  given = await givenDesk()
  given.be(dana)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

/** A draft with this file. */
async function added(bytes: Uint8Array): Promise<DraftView> {
  const { id: draftId } = valueOf(await given.call('drafts.create', {}))
  return valueOf(await given.call('documents.add', { draftId, name: 'scan.pdf', bytes: new Uint8Array(bytes) }))
}

/** Two drafts of one file, the first of which was sent; `now` is what the second says of it while the fax is so. */
async function sentTwice() {
  const form = madePages((forms += 1))
  const first = await added(form)
  const again = await added(form)
  expect(again.sentBefore).toEqual([])
  const told = { documentId: again.documents[0]?.id, at: 5000, to: 'Harborlight', mine: true }
  const sent = { training: 1, sent_at: 5000, sent_order: 5_000_000 + forms, organisation: 'Harborlight' }
  const now = async (state: FaxState, other: { handled_at?: number | null; content?: string } = {}) => {
    const row = { ...sent, phase: state.phase, state: JSON.stringify(state), pages: 3, ...other }
    await given.store.write((tx) => tx.updateTable('fax').set(row).where('id', '=', first.id).execute())
    return valueOf(await given.call('drafts.open', { id: again.id })).sentBefore
  }
  return { first, told, now }
}

const ended = { at: Instant.parse(6000), pagesSent: 0, attempts: 1 }
const attempt = { attempt: 1, since: Instant.parse(5000) }
const delivered: FaxState = { phase: 'delivered', at: ended.at, pages: 3, tookMs: 1 }

test('a file that was sent before says when and to whom, once it was sent and if its page went', async () => {
  const { first, told, now } = await sentTwice()
  expect(await now(delivered)).toEqual([{ ...told, became: { is: 'arrived' } }])
  const out = { ...first.content, pages: first.content.pages.map((one) => ({ ...one, included: false })) }
  expect(await now(delivered, { content: JSON.stringify(out) })).toEqual([])
})

test('a file that may have arrived, or in part, says so, also once somebody has seen to it', async () => {
  const { first, told, now } = await sentTwice()
  const lost: FaxState = { phase: 'failed', ...ended, reason: 'answer-lost' }
  const becomes: readonly (readonly [FaxState, object | undefined])[] = [
    [{ phase: 'sending', ...attempt, pagesSent: 1 }, { is: 'going' }],
    [{ phase: 'uncertain', ...attempt }, { is: 'unknown' }],
    [lost, { is: 'unknown' }],
    [
      { phase: 'failed', ...ended, reason: 'partial', pagesSent: 2 },
      { is: 'partly', through: 2, pages: 3 },
    ],
    [{ phase: 'failed', ...ended, reason: 'busy' }, undefined],
    [{ phase: 'cancelled', at: ended.at, by: dana.personId }, undefined],
  ]
  for (const [state, became] of becomes)
    for (const handled_at of [null, 7000])
      expect(await now(state, { handled_at }), state.phase).toEqual(became ? [{ ...told, became }] : [])
  // Settled by a person, who was told that nothing had come.
  expect(await now(lost, { handled_at: 6000 })).toEqual([])
  const call = { fax_id: first.id, number: 1, line_id: 'training', line_reference: 'r1', started_at: 5000 }
  const stopped = { ended_at: 6000, outcome: 'cancelled', pages_sent: 1, removal_tries: 0 }
  await given.store.write((tx) =>
    tx
      .insertInto('attempt')
      .values({ ...call, ...stopped })
      .execute(),
  )
  const partly = { is: 'partly', through: 1, pages: 3 }
  expect(await now({ phase: 'cancelled', at: ended.at, by: dana.personId })).toEqual([{ ...told, became: partly }])
})
