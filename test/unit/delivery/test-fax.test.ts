/** A test fax through the ordinary outbox: to a number that nobody vouches for, and with a code nobody here can see. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { givenDesk, goOnTo, type Given } from './given.ts'

let given: Given
beforeAll(async () => {
  given = await givenDesk()
  given.engine.start()
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

test('one page goes to an unverified number, which waits for its code; it is neither shown nor sent again', async () => {
  const numberId = await given.recipient('+12025550151')
  const unverified = JSON.stringify({ state: 'unverified' })
  await given.store.write((tx) =>
    tx.updateTable('fax_number').set({ verification: unverified }).where('id', '=', numberId).execute(),
  )
  const [line] = valueOf(await given.call('lines.list', {})).lines
  if (!line) throw new Error('no line')
  const { faxId, contact } = valueOf(await given.call('contacts.sendTestFax', { numberId, lineId: line.id }))
  expect(contact.numbers[0]).toMatchObject({ standing: 'pending', waitsFor: 'read-back', testFaxId: faxId })
  await goOnTo(given, faxId, 'delivered')
  const fax = valueOf(await given.call('faxes.read', { id: faxId }))
  expect(fax).toMatchObject({ pages: 1, regarding: 'Test fax', state: { phase: 'delivered' } })
  expect(fax.nextActs).not.toContain('send-again')
  expect(faultOf(await given.call('faxes.sendAgain', { id: faxId }))).toEqual({ code: 'not-found' })
  const row = given.store.read.selectFrom('fax_number').select('verification').where('id', '=', numberId)
  const { waitsFor } = JSON.parse((await row.executeTakeFirstOrThrow()).verification) as { waitsFor: { code: string } }
  expect(waitsFor.code).toMatch(/^\d{6}$/)
  const said = JSON.stringify([contact, fax, (await given.entries()).map(({ details }) => details)])
  expect(said).not.toContain(waitsFor.code)
})
