/** The practice's own words on cover sheets: no person lets their own words hold, unless there is nobody else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PersonId } from '#app/domain/ids.ts'
import { givenDesk, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const password = 'seventeen green lanterns'
const texts = {
  noticeTitle: 'For the office named above',
  notice: 'These pages are confidential. If they are not for you, call us and destroy them.',
  urgentNote: 'Bring it to the desk at once.',
}

let desk: GivenDesk
let dana: PersonId
beforeEach(async () => {
  desk = await givenDesk()
  const { status } = valueOf(await desk.setUp())
  dana = PersonId.parse(status.session?.person.id)
})
afterEach(() => desk.leave())

async function addOfficer(): Promise<PersonId> {
  desk.clock.advance(1000)
  valueOf(await desk.call('people.add', { name: 'Priya Lanternwood', roles: ['privacy-officer'], password }))
  const { people } = valueOf(await desk.call('people.list', {}))
  return PersonId.parse(people.find(({ name }) => name === 'Priya Lanternwood')?.id)
}

async function signIn(personId: PersonId, typed: string): Promise<void> {
  desk.clock.advance(1000)
  valueOf(await desk.call('session.signIn', { personId, password: typed }))
}

test('a practice with one such person approves alone, and the record says so', async () => {
  const written = valueOf(await desk.call('covers.write', texts))
  expect(written).toMatchObject({ current: { version: 0 }, proposed: { version: 1, texts }, mayApprove: true })
  const approved = valueOf(await desk.call('covers.approve', { version: 1 }))
  expect(approved.current).toMatchObject({ version: 1, texts, approved: { id: dana, alone: true } })
  expect(approved.proposed).toBeUndefined()
  const entry = (await desk.record()).at(-1)
  expect(entry?.action).toBe('covers.approve')
  expect(entry?.details).toContain('["alone",true]')
})

test('where there is another, the writer cannot approve; the other can, and versions are kept', async () => {
  const priya = await addOfficer()
  expect(valueOf(await desk.call('covers.write', texts)).mayApprove).toBe(false)
  const own = await desk.call('covers.approve', { version: 1 })
  expect(faultOf(own)).toEqual({ code: 'forbidden', needs: 'second-person' })
  expect(valueOf(await desk.call('covers.read', {})).current.version).toBe(0)
  await signIn(priya, password)
  const approved = valueOf(await desk.call('covers.approve', { version: 1 }))
  expect(approved.current.approved).toMatchObject({ id: priya, alone: false })
  expect(approved.before.map(({ version }) => version)).toEqual([0])
  const again = await desk.call('covers.approve', { version: 1 })
  expect(faultOf(again)).toEqual({ code: 'conflict', why: 'not-pending' })
})

test('what is dropped never holds', async () => {
  valueOf(await desk.call('covers.write', texts))
  const dropped = valueOf(await desk.call('covers.drop', { version: 1 }))
  expect(dropped).toMatchObject({ current: { version: 0 }, before: [] })
  expect(dropped.proposed).toBeUndefined()
})

test('what is asked for on a sheet is a version like its words', async () => {
  const asked = { urgent: ['reference'] as const, restricted: ['person', 'message'] as const }
  const proposed = { ...texts, asked: { urgent: [...asked.urgent], restricted: [...asked.restricted] } }
  valueOf(await desk.call('covers.write', proposed))
  expect(valueOf(await desk.call('covers.read', {})).current.texts.asked).toBeUndefined()
  expect(valueOf(await desk.call('covers.approve', { version: 1 })).current.texts.asked).toEqual(asked)
})
