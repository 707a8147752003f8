import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '#app/domain/contact/contact.ts'
import { NumberId } from '#app/domain/ids.ts'
import { createContactSearch } from '#main/recipients/search/search.ts'
import { markUsed } from '#main/store/contacts/contacts.ts'
import { valueOf } from '#test/given/outcome.ts'
import { givenRecipients, noFields, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

async function add(organisation: string, fax: string, more: Partial<typeof noFields> = {}) {
  return valueOf(
    await given.call('contacts.add', { fields: { ...noFields, organisation, ...more }, fax: `202555${fax}` }),
  )
}

const search = async (
  text: string,
  more: { limit?: number; offset?: number; by?: 'name'; standing?: 'verified' | 'unverified' } = {},
) => valueOf(await given.call('contacts.search', { text, limit: 10, offset: 0, ...more }))
const named = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).contacts.map((contact) => `${contact.organisation} ${contact.department}`.trim())

async function town(): Promise<void> {
  await add('Harborlight Cardiology', '0142', { department: 'Referrals desk', person: 'Wren Halyard' })
  await add('Harborlight Cardiology', '0143', { department: 'Device clinic' })
  await add('Harper & Vale Dermatology', '0138')
  await add('Äsop’s Pediatrics', '0155', { department: 'Harbor office' })
  await add('Bluefinch Community Hospital', '0132', { department: 'Medical records' })
}

test('contacts are found by the beginning of any word, in any order, with or without accents', async () => {
  await town()
  expect(await named('device har')).toEqual(['Harborlight Cardiology Device clinic'])
  expect(await named('hALY')).toEqual(['Harborlight Cardiology Referrals desk'])
  expect(await named('aesopp')).toEqual([])
  expect(await named('asop')).toEqual(['Äsop’s Pediatrics Harbor office'])
  expect(await named('ärb')).toEqual([])
  expect((await search('har')).total).toBe(4)
  expect(await named('zz')).toEqual([])
})

test.each(['0138', '555-0138', '(202) 555-0138', '+1 202 555 0138', '2025550138', '202 555 013', '1202555013'])(
  'contacts are found by their number as typed: %s',
  async (text) => {
    await town()
    expect(await named(text)).toContain('Harper & Vale Dermatology')
    expect((await search(text)).total).toBeLessThan(3)
  },
)

test('the best match is first: name, then whole words, then those sent to last, then verified ones', async () => {
  await town()
  expect((await named('harbor'))[2]).toBe('Äsop’s Pediatrics Harbor office')
  expect(await named('harbor office')).toEqual(['Äsop’s Pediatrics Harbor office'])
  const device = (await search('device')).contacts[0]?.numbers[0]?.id
  const referrals = (await search('referrals')).contacts[0]?.numbers[0]?.id
  if (!device || !referrals) throw new Error('not found')
  expect((await named('harbor'))[0]).toBe('Harborlight Cardiology Device clinic')
  const heard = { called: '2025550140', foundOn: 'website' as const, spokeWith: 'Wren', heard: '2025550142' }
  valueOf(await given.call('contacts.verifyByCallBack', { numberId: referrals, ...heard }))
  expect((await named('harbor'))[0]).toBe('Harborlight Cardiology Referrals desk')
  await given.store.write((tx) => markUsed(tx, NumberId.parse(device), given.clock.now()))
  expect((await named('harbor'))[0]).toBe('Harborlight Cardiology Device clinic')
  expect((await named(''))[0]).toBe('Harborlight Cardiology Device clinic')
  expect((await named('', { by: 'name' }))[0]).toBe('Äsop’s Pediatrics Harbor office')
})

test('lists come in pages that neither repeat nor leave out', async () => {
  await town()
  const pages = await Promise.all([0, 2, 4].map((offset) => named('', { limit: 2, offset, by: 'name' })))
  expect(pages.flat()).toEqual(await named('', { by: 'name' }))
  const ranked = await Promise.all([0, 2, 4].map((offset) => named('2', { limit: 2, offset })))
  expect(new Set(ranked.flat()).size).toBe(5)
})

