/** What is kept between letters never outlives a change, whoever made it and however. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '#app/domain/contact/contact.ts'
import type { ContactView } from '#app/contract/book/contacts.ts'
import { createLately } from '#main/recipients/search/lately.ts'
import { retireNumber, writeVerification } from '#main/store/contacts/numbers.ts'
import { storeVersion } from '#main/store/version.ts'
import { valueOf } from '#test/given/outcome.ts'
import { dana, givenRecipients, noFields, robin, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const search = async () => valueOf(await given.call('contacts.search', { text: 'harb', limit: 8, offset: 0 }))
const found = async (): Promise<ContactView | undefined> => (await search()).contacts[0]
const standings = async () => (await found())?.numbers.map(({ standing }) => standing)

async function verified() {
  const { id, numbers } = valueOf(await given.call('contacts.add', { fields: noFields, fax: '2025550142' }))
  const [number] = numbers
  if (!number) throw new Error('no number')
  const heard = { called: '2025550140', foundOn: 'website' as const, spokeWith: 'Wren', heard: '2025550142' }
  valueOf(await given.call('contacts.verifyByCallBack', { numberId: number.id, ...heard }))
  // Asked twice, so that the second answer is made of what was kept.
  await search()
  expect(await standings()).toEqual(['verified'])
  return { id, numberId: number.id }
}

test('a number that a colleague blocks is blocked in the answer to the next letter', async () => {
  const { numberId } = await verified()
  given.world.at = robin
  valueOf(await given.call('contacts.block', { numberId, reason: 'Moved away' }))
  given.world.at = dana
  expect(await standings()).toEqual(['blocked'])
  expect((await search()).counts).toMatchObject({ verified: 0, blocked: 1 })
})

test('what is written past every room shows all the same', async () => {
  const { numberId } = await verified()
  const record = { state: 'revoked', by: robin, at: given.clock.now(), reason: 'Moved away' } as const
  await given.store.write((tx) => writeVerification(tx, numberId, record))
  expect(await standings()).toEqual(['revoked'])
  await given.store.write((tx) => retireNumber(tx, numberId, robin, given.clock.now()))
  expect(await standings()).toEqual([])
})

test('a number expires while nobody writes anything', async () => {
  await verified()
  given.clock.jump(400 * day)
  expect(await standings()).toEqual(['expired'])
  expect((await search()).counts).toMatchObject({ verified: 0, expired: 1 })
})

test('a favourite is its own person’s', async () => {
  const { id } = await verified()
  valueOf(await given.call('contacts.favourite', { id, favourite: true }))
  expect((await found())?.favourite).toBe(true)
  given.world.at = robin
  expect((await found())?.favourite).toBe(false)
})

test('what was read before a change is kept for nobody who asks after it', async () => {
  const { id, numberId } = await verified()
  const lately = createLately(given.store.read)
  const { read } = given.store
  const now = given.clock.now()
  const before = await storeVersion(read)
  const early = lately.views([id], now, dana, before)
  const record = { state: 'blocked', by: robin, at: now, reason: 'Moved away' } as const
  const writing = given.store.write((tx) => writeVerification(tx, numberId, record))
  await Promise.all([early, writing])
  const [view] = await lately.views([id], now, dana, await storeVersion(read))
  expect(view?.numbers[0]?.standing).toBe('blocked')
  // Whoever asked for the version before the change goes on with it, and leaves nothing behind.
  await lately.views([id], now, dana, before)
  const [again] = await lately.views([id], now, dana, await storeVersion(read))
  expect(again?.numbers[0]?.standing).toBe('blocked')
})

test('an answer is whole however many contacts are kept', async () => {
  const ids: string[] = []
  for (let at = 0; at < 30; at++) {
    const fax = `20255501${String(at).padStart(2, '0')}`
    ids.push(valueOf(await given.call('contacts.add', { fields: noFields, fax })).id)
  }
  const lately = createLately(given.store.read, 20)
  const version = await storeVersion(given.store.read)
  const asked = [ids.slice(0, 15), ids.slice(5, 25), ids.slice(10, 30), ids]
  const answered = await Promise.all(asked.map((some) => lately.views(some, given.clock.now(), dana, version)))
  expect(answered.map((views) => views.map(({ id }) => id))).toEqual(asked)
})
