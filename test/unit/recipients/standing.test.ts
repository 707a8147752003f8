/** Verification through the door: each method, the second person, doubts from failed faxes, history, what is due. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '#app/domain/contact/contact.ts'
import { E164, FaxId, makeId, type NumberId } from '#app/domain/ids.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { dana, givenRecipients, noFields, robin, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const e164 = E164.parse('+12025550142')
const add = async (fax = '(202) 555-0142', fields: Partial<typeof noFields> = {}) =>
  valueOf(await given.call('contacts.add', { fields: { ...noFields, ...fields }, fax }))
type Contact = Awaited<ReturnType<typeof add>>
const numberOf = ({ numbers: [number] }: Contact) => {
  if (!number) throw new Error('the contact has no number')
  return number
}
const called = { called: '(202) 555-0140', foundOn: 'website', spokeWith: 'Wren Halyard' } as const
const callBack = (numberId: NumberId, heard = '202 555 0142') =>
  given.call('contacts.verifyByCallBack', { numberId, ...called, heard })

/** A fax that was sent to a number. */
async function sentTo(numberId: NumberId, letter: string, kind: 'test' | null = null): Promise<FaxId> {
  const id = makeId(FaxId, 'fax', letter.repeat(20))
  const at = given.clock.now()
  const sent = { organisation: '', department: '', person: '', regarding: '', pages: 1, training: 0, overlooked: '[]' }
  const facts = { person_id: dana, number_id: numberId, e164, changed_at: at, sent_at: at, revision: 1, content: '{}' }
  const state = { phase: 'queued', state: '{}', reference: `FD-0000${letter.charCodeAt(0)}` }
  await given.store.write((tx) => insertFax(tx, { id, ...sent, ...facts, ...state, kind }))
  return id
}

test('a directory that has the same number verifies it, another number does not', async () => {
  const { id } = numberOf(await add())
  const at = given.clock.now() - 30 * day
  given.world.directory = [
    { source: 'NPPES', at, e164: E164.parse('+12025550143') },
    { source: 'Town directory', at, e164 },
  ]
  const verify = (source: string) => given.call('contacts.verifyByDirectory', { numberId: id, source, at })
  expect(faultOf(await verify('NPPES'))).toEqual({ code: 'conflict', why: 'directory-differs' })
  expect(faultOf(await verify('Elsewhere'))).toEqual({ code: 'not-found' })
  const number = numberOf(valueOf(await verify('Town directory')))
  expect(number).toMatchObject({ standing: 'verified', evidence: { method: 'directory', source: 'Town directory' } })
})

test('a fax received from the very number verifies it', async () => {
  const { id } = numberOf(await add())
  given.world.received.set('one', { e164: E164.parse('+12025550143'), at: 5 }).set('two', { e164, at: 6 })
  const verify = (receivedId: string) => given.call('contacts.verifyByReceived', { numberId: id, receivedId })
  expect(faultOf(await verify('none'))).toEqual({ code: 'not-found' })
  expect(faultOf(await verify('one'))).toEqual({ code: 'conflict', why: 'received-differs' })
  expect(numberOf(valueOf(await verify('two')))).toMatchObject({ standing: 'verified' })
})

test('where the practice asks for it, a changed number waits for a second person, and only for them', async () => {
  given.world.secondPerson = true
  const contact = await add()
  expect(numberOf(valueOf(await callBack(numberOf(contact).id))).standing).toBe('verified')
  const change = {
    id: contact.id,
    revision: 1,
    fields: { ...noFields, organisation: 'Bluefinch' },
    fax: '202 555 0142',
  }
  const changed = numberOf(valueOf(await given.call('contacts.change', change)))
  expect(changed).toMatchObject({ standing: 'unverified', after: 'organisation-change' })
  const waiting = numberOf(valueOf(await callBack(changed.id)))
  expect(waiting).toMatchObject({ standing: 'pending', waitsFor: 'second-person', byShortName: 'Dana F.' })
  const confirm = () => given.call('contacts.confirm', { numberId: changed.id })
  expect(faultOf(await confirm())).toEqual({ code: 'conflict', why: 'same-person' })
  given.world.at = robin
  expect(numberOf(valueOf(await confirm()))).toMatchObject({
    standing: 'verified',
    byShortName: 'Dana F.',
    secondByShortName: 'Robin M.',
  })
})