/** Every number, so that none can be lost where one part of the book ends. */
async function verifyAll(): Promise<void> {
  for (const { numbers } of (await search('', { standing: 'unverified' })).contacts)
    for (const { id, e164 } of numbers)
      valueOf(
        await given.call('contacts.verifyByCallBack', {
          numberId: id,
          called: '2025550140',
          foundOn: 'website',
          spokeWith: 'Wren',
          heard: e164,
        }),
      )
}

test('standing is counted and chosen by the clock at the time of asking', async () => {
  await town()
  const [contact] = (await search('referrals')).contacts
  const numberId = contact?.numbers[0]?.id
  if (!numberId) throw new Error('not found')
  const callBack = { called: '2025550140', foundOn: 'website' as const, spokeWith: 'Wren', heard: '2025550142' }
  valueOf(await given.call('contacts.verifyByCallBack', { numberId, ...callBack }))
  expect((await search('')).counts).toMatchObject({ verified: 1, 'expires-soon': 0, unverified: 4, expired: 0 })
  expect(await named('', { standing: 'verified' })).toEqual(['Harborlight Cardiology Referrals desk'])
  await verifyAll()
  const laidOutAnew = createContactSearch(given.store.read)
  const question = { text: '', limit: 10, offset: 0, standing: 'verified' as const }
  expect((await laidOutAnew.find(question, given.clock.now(), 0)).total).toBe(5)
  given.clock.jump(400 * day)
  expect((await search('')).counts).toMatchObject({ verified: 0, expired: 5, unverified: 0 })
  expect((await search('', { standing: 'verified' })).total).toBe(0)
})

test('a changed contact is found by its new words and no longer by its old ones', async () => {
  await town()
  expect((await search('bluefinch')).total).toBe(1)
  const [contact] = (await search('bluefinch')).contacts
  if (!contact) throw new Error('not found')
  const fields = { ...noFields, organisation: 'Aardvark Hospital' }
  valueOf(await given.call('contacts.change', { id: contact.id, revision: 1, fields, fax: '2025550133' }))
  expect((await search('bluefinch')).total).toBe(0)
  expect((await search('0132')).total).toBe(0)
  expect(await named('0133')).toEqual(['Aardvark Hospital'])
  expect((await named('', { by: 'name' }))[0]).toBe('Aardvark Hospital')
  expect((await search('')).total).toBe(5)
})

test('small slips are forgiven in words of four letters and more, after whatever was met as typed', async () => {
  await town()
  const cardiology = ['Harborlight Cardiology Device clinic', 'Harborlight Cardiology Referrals desk']
  for (const typed of ['cardology', 'carrdiology', 'cardiolpgy', 'cradiology', 'acrd', 'ardiology'])
    expect((await named(typed)).toSorted(), typed).toEqual(cardiology)
  expect(await named('devcie harborlihgt')).toEqual(['Harborlight Cardiology Device clinic'])
  expect(await named('harpor')).toHaveLength(4)
  await add('Cardology House', '0160')
  expect((await named('cardology'))[0]).toBe('Cardology House')
  expect(await named('vle')).toEqual([])
  expect(await named('crdolgy')).toEqual([])
  expect(await named('202 555 0148')).toEqual([])
})

test('initials find a person and an organisation, typed together or apart', async () => {
  await town()
  await add('Cobblestone Pharmacy', '0161', { person: 'Jane Doe' })
  await add('Jade Dental', '0162', { person: 'Dr. Ines M. Quill' })
  expect((await named('jd'))[0]).toBe('Cobblestone Pharmacy')
  expect(await named('j d')).toEqual(['Cobblestone Pharmacy', 'Jade Dental'])
  expect(await named('iq')).toEqual(['Jade Dental'])
  expect(await named('imq')).toEqual(['Jade Dental'])
  expect((await named('hc')).length).toBe(2)
  expect(await named('bch')).toEqual(['Bluefinch Community Hospital Medical records'])
})
