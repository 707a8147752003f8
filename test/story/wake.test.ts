/**
 * The computer wakes: the wall clock is looked at before anything is drawn. No suspend need have been told (lids are
 * closed faster than that), and a timer that stood still must not decide.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { droppedDraft, setUp, signIn } from '#test/given/walk/walk-steps.ts'

const minute = 60_000
let given: GivenApplication

beforeEach(async () => {
  given = await givenApplication()
  await setUp(given)
})
afterEach(() => given.leave())

const status = () => given.done('app.status', {})

test('in the very turn of waking the page is torn down, and neither a call nor a document answers', async () => {
  const draft = await droppedDraft(given)
  const original = draft.documents[0]?.id ?? ''
  expect((await given.application.readDocument('original', original)).ok).toBe(true)
  given.clock.jump(11 * minute)
  given.power('resume')
  // Nothing was waited for: whatever is drawn next is drawn by a new page.
  expect(given.seen.locks).toBe(1)
  expect(faultOf(await given.application.readDocument('original', original)).code).toBe('locked')
  expect(faultOf(await given.ask('drafts.list', {})).code).toBe('locked')
  expect(await status()).toMatchObject({ stage: 'locked', lockReason: 'idle' })
})

test('a short sleep locks as well, and says that it was sleep', async () => {
  given.clock.jump(minute)
  given.power('resume')
  expect(given.seen.locks).toBe(1)
  expect(await status()).toMatchObject({ stage: 'locked', lockReason: 'suspend' })
})

test('a mouse moved on waking, before the system told of it, does not keep the desk open', async () => {
  given.clock.jump(11 * minute)
  expect(faultOf(await given.ask('session.touch', {})).code).toBe('locked')
  expect(given.seen.locks).toBe(1)
})

test('where a locked desk signs out after a time, the night counts, though no timer ran', async () => {
  await given.done('settings.change', { signOutMinutes: 30 })
  given.power('suspend')
  expect((await status()).stage).toBe('locked')
  given.clock.jump(8 * 60 * minute)
  given.power('resume')
  const after = await status()
  expect(after.stage).toBe('signed-out')
  expect(after.lockedPerson).toBeUndefined()
  const [person] = after.people
  if (!person) throw new Error('nobody can sign in')
  await signIn(given, person.id)
})