test('a blocked number is verified by nobody until it is unblocked', async () => {
  const { id } = numberOf(await add())
  valueOf(await given.call('contacts.block', { numberId: id, reason: 'Misdirected' }))
  expect(faultOf(await callBack(id))).toEqual({ code: 'conflict', why: 'number-blocked' })
  expect(numberOf(valueOf(await given.call('contacts.unblock', { numberId: id }))).standing).toBe('unverified')
  expect(numberOf(valueOf(await callBack(id))).standing).toBe('verified')
})

test('a failed fax that a person answered puts its number in doubt, with an entry, and no other failure does', async () => {
  const { id } = numberOf(await add())
  valueOf(await callBack(id))
  const fax = await sentTo(id, 'a')
  expect(await given.gate.mayGo(fax, given.clock.now())).toBe(true)
  const failed = (reason: 'busy' | 'human-answered') =>
    given.store.write((tx) => given.gate.failed(tx, { id: fax, reason }, given.clock.now()))
  await failed('busy')
  expect(await given.gate.mayGo(fax, given.clock.now())).toBe(true)
  await failed('human-answered')
  expect(await given.gate.mayGo(fax, given.clock.now())).toBe(false)
  expect((await given.entries()).at(-1)).toMatchObject({ actor: 'system', action: 'number.needs-recheck' })
  given.gate.tell()
  expect(given.events.at(-1)).toMatchObject({ name: 'contact.changed' })
})

test('a test fax goes only to the number that waits for it, and nothing else goes there', async () => {
  const { id } = numberOf(await add())
  const test = await sentTo(id, 'a', 'test')
  const ordinary = await sentTo(id, 'b')
  const mayGo = async () => [
    await given.gate.mayGo(test, given.clock.now()),
    await given.gate.mayGo(ordinary, given.clock.now()),
  ]
  expect(await mayGo()).toEqual([false, false])
  const record = { state: 'pending', by: dana, at: 1, waitsFor: { what: 'read-back', faxId: test, code: '123456' } }
  const verification = JSON.stringify(record)
  await given.store.write((tx) => tx.updateTable('fax_number').set({ verification }).where('id', '=', id).execute())
  expect(await mayGo()).toEqual([true, false])
  const read = (code: string) => given.call('contacts.readBack', { numberId: id, code, spokeWith: 'Wren' })
  expect(faultOf(await read('123 457'))).toEqual({ code: 'conflict', why: 'read-back-differs' })
  expect(JSON.stringify(valueOf(await given.call('contacts.search', { text: '', limit: 9, offset: 0 })))).not.toContain(
    '123456',
  )
  expect(numberOf(valueOf(await read('123 456')))).toMatchObject({ evidence: { method: 'test-fax', faxId: test } })
  expect(await mayGo()).toEqual([false, true])
})

test('history says who did what to each number, and since when faxes went there', async () => {
  const contact = await add()
  const { id } = numberOf(contact)
  valueOf(await callBack(id))
  const first = given.clock.now()
  await sentTo(id, 'a')
  given.clock.advance(day)
  await sentTo(id, 'b')
  const change = { id: contact.id, revision: 1, fields: noFields, fax: '202 555 0143' }
  valueOf(await given.call('contacts.change', change))
  const { numbers } = valueOf(await given.call('contacts.history', { id: contact.id }))
  expect(numbers.map((number) => number.e164)).toEqual(['+12025550143', '+12025550142'])
  expect(numbers[1]).toMatchObject({ faxes: 2, delivered: 0, firstSentAt: first, lastSentAt: first + day })
  expect(numbers[1]?.events.map(({ what, note }) => [what, note])).toEqual([
    ['replaced', undefined],
    ['verified', 'Wren Halyard'],
  ])
})

test('what is due is what ends within the days asked for, what waits and what is doubted', async () => {
  const { id } = numberOf(await add())
  valueOf(await callBack(id))
  const due = async (days: number) => valueOf(await given.call('contacts.due', { days })).total
  expect(await due(90)).toBe(0)
  given.clock.advance(300 * day)
  expect([await due(30), await due(90)]).toEqual([0, 1])
  given.clock.advance(100 * day)
  expect(await due(30)).toBe(1)
})
