/** Numbers typed by hand: allowed or not, typed twice, refused in plain words, and never quicker than a contact. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '#app/contract/index.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { givenRecipients, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const type = (fax: string, again = fax, more: Partial<Input<'contacts.addTyped'>> = {}) =>
  given.call('contacts.addTyped', { fax, again, organisation: 'Saltmarsh Physical Therapy', ...more })

test('a number typed twice, however written, becomes an unverified contact', async () => {
  const contact = valueOf(await type('202 555 0119', '+1 (202) 555-0119', { person: 'Jane Doe' }))
  expect(contact).toMatchObject({ organisation: 'Saltmarsh Physical Therapy', person: 'Jane Doe', kind: 'person' })
  expect(contact.numbers).toMatchObject([{ e164: '+12025550119', standing: 'unverified' }])
  expect(faultOf(await type('2025550119'))).toEqual({ code: 'conflict', why: 'number-known' })
})

test('two that differ, and a practice that does not allow it, add nothing', async () => {
  expect(faultOf(await type('202 555 0119', '202 555 0118'))).toEqual({ code: 'conflict', why: 'typed-differs' })
  given.world.typedNumbers = false
  expect(faultOf(await type('202 555 0119'))).toEqual({ code: 'conflict', why: 'typed-off' })
  expect(valueOf(await given.call('contacts.search', { text: '', limit: 5, offset: 0 })).total).toBe(0)
})

test.each([
  ['911', 'emergency'],
  ['9 911', 'emergency'],
  ['112', 'emergency'],
  ['555 0119', 'too-short'],
  ['(900) 555-0119', 'premium-rate'],
  ['202 976 0119', 'premium-rate'],
  ['+44 909 879 0123', 'premium-rate'],
  ['+44 20 7946 0958', 'wrong-country'],
  ['+1 876 555 0119', 'wrong-country'],
  ['+1 416 555 0119', 'wrong-country'],
  ['202 555 0119 ext. 4', 'not-possible'],
  ['fax number', 'not-a-number'],
])('%s is refused: %s', async (typed, refusal) => {
  expect(faultOf(await type(typed))).toMatchObject({ code: 'number', refusal, field: 'fax' })
  expect(faultOf(await type('202 555 0119', typed))).toMatchObject({ code: 'number', refusal, field: 'again' })
})
