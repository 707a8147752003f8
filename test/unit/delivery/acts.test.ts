/** What people can do about a fax: take it back, stop it, settle it, send it again; and what they cannot. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import type { Line } from '#main/lines/line.ts'
import { dana, givenDesk, goOn, goOnTo, noor, pass, phaseOf, readyDraft, sendDraft, type Given } from './given.ts'

let given: Given
/** What the line does that it would not do by itself. */
let odd: Partial<Line> = {}
const page = sample('text-1p.pdf')

beforeAll(async () => {
  const altered = (line: Line): Line => ({
    ...line,
    list: (reference) => (odd.list ?? line.list)(reference),
    cancel: (asked) => (odd.cancel ?? line.cancel)(asked),
  })
  given = await givenDesk({ altered })
  given.engine.start()
})
beforeEach(() => {
  odd = {}
  given.be(dana)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

let last = 150
const newNumber = (): string => `+1202555${String((last += 1)).padStart(4, '0')}`
const send = async (to = newNumber()): Promise<FaxView> => sendDraft(given, await readyDraft(given, page, to))
const through = async ({ id }: Pick<FaxView, 'id'>): Promise<number> => {
  const { state } = await read({ id })
  return state.phase === 'sending' ? state.pagesSent : 0
}
const read = async ({ id }: Pick<FaxView, 'id'>): Promise<FaxView> => valueOf(await given.call('faxes.read', { id }))

test('within ten seconds a fax is a draft again, and nothing was sent', async () => {
  const fax = await send()
  expect(fax.state).toEqual({ phase: 'held', until: given.clock.now() + 10_000 })
  expect(fax.nextActs).toEqual(['undo', 'cancel'])
  given.clock.advance(9_000)
  await given.engine.quiet()
  valueOf(await given.call('faxes.undo', { id: fax.id }))
  given.clock.advance(60_000)
  await given.engine.quiet()
  const draft = valueOf(await given.call('drafts.open', { id: fax.id }))
  expect(draft).toMatchObject({ revision: fax.revision, content: { purpose: 'treatment' } })
  expect(await given.attempts(fax.id)).toEqual([])
  expect(faultOf(await given.call('faxes.read', { id: fax.id }))).toEqual({ code: 'not-found' })
  const told = given.events.findLast(({ name }) => name !== 'session.changed')
  expect(told).toMatchObject({ name: 'drafts.changed', payload: { id: fax.id } })
})

test('a fax taken back can be sent after all, with its pages still sealed, under a new reference', async () => {
  const fax = await send()
  valueOf(await given.call('faxes.undo', { id: fax.id }))
  const again = await sendDraft(given, valueOf(await given.call('drafts.open', { id: fax.id })))
  expect(again.packet.sha256).toBe(fax.packet.sha256)
  expect(again.reference).not.toBe(fax.reference)
  await goOnTo(given, fax.id, 'delivered')
})

test('once it left it cannot be taken back, and nobody takes back a fax of somebody else', async () => {
  const fax = await send()
  given.be(noor)
  expect(faultOf(await given.call('faxes.undo', { id: fax.id }))).toEqual({ code: 'forbidden', needs: 'own-fax' })
  given.be(dana)
  await goOnTo(given, fax.id, 'accepted')
  expect(faultOf(await given.call('faxes.undo', { id: fax.id }))).toEqual({ code: 'conflict', why: 'already-gone' })
  await goOnTo(given, fax.id, 'delivered')
})

test('a fax that waits is stopped at once; one being dialled is stopped by the line', async () => {
  const held = await send()
  expect(valueOf(await given.call('faxes.cancel', { id: held.id })).state).toMatchObject({ phase: 'cancelled' })
  const dialled = await send()
  await goOnTo(given, dialled.id, 'accepted')
  given.be(noor)
  const stopped = valueOf(await given.call('faxes.cancel', { id: dialled.id }))
  expect(stopped.state).toMatchObject({ phase: 'cancelled', by: noor.personId })
  expect(stopped.attempts).toMatchObject([{ outcome: 'cancelled', pagesSent: 0 }])
  given.clock.advance(60_000)
  await given.engine.quiet()
  expect(await phaseOf(given, dialled.id)).toBe('cancelled')
  const call = (await given.calls()).find(({ e164 }) => e164 === dialled.recipient.e164)
  expect(call?.cancelled_at).not.toBeNull()
})

test('a call that was answered cannot be stopped: the fax goes on, and the record says that it was tried', async () => {
  const fax = await send()
  await goOnTo(given, fax.id, 'sending')
  const answer = valueOf(await given.call('faxes.cancel', { id: fax.id }))
  expect(answer.state.phase).toBe('sending')
  const entry = (await given.entries()).findLast(({ action }) => action === 'faxes.cancel')
  expect(entry?.details).toContain('["stopped",false]')
  await goOnTo(given, fax.id, 'delivered')
  expect(faultOf(await given.call('faxes.cancel', { id: fax.id }))).toEqual({ code: 'conflict', why: 'already-gone' })
})

test('a call that a line stops between pages keeps how many went through', async () => {
  const fax = await sendDraft(given, await readyDraft(given, sample('referral-10p.pdf'), newNumber()))
  await goOnTo(given, fax.id, 'sending')
  await goOn(given, async () => (await through(fax)) >= 2)
  odd = { cancel: async () => 'stopped' }
  const went = await through(fax)
  const { state, attempts } = valueOf(await given.call('faxes.cancel', { id: fax.id }))
  expect([state.phase, attempts.at(-1)?.pagesSent]).toEqual(['cancelled', went])
})

test('a stop that the line carried out while nobody was listening is put down to who asked for it', async () => {
  const fax = await send()
  await goOnTo(given, fax.id, 'accepted')
  const [attempt] = await given.attempts(fax.id)
  // As far as the process came that was ended here: the wish on record, the line told, no answer written.
  await given.store.write(async (tx) => {
    const entry = { actor: noor.personId, action: 'fax.stop-asked', subject: fax.reference } as const
    await given.record.writer.append(tx, entry)
    const calls = tx.updateTable('training_call').set({ cancelled_at: given.clock.now() })
    await calls.where('line_reference', '=', attempt?.line_reference ?? '').execute()
  })
  await goOnTo(given, fax.id, 'cancelled')
  expect((await read(fax)).state).toMatchObject({ phase: 'cancelled', by: noor.personId })
})

test('what the line cannot tell a person may settle, and the list says who said so', async () => {
  odd = { list: () => Promise.resolve({ kind: 'no-answer' }) }
  for (const as of ['delivered', 'not-delivered'] as const) {
    const fax = await send(`+1${as === 'delivered' ? 203 : 204}5550116`)
    const alarms = given.alarms.length
    await goOnTo(given, fax.id, 'uncertain')
    for (let look = 0; look < 20; look += 1) {
      await pass(given)
      await given.engine.quiet()
    }
    expect(given.alarms.length).toBe(alarms + 1)
    const uncertain = await read(fax)
    expect(uncertain).toMatchObject({ state: { phase: 'uncertain' }, nextActs: ['settle'] })
    const settled = valueOf(await given.call('faxes.settle', { id: fax.id, as }))
    if (as === 'delivered') expect(settled.state).toMatchObject({ phase: 'delivered', settledBy: dana.personId })
    else expect(settled.state).toMatchObject({ phase: 'failed', reason: 'answer-lost' })
    expect(faultOf(await given.call('faxes.settle', { id: fax.id, as: 'delivered' }))).toMatchObject({
      code: 'conflict',
    })
    expect((await given.attempts(fax.id)).length).toBe(1)
  }
})

test('a failed fax sent again is a new fax with its own record; the old one needs nobody any more', async () => {
  const fax = await send('+12025550113')
  await goOnTo(given, fax.id, 'failed')
  const needed = valueOf(await given.call('faxes.counts', {})).needsYou
  given.be(noor)
  const { id } = valueOf(await given.call('faxes.sendAgain', { id: fax.id }))
  expect(id).not.toBe(fax.id)
  expect(valueOf(await given.call('faxes.counts', {})).needsYou).toBe(needed - 1)
  const draft = valueOf(await given.call('drafts.open', { id }))
  expect(draft.documents).toHaveLength(1)
  const [document] = draft.documents
  valueOf(await given.desk.packet.bytes.readOriginal(document?.id ?? '', noor))
  const content = { ...draft.content, numberId: await given.recipient('+12025550140') }
  const saved = valueOf(await given.call('drafts.save', { id, revision: draft.revision, content }))
  const again = await sendDraft(given, saved)
  await goOnTo(given, again.id, 'delivered')
  expect((await read(fax)).state.phase).toBe('failed')
  expect(again.sentBy.id).toBe(noor.personId)
})

test('a discarded copy takes nothing of the fax it came from with it', async () => {
  const fax = await send()
  await goOnTo(given, fax.id, 'delivered')
  const { id } = valueOf(await given.call('faxes.sendAgain', { id: fax.id }))
  valueOf(await given.call('drafts.discard', { id }))
  await given.desk.packet.sessionEnded()
  const { id: other } = valueOf(await given.call('faxes.sendAgain', { id: fax.id }))
  const draft = valueOf(await given.call('drafts.open', { id: other }))
  expect(draft.documents).toHaveLength(1)
  valueOf(await given.call('packet.seal', { id: other, revision: draft.revision }))
})

test('only what was sealed, of this very revision, may be sent, and only without stops', async () => {
  const draft = await readyDraft(given, page, newNumber())
  const { id, revision } = draft
  const sha256 = 'a'.repeat(64) as never
  expect(faultOf(await given.call('faxes.send', { id, revision, sha256 }))).toMatchObject({ why: 'packet-differs' })
  const sealed = valueOf(await given.call('packet.seal', { id, revision }))
  expect(faultOf(await given.call('faxes.send', { id, revision, sha256 }))).toMatchObject({ why: 'packet-differs' })
  const content = { ...draft.content, purpose: null }
  const saved = valueOf(await given.call('drafts.save', { id, revision, content }))
  const late = await given.call('faxes.send', { id, revision, sha256: sealed.sha256 })
  expect(faultOf(late)).toMatchObject({ why: 'changed-meanwhile' })
  const next = valueOf(await given.call('packet.seal', { id, revision: saved.revision }))
  const stopped = await given.call('faxes.send', { id, revision: saved.revision, sha256: next.sha256 })
  expect(faultOf(stopped)).toEqual({ code: 'stopped', stops: ['no-purpose'] })
  expect(await phaseOf(given, id)).toBe('draft')
})

test('a number whose verification was taken back meanwhile is not sent to', async () => {
  const draft = await readyDraft(given, page, newNumber())
  const { id, revision } = draft
  const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
  const verification = JSON.stringify({ state: 'revoked', by: dana.personId, at: 0, reason: 'moved' })
  await given.store.write((tx) =>
    tx
      .updateTable('fax_number')
      .set({ verification })
      .where('id', '=', draft.content.numberId ?? '')
      .execute(),
  )
  const outcome = await given.call('faxes.send', { id, revision, sha256 })
  expect(faultOf(outcome)).toEqual({ code: 'stopped', stops: ['recipient-revoked'] })
})

test('what was looked over is on record with the fax', async () => {
  const fax = await send()
  expect(fax.overlooked).toEqual([
    { name: 'look-alike', result: 'look-alike-number', verdict: 'look' },
    { name: 'line', result: 'line-training', verdict: 'look' },
  ])
  expect(fax).toMatchObject({ training: true, pages: 2, purpose: 'treatment', sentBy: { shortName: 'Dana F.' } })
  await goOnTo(given, fax.id, 'delivered')
})
