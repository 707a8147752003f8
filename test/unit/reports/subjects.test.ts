/** What reports are about: each act belongs where a reader would look for it, and nothing is shown that was not asked for. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chosenEntries, type Choice } from '#main/reports/kinds/subjects.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'

const dana = 'person_0123456789abcdef0123'
const noor = 'person_fedcba9876543210fedc'
let record: GivenRecord

beforeAll(async () => {
  record = await givenRecord()
  await record.append({ actor: dana, action: 'session.signIn', subject: dana })
  await record.append({ actor: dana, action: 'faxes.send', subject: 'FD-00001' })
  await record.append({ actor: noor, action: 'faxes.send', subject: 'FD-00002' })
  await record.append({ actor: 'system', action: 'fax.delivered', subject: 'FD-00001' })
  await record.append({ actor: noor, action: 'people.list', outcome: 'refused' })
  await record.append({ actor: 'nobody', action: 'session.signIn', subject: noor, outcome: 'refused' })
  await record.append({ actor: dana, action: 'contacts.verifyByCallBack' })
  await record.append({ actor: dana, action: 'settings.change' })
  await record.append({ actor: dana, action: 'faxes.read', subject: 'FD-00001' })
})
afterAll(() => record.close())

async function sequences(choice: Choice, from = record.clock.now()): Promise<readonly number[]> {
  const found: number[] = []
  for await (const rows of chosenEntries(record.store.read, { from, to: from + 1, upTo: 9 }, choice))
    found.push(...rows.map(({ sequence }) => sequence))
  return found
}

test.each([
  ['everything', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['sign-ins', [1, 5, 6]],
  ['contacts', [7]],
  ['configuration', [5, 8]],
] as const)('%s', async (kind, expected) => {
  expect(await sequences({ kind })).toEqual(expected)
})

test('one person: what they did, and what was done to them', async () => {
  expect(await sequences({ kind: 'everything', actor: noor })).toEqual([3, 5, 6])
  expect(await sequences({ kind: 'sign-ins', actor: noor })).toEqual([5, 6])
})

test('an outcome narrows further, and outside the dates there is nothing', async () => {
  expect(await sequences({ kind: 'everything', outcome: 'refused' })).toEqual([5, 6])
  expect(await sequences({ kind: 'everything' }, record.clock.now() + 1)).toEqual([])
})
