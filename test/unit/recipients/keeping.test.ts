/** Keeping the book: several numbers, favourites, archive, merges and their taking back, export. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NumberId } from '#app/domain/ids.ts'
import { recipientOf } from '#main/recipients/recipient.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { givenRecipients, noFields, robin, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const add = async (fax: string, organisation = 'Harborlight Cardiology', others: string[] = []) =>
  valueOf(
    await given.call('contacts.add', {
      fields: { ...noFields, organisation },
      fax,
      others: others.map((one) => ({ fax: one })),
    }),
  )
const verify = async (numberId: NumberId, heard: string) =>
  valueOf(
    await given.call('contacts.verifyByCallBack', {
      ...{ numberId, heard, called: '(202) 555-0140', foundOn: 'website', spokeWith: 'Wren' },
    }),
  )
const find = async (text: string, more: { favourites?: boolean; standing?: 'verified' | 'unverified' } = {}) =>
  valueOf(await given.call('contacts.search', { text, limit: 10, offset: 0, ...more }))

test('a contact has several numbers, each found, each standing for itself', async () => {
  const contact = await add('2025550142', undefined, ['2025550143', '(202) 555-0142'])
  expect(contact.numbers.map(({ e164 }) => e164)).toEqual(['+12025550142', '+12025550143'])
  await verify(contact.numbers[1]?.id as NumberId, '2025550143')
  for (const text of ['0142', '5550143']) expect((await find(text)).total).toBe(1)
  const { all, counts } = await find('')
  expect([all, counts.verified, counts.unverified]).toEqual([1, 1, 1])
  expect((await find('', { standing: 'verified' })).total).toBe(1)
  const swapped = valueOf(
    await given.call('contacts.change', {
      ...{ id: contact.id, revision: 1, fields: noFields, fax: '2025550143', label: 'Results', others: [] },
    }),
  )
  expect(swapped.numbers).toMatchObject([{ e164: '+12025550143', label: 'Results', standing: 'verified' }])
})

test('what is said about the first number leaves the others as they are', async () => {
  const contact = await add('2025550142', undefined, ['2025550143'])
  const change = { id: contact.id, revision: 1, fields: noFields, fax: '2025550144' }
  const changed = valueOf(await given.call('contacts.change', change))
  expect(changed.numbers.map(({ e164 }) => e164)).toEqual(['+12025550144', '+12025550143'])
})

test('a favourite is one person’s own', async () => {
  const { id } = await add('2025550142')
  expect(valueOf(await given.call('contacts.favourite', { id, favourite: true })).favourite).toBe(true)
  expect((await find('', { favourites: true })).total).toBe(1)
  given.world.at = robin
  expect((await find('', { favourites: true })).total).toBe(0)
})

test('a contact nobody sent to is removed; one that was merged is archived, restored by taking the merge back', async () => {
  const one = await add('2025550142')
  const other = await add('2025550143')
  // Asked before and after: what the search remembers must follow both contacts.
  expect((await find('')).total).toBe(2)
  const { mergeId } = valueOf(await given.call('contacts.merge', { from: one.id, into: other.id }))
  expect((await find('')).total).toBe(1)
  expect(valueOf(await given.call('contacts.archived', {})).contacts.map(({ id }) => id)).toEqual([one.id])
  expect(faultOf(await given.call('contacts.restore', { id: one.id }))).toEqual({ code: 'not-found' })
  valueOf(await given.call('contacts.undoMerge', { mergeId }))
  expect((await find('')).total).toBe(2)
  expect(valueOf(await given.call('contacts.archive', { id: one.id })).became).toBe('archived')
  const numberId = one.numbers[0]?.id as NumberId
  expect(await recipientOf(given.store.read, numberId, given.clock.now())).toBeUndefined()
  await add('2025550142', 'Bluefinch')
  expect(faultOf(await given.call('contacts.restore', { id: one.id }))).toEqual({
    code: 'conflict',
    why: 'number-known',
  })
  const fresh = await add('2025550149')
  expect(valueOf(await given.call('contacts.archive', { id: fresh.id })).became).toBe('removed')
})

test.each([
  ['Harborlight  cardiology', 'verified'],
  ['Bluefinch Community Hospital', 'unverified'],
])('numbers merged into %s come to be %s, and go back as they were', async (organisation, standing) => {
  const one = await add('2025550142')
  const numberId = one.numbers[0]?.id as NumberId
  await verify(numberId, '2025550142')
  const other = await add('2025550143', organisation)
  const merged = valueOf(await given.call('contacts.merge', { from: one.id, into: other.id }))
  expect(merged.contact.numbers[1]).toMatchObject({ id: numberId, standing })
  expect((await find('0142')).contacts.map(({ id }) => id)).toEqual([other.id])
  const back = valueOf(await given.call('contacts.undoMerge', { mergeId: merged.mergeId }))
  expect(back.numbers).toMatchObject([{ id: numberId, standing: 'verified' }])
  const again = await given.call('contacts.undoMerge', { mergeId: merged.mergeId })
  expect(faultOf(again)).toEqual({ code: 'conflict', why: 'already-gone' })
})

test('a merge is not taken back over what was done since', async () => {
  const one = await add('2025550142')
  const other = await add('2025550143')
  const { mergeId } = valueOf(await given.call('contacts.merge', { from: one.id, into: other.id }))
  valueOf(await given.call('contacts.block', { numberId: one.numbers[0]?.id as NumberId, reason: 'Moved' }))
  const back = await given.call('contacts.undoMerge', { mergeId })
  expect(faultOf(back)).toEqual({ code: 'conflict', why: 'changed-meanwhile' })
  expect(faultOf(await given.call('contacts.merge', { from: one.id, into: one.id }))).toMatchObject({
    why: 'same-contact',
  })
})

test('the exported table has a row a number, and nothing that a spreadsheet would take for a formula', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-'))
  try {
    await add('2025550142', '=HYPERLINK("x")', ['2025550143'])
    expect(valueOf(await given.call('contacts.export', {}))).toEqual({ saved: false, contacts: 0 })
    given.world.saveTo = path.join(folder, 'contacts.csv')
    expect(valueOf(await given.call('contacts.export', {}))).toEqual({ saved: true, contacts: 1 })
    const lines = (await readFile(given.world.saveTo, 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/^"'=HYPERLINK\(""x""\)",/)
    expect(lines[2]).toContain('"(202) 555-0143"')
    expect((await given.entries()).at(-1)).toMatchObject({ action: 'contacts.export', outcome: 'done' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
