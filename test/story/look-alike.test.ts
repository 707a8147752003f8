/** A number one digit off from one that is in use: said before the first fax goes there, recorded when it is sent over. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import {
  addContact,
  goOnTo,
  harborlight,
  numberOf,
  readyDraft,
  seal,
  send,
  setUp,
  verifiedContact,
  verify,
} from '#test/given/walk/walk-steps.ts'

let given: GivenApplication
beforeAll(async () => {
  given = await givenApplication()
  await setUp(given)
})
afterAll(() => given.leave())

const bluefinch = { ...harborlight, organisation: 'Bluefinch Community Hospital' }
const check = { name: 'look-alike', result: 'look-alike-number', verdict: 'look' } as const

test('a first fax to a look-alike is pointed out, may be sent over, and the record says that it was', async () => {
  const known = await verifiedContact(given, '+12025550142')
  const to = numberOf(await verify(given, await addContact(given, '+12025550124', bluefinch))).id
  const draft = await readyDraft(given, to)
  expect(draft.lookAlikes).toMatchObject([{ likeness: 'transposed', contactId: known.id, e164: '+12025550142' }])
  expect(draft.checks).toContainEqual(check)
  const fax = await send(given, await seal(given, draft))
  expect(fax.overlooked).toContainEqual(check)
  const { entries } = await given.done('audit.list', { text: fax.reference, limit: 50 })
  const sent = entries.find(({ action }) => action === 'faxes.send')
  expect(sent?.details).toMatchObject({ lookAlike: 'transposed', ofContact: known.id })
  await goOnTo(given, fax.id, 'delivered')
})

test('once a fax has arrived there, nobody is asked again', async () => {
  const { contacts } = await given.done('contacts.search', { text: 'bluefinch', limit: 1, offset: 0 })
  const [contact] = contacts
  if (!contact) throw new Error('the contact is gone')
  const draft = await readyDraft(given, numberOf(contact).id)
  expect(draft.lookAlikes).toEqual([])
  expect(draft.checks.map(({ name }) => name)).not.toContain('look-alike')
})
