import { afterEach, beforeEach, expect, test } from 'vitest'
import { day, verifiedUntil } from '#app/domain/contact/contact.ts'
import { recipientOf } from '#main/recipients/recipient.ts'
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

const add = async (fax = '(202) 555-0142', fields: Partial<typeof noFields> = {}) =>
  valueOf(await given.call('contacts.add', { fields: { ...noFields, ...fields }, fax }))

const numberOf = ({ numbers: [number] }: Awaited<ReturnType<typeof add>>) => {
  if (!number) throw new Error('the contact has no number')
  return number
}

const callBack = {
  called: '(202) 555-0140',
  foundOn: 'website',
  spokeWith: 'Wren Halyard, front desk',
  heard: '202 555 0142',
} as const

test('a new contact is there at once, and its number is not verified', async () => {
  const contact = await add('(202) 555-0142', { department: 'Referrals desk', voice: '202 555 0140' })
  expect(contact).toMatchObject({
    organisation: 'Harborlight Cardiology',
    voice: '+12025550140',
    revision: 1,
    addedByShortName: 'Dana F.',
  })
  expect(contact.numbers).toEqual([
    { id: numberOf(contact).id, e164: '+12025550142', label: '', standing: 'unverified' },
  ])
  expect(valueOf(await given.call('contacts.read', { id: contact.id }))).toEqual(contact)
  expect(given.events).toEqual([{ name: 'contact.changed', payload: { id: contact.id } }])
})

test('a number nobody may dial adds nobody', async () => {
  const outcome = await given.call('contacts.add', { fields: noFields, fax: '911' })
  expect(faultOf(outcome)).toEqual({ code: 'number', refusal: 'emergency', field: 'fax' })
  const voice = await given.call('contacts.add', { fields: { ...noFields, voice: '12' }, fax: '(202) 555-0142' })
  expect(faultOf(voice)).toEqual({ code: 'number', refusal: 'too-short', field: 'voice' })
  expect(valueOf(await given.call('contacts.search', { text: '', limit: 10, offset: 0 })).total).toBe(0)
})

test('one number has one contact', async () => {
  await add()
  const second = await given.call('contacts.add', {
    fields: { ...noFields, organisation: 'Bluefinch' },
    fax: '+12025550142',
  })
  expect(faultOf(second)).toEqual({ code: 'conflict', why: 'number-known' })
  expect(valueOf(await given.call('contacts.search', { text: 'blue', limit: 10, offset: 0 })).total).toBe(0)
})

test('a call-back verifies for as long as the settings say, and the clock ends it', async () => {
  const { id } = numberOf(await add())
  const verified = numberOf(valueOf(await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack })))
  const until = Date.UTC(2027, 3, 14, 10)
  expect(verified).toMatchObject({ standing: 'verified', byShortName: 'Dana F.', until, at: given.clock.now() })
  expect(verified.evidence).toEqual({
    method: 'call-back',
    called: '+12025550140',
    foundOn: 'website',
    spokeWith: 'Wren Halyard, front desk',
  })
  const standsAt = async (now: number) => (await recipientOf(given.store.read, id, now))?.standing
  expect(await standsAt(until - 31 * day)).toBe('verified')
  expect(await standsAt(until - 30 * day)).toBe('expires-soon')
  expect(await standsAt(until)).toBe('expired')
})

test('a call to the fax number itself proves nothing', async () => {
  const { id } = numberOf(await add())
  const outcome = await given.call('contacts.verifyByCallBack', {
    numberId: id,
    ...callBack,
    called: '+1 202 555 0142',
  })
  expect(faultOf(outcome)).toEqual({ code: 'conflict', why: 'same-number-called' })
  expect((await recipientOf(given.store.read, id, given.clock.now()))?.standing).toBe('unverified')
})

test('another number heard leaves the number unverified', async () => {
  const { id } = numberOf(await add())
  const outcome = await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack, heard: '(202) 555-0124' })
  expect(faultOf(outcome)).toEqual({ code: 'conflict', why: 'number-heard-differs' })
  const unread = await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack, heard: 'yes' })
  expect(faultOf(unread)).toMatchObject({ code: 'number', field: 'heard' })
  expect((await recipientOf(given.store.read, id, given.clock.now()))?.standing).toBe('unverified')
})

