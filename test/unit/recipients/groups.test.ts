/** Groups: saved lists of numbers that say nothing about whether anything may be sent there. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ContactView } from '#app/contract/book/contacts.ts'
import { GroupId, makeId, NumberId } from '#app/domain/ids.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { givenRecipients, noFields, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const add = async (fax: string, organisation: string): Promise<ContactView> =>
  valueOf(await given.call('contacts.add', { fields: { ...noFields, organisation }, fax }))
const numberOf = ({ numbers }: ContactView): NumberId => numbers[0]?.id ?? ('' as NumberId)
const list = async () => valueOf(await given.call('groups.list', {})).groups

test('a group keeps its order, once each, and is changed only as it was read', async () => {
  const [one, other] = [await add('2025550142', 'Harborlight'), await add('3035550151', 'Cobblestone')]
  const [first, second] = [numberOf(one), numberOf(other)]
  const made = valueOf(await given.call('groups.make', { name: ' Partners ', numberIds: [second, first, second] }))
  expect(made).toMatchObject({ name: 'Partners', revision: 1, changedByShortName: 'Dana F.' })
  expect(made.members.map(({ contact, number }) => [contact.organisation, number?.standing])).toEqual([
    ['Cobblestone', 'unverified'],
    ['Harborlight', 'unverified'],
  ])
  const change = { id: made.id, revision: 1, name: 'Partners', numberIds: [first] }
  expect(valueOf(await given.call('groups.change', change)).members).toHaveLength(1)
  expect(faultOf(await given.call('groups.change', change))).toMatchObject({ why: 'changed-meanwhile' })
  expect(given.events.filter(({ name }) => name === 'groups.changed')).toHaveLength(2)
  valueOf(await given.call('groups.remove', { id: made.id }))
  expect(await list()).toEqual([])
  expect(faultOf(await given.call('groups.remove', { id: made.id }))).toEqual({ code: 'not-found' })
  const acts = (await given.entries()).map(({ action, outcome }) => `${action} ${outcome}`)
  expect(acts.filter((act) => act.startsWith('groups.') && !act.startsWith('groups.list'))).toEqual([
    'groups.make done',
    'groups.change done',
    'groups.change refused',
    'groups.remove done',
    'groups.remove refused',
  ])
})

test('no two groups have one name, whatever its capitals, and no group has a number that nobody has', async () => {
  valueOf(await given.call('groups.make', { name: 'Partners', numberIds: [] }))
  const again = await given.call('groups.make', { name: 'PARTNERS', numberIds: [] })
  expect(faultOf(again)).toEqual({ code: 'conflict', why: 'group-name-taken' })
  const strange = makeId(NumberId, 'number', 'f'.repeat(20))
  expect(faultOf(await given.call('groups.make', { name: 'Others', numberIds: [strange] }))).toEqual({
    code: 'not-found',
  })
  const gone = { id: makeId(GroupId, 'group', 'f'.repeat(20)), revision: 1, name: 'Others', numberIds: [] }
  expect(faultOf(await given.call('groups.change', gone))).toEqual({ code: 'not-found' })
  expect(await list()).toHaveLength(1)
})

test('a member whose number was replaced stays, without a number, until somebody chooses another', async () => {
  const contact = await add('2025550142', 'Harborlight')
  valueOf(await given.call('groups.make', { name: 'Partners', numberIds: [numberOf(contact)] }))
  const { id, revision } = contact
  const changed = { id, revision, fields: { ...noFields, organisation: 'Harborlight' }, fax: '2025550143' }
  valueOf(await given.call('contacts.change', changed))
  const [group] = await list()
  expect(group?.members).toMatchObject([{ e164: '+12025550142', contact: { organisation: 'Harborlight' } }])
  expect(group?.members[0]?.number).toBeUndefined()
  expect(group?.members[0]?.contact.numbers.map(({ e164 }) => e164)).toEqual(['+12025550143'])
})

test('a merged contact’s number stays in its groups, and goes with a contact that was never used', async () => {
  const [one, other] = [await add('2025550142', 'Harborlight'), await add('3035550151', 'Harborlight')]
  valueOf(await given.call('groups.make', { name: 'Partners', numberIds: [numberOf(one), numberOf(other)] }))
  valueOf(await given.call('contacts.merge', { from: other.id, into: one.id }))
  expect((await list())[0]?.members.map(({ contact }) => contact.id)).toEqual([one.id, one.id])
  const third = await add('4045550119', 'Saltmarsh')
  valueOf(await given.call('groups.make', { name: 'Therapy', numberIds: [numberOf(third)] }))
  expect(valueOf(await given.call('contacts.archive', { id: third.id })).became).toBe('removed')
  expect((await list()).find(({ name }) => name === 'Therapy')?.members).toEqual([])
})
