import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ContactView } from '#app/contract/book/contacts.ts'
import { recipientOf } from '#main/recipients/recipient.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { valueOf } from '#test/given/outcome.ts'
import { dana, givenRecipients, noFields, type GivenRecipients } from './given.ts'

let given: GivenRecipients
beforeEach(async () => {
  given = await givenRecipients()
})
afterEach(async () => {
  await given.close()
  expect(given.incidents).toEqual([])
})

const add = async (fax: string, fields: Partial<typeof noFields> = {}): Promise<ContactView> =>
  valueOf(await given.call('contacts.add', { fields: { ...noFields, ...fields }, fax }))

function numberIn({ numbers: [number] }: ContactView) {
  if (!number) throw new Error('the contact has no number')
  return number.id
}

async function addVerified(fax: string, fields: Partial<typeof noFields> = {}): Promise<ContactView> {
  const numberId = numberIn(await add(fax, fields))
  const called = {
    called: '(202) 555-0100',
    foundOn: 'website' as const,
    spokeWith: 'Wren Halyard, front desk',
    heard: fax,
  }
  return valueOf(await given.call('contacts.verifyByCallBack', { numberId, ...called }))
}

const claim = { organisation: 'Bluefinch Community Hospital', department: '', person: '' }
const ask = async (fax: string, part: Partial<typeof claim> = {}, except?: ContactView['id']) =>
  valueOf(await given.call('contacts.lookAlikes', { fax, ...claim, ...part, ...(except ? { except } : {}) }))
const likenesses = async (...asked: Parameters<typeof ask>) =>
  (await ask(...asked)).lookAlikes.map(({ likeness }) => likeness)

test('a verified number is recognised in each of its slips, and in another area', async () => {
  const known = await addVerified('(202) 555-0142', { department: 'Referrals desk' })
  const { e164, lookAlikes } = await ask('(202) 555-0143')
  expect(e164).toBe('+12025550143')
  expect(lookAlikes).toEqual([
    {
      likeness: 'one-digit',
      contactId: known.id,
      organisation: 'Harborlight Cardiology',
      department: 'Referrals desk',
      person: '',
      e164: '+12025550142',
      standing: 'verified',
      former: false,
    },
  ])
  expect(await likenesses('(202) 555-0124')).toEqual(['transposed'])
  expect(await likenesses('(571) 555-0142')).toEqual(['area-code'])
  expect(await likenesses('(202) 555-0199')).toEqual([])
})

test('a number nobody vouched for, a blocked one and an unfinished one say nothing', async () => {
  await add('(202) 555-0142')
  expect(await ask('(202) 555-0143')).toEqual({ e164: '+12025550143', lookAlikes: [] })
  const blocked = await addVerified('(202) 555-0161', { organisation: 'Lakemoth Dialysis' })
  valueOf(await given.call('contacts.revoke', { numberId: numberIn(blocked), reason: 'They moved away' }))
  expect(await likenesses('(202) 555-0162')).toEqual([])
  expect(await ask('202 555')).toEqual({ lookAlikes: [] })
})

test('an organisation that is known under another number is named, unless it is another desk of it', async () => {
  await addVerified('(202) 555-0142', { department: 'Referrals desk' })
  const same = { organisation: 'harborlight  cardiology' }
  expect(await likenesses('(202) 555-0177', same)).toEqual(['same-organisation'])
  expect(await likenesses('(202) 555-0177', { ...same, department: 'Referrals Desk' })).toEqual(['same-organisation'])
  expect(await likenesses('(202) 555-0177', { ...same, department: 'Billing' })).toEqual([])
  expect(await likenesses('(202) 555-0177', { organisation: 'Harborlight Cardiology North' })).toEqual([])
})

test('a number of somebody else is named, now or before, but not to the contact itself', async () => {
  const first = await add('(202) 555-0142')
  expect(await ask('(202) 555-0142')).toMatchObject({ lookAlikes: [{ likeness: 'same-number', former: false }] })
  expect(await likenesses('(202) 555-0142', {}, first.id)).toEqual([])
  valueOf(await given.call('contacts.change', { id: first.id, revision: 1, fields: noFields, fax: '(202) 555-0188' }))
  expect(await ask('(202) 555-0142')).toMatchObject({ lookAlikes: [{ likeness: 'same-number', former: true }] })
  expect(await likenesses('(202) 555-0142', { organisation: 'Harborlight Cardiology' })).toEqual([])
})

test('the likeliest slip comes first', async () => {
  await addVerified('(571) 555-0142', { organisation: 'Old Mill Orthopedics' })
  for (const last of [3, 4, 5, 6, 7, 8]) {
    await addVerified(`(202) 555-014${last}`, { organisation: `Wrenfield ${last}` })
  }
  const { lookAlikes } = await ask('(202) 555-0142')
  expect(lookAlikes.map(({ likeness }) => likeness)).toEqual([
    ...Array.from({ length: 6 }, () => 'one-digit'),
    'area-code',
  ])
})

test('a recipient is warned of until a first fax has arrived there', async () => {
  await addVerified('(202) 555-0142')
  const fresh = await addVerified('(202) 555-0143', { organisation: 'Bluefinch Community Hospital' })
  const id = numberIn(fresh)
  const seen = async () =>
    (await recipientOf(given.store.read, id, given.clock.now()))?.lookAlikes.map(({ likeness }) => likeness)
  expect(await seen()).toEqual(['one-digit'])
  await sent('failed', id)
  expect(await seen()).toEqual(['one-digit'])
  await sent('delivered', id)
  expect(await seen()).toEqual([])
})

let faxes = 0
async function sent(phase: 'delivered' | 'failed', numberId: string): Promise<void> {
  faxes += 1
  const words = { organisation: 'Bluefinch Community Hospital', department: '', person: '', regarding: '' }
  await given.store.write((tx) =>
    insertFax(tx, {
      ...words,
      id: `fax_${String(faxes).padStart(20, '0')}`,
      reference: `FD-0000${faxes}`,
      phase,
      state: JSON.stringify({ phase }),
      revision: 1,
      content: '{}',
      person_id: dana,
      number_id: numberId,
      e164: '+12025550143',
      pages: 1,
      training: 1,
      overlooked: '[]',
      changed_at: given.clock.now(),
      sent_at: given.clock.now(),
    }),
  )
}