test('a changed number starts over, and the old one can be sent to no more', async () => {
  const contact = await add()
  const old = numberOf(contact).id
  valueOf(await given.call('contacts.verifyByCallBack', { numberId: old, ...callBack }))
  const change = { id: contact.id, revision: contact.revision, fields: noFields, fax: '(202) 555-0143' }
  const changed = valueOf(await given.call('contacts.change', change))
  expect(changed.revision).toBe(2)
  expect(changed.numbers).toEqual([
    { id: numberOf(changed).id, e164: '+12025550143', label: '', standing: 'unverified', after: 'number-change' },
  ])
  expect(numberOf(changed).id).not.toBe(old)
  expect(await recipientOf(given.store.read, old, given.clock.now())).toBeUndefined()
  const late = await given.call('contacts.verifyByCallBack', { numberId: old, ...callBack })
  expect(faultOf(late)).toEqual({ code: 'not-found' })
})

test('a change of words keeps the verification', async () => {
  const contact = await add()
  valueOf(await given.call('contacts.verifyByCallBack', { numberId: numberOf(contact).id, ...callBack }))
  const fields = { ...noFields, person: 'Wren Halyard' }
  const change = { id: contact.id, revision: contact.revision, fields, fax: '202-555-0142' }
  const changed = valueOf(await given.call('contacts.change', change))
  expect(numberOf(changed)).toMatchObject({ id: numberOf(contact).id, standing: 'verified' })
  expect(faultOf(await given.call('contacts.change', change))).toEqual({ code: 'conflict', why: 'changed-meanwhile' })
})

test('a number given up by one contact may be given to another', async () => {
  const first = await add()
  valueOf(await given.call('contacts.change', { id: first.id, revision: 1, fields: noFields, fax: '(202) 555-0143' }))
  const second = await add('(202) 555-0142', { organisation: 'Bluefinch Community Hospital' })
  const back = await given.call('contacts.change', {
    id: first.id,
    revision: 2,
    fields: noFields,
    fax: '(202) 555-0142',
  })
  expect(faultOf(back)).toEqual({ code: 'conflict', why: 'number-known' })
  expect(numberOf(second).standing).toBe('unverified')
})

test('a number whose verification was withdrawn may be verified again at once', async () => {
  const { id } = numberOf(await add())
  valueOf(await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack }))
  const blocked = valueOf(await given.call('contacts.revoke', { numberId: id, reason: 'Moved away' }))
  expect(numberOf(blocked)).toMatchObject({ standing: 'revoked', reason: 'Moved away', byShortName: 'Dana F.' })
  valueOf(await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack }))
  expect((await recipientOf(given.store.read, id, given.clock.now()))?.standing).toBe('verified')
})

test('the record names acts and ids, never a name or a number', async () => {
  const contact = await add('(202) 555-0142', { organisation: 'Canary Clinic', person: 'Quill Marrow' })
  const { id } = numberOf(contact)
  await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack, heard: '(202) 555-0124' })
  await given.call('contacts.verifyByCallBack', { numberId: id, ...callBack })
  await given.call('contacts.revoke', { numberId: id, reason: 'Heard from Canary' })
  await given.call('contacts.search', { text: 'canary', limit: 10, offset: 0 })
  const entries = await given.entries()
  expect(entries.map((entry) => [entry.action, entry.outcome, entry.subject === contact.id])).toEqual([
    ['contacts.add', 'done', true],
    ['contacts.verifyByCallBack', 'refused', false],
    ['contacts.verifyByCallBack', 'done', true],
    ['contacts.revoke', 'done', true],
    ['contacts.search', 'done', false],
  ])
  expect(entries[1]?.subject).toBe(id)
  const said = entries.map(({ subject, details }) => [subject, details])
  expect(JSON.stringify(said)).not.toMatch(/canary|quill|55501|halyard/i)
})

test('a verification ends on the same day, or on the last day of a shorter month', () => {
  expect(verifiedUntil(Date.UTC(2026, 3, 14, 10), 12)).toBe(Date.UTC(2027, 3, 14, 10))
  expect(verifiedUntil(Date.UTC(2026, 7, 31), 6)).toBe(Date.UTC(2027, 1, 28))
  expect(verifiedUntil(Date.UTC(2027, 7, 31), 6)).toBe(Date.UTC(2028, 1, 29))
})
