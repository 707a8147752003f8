/** A supervisor comes to the sender's desk: their own password, throttled as at sign-in, and no session of theirs. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '#app/contract/index.ts'
import type { FaxId, PersonId } from '#app/domain/ids.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { phone } from '#test/given/phone.ts'
import { addContact, goOnTo, numberOf, readyDraft, seal, send, setUp, signIn } from '#test/given/walk/walk-steps.ts'

const password = 'seventeen green lanterns'
let given: GivenApplication
let dana: PersonId
let priya: PersonId

beforeEach(async () => {
  given = await givenApplication()
  dana = (await setUp(given)).personId
  priya = (await given.done('people.add', { name: 'Priya Lindqvist', roles: ['supervisor'], password })).id
})
afterEach(() => given.stop())

const give = (draftId: FaxId, more: Partial<Input<'approvals.give'>> = {}) =>
  given.ask('approvals.give', {
    draftId,
    approverId: priya,
    password,
    lastDigits: '0142',
    reason: 'First visit at 11:15 today, their telephone rings out.',
    ...more,
  })

test('approved at the desk, sent, and told with the fax; the sender stays signed in', async () => {
  const draft = await readyDraft(given, numberOf(await addContact(given)).id)
  expect(faultOf(await give(draft.id, { lastDigits: '0143' }))).toMatchObject({ why: 'digits-differ' })
  expect((await give(draft.id)).ok).toBe(true)
  const opened = await given.done('drafts.open', { id: draft.id })
  expect(opened.approval).toMatchObject({ approvedByShortName: 'Priya L.' })
  expect(opened.checks).toContainEqual({ name: 'recipient', result: 'recipient-approved', verdict: 'look' })
  const fax = await send(given, await seal(given, opened))
  const delivered = await goOnTo(given, fax.id, 'delivered')
  expect(delivered.approval).toMatchObject({ approvedByShortName: 'Priya L.', reason: expect.any(String) as string })
  expect((await given.done('app.status', {})).session?.person.id).toBe(dana)
})

test('wrong passwords wait as at sign-in, and the same wait holds there', async () => {
  const draft = await readyDraft(given, numberOf(await addContact(given)).id)
  let waitMs = 0
  for (let tries = 0; tries < 12 && waitMs === 0; tries += 1) {
    const fault = faultOf(await give(draft.id, { password: 'guess' }))
    if (fault.code !== 'sign-in-refused') throw new Error(fault.code)
    waitMs = fault.waitMs
  }
  expect(waitMs).toBeGreaterThan(0)
  expect(faultOf(await give(draft.id))).toMatchObject({ code: 'sign-in-refused' })
  expect(faultOf(await given.ask('session.signIn', { personId: priya, password }))).toMatchObject({
    code: 'sign-in-refused',
  })
})

test('somebody who left, or who lost the right, approves nothing; codes are asked for where there are some', async () => {
  const draft = await readyDraft(given, numberOf(await addContact(given)).id)
  await given.done('session.signOut', {})
  await signIn(given, priya, password)
  const { secret } = await given.done('secondFactor.begin', {})
  await given.done('secondFactor.confirm', { code: phone(secret, given.clock.now()) })
  await given.done('session.signOut', {})
  await signIn(given, dana)
  expect(faultOf(await give(draft.id))).toEqual({ code: 'code-needed' })
  await given.done('people.changeRoles', { id: priya, roles: ['sender'] })
  given.clock.jump(31_000)
  expect(faultOf(await give(draft.id, { code: phone(secret, given.clock.now()) }))).toMatchObject({
    why: 'cannot-approve',
  })
  await given.done('people.disable', { id: priya })
  expect(faultOf(await give(draft.id))).toMatchObject({ code: 'sign-in-refused' })
})
