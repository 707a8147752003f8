/** Work that passes on, and other people's faxes: through the whole application, with real drafts and real faxes. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#app/domain/ids.ts'
import type { Role } from '#app/domain/rights.ts'
import { emergencyHoldsMs } from '#main/people/work/emergency.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import { droppedDraft, numberOf, sendNow, setUp, signIn, verifiedContact } from '#test/given/walk/walk-steps.ts'

const password = 'seventeen green lanterns'
let given: GivenApplication
let me: PersonId

beforeEach(async () => {
  given = await givenApplication()
  me = (await setUp(given)).personId
})
afterEach(() => given.leave())

async function person(name: string, ...roles: Role[]): Promise<PersonId> {
  return (await given.done('people.add', { name, roles, password })).id
}

const enter = (id: PersonId) => signIn(given, id, password)
const home = () => signIn(given, me)
const draftIds = async () => (await given.done('drafts.list', {})).drafts.map(({ id }) => id)
const note = 'The cardiologist waits on the phone.'

async function entries(action: string) {
  const { entries: all } = await given.done('audit.list', { text: '', from: 0, to: given.clock.now() + 1, limit: 200 })
  return all.filter((entry) => entry.action === action)
}

test('a draft is its author’s alone until it is handed over, and then the other’s alone', async () => {
  const noor = await person('Noor Iyer', 'sender')
  const { id } = await droppedDraft(given)
  expect((await given.done('people.colleagues', {})).people.map((face) => face.id)).toEqual([noor])
  await given.done('drafts.handOver', { id, to: noor })
  expect(await draftIds()).toEqual([])
  expect(faultOf(await given.ask('drafts.open', { id })).code).toBe('not-found')
  expect((await entries('drafts.handOver'))[0]).toMatchObject({ subject: id, details: { from: me, to: noor } })
  await enter(noor)
  expect(await draftIds()).toEqual([id])
  const draft = await given.done('drafts.open', { id })
  expect(draft.documents).toHaveLength(1)
  const original = await given.application.readDocument('original', draft.documents[0]?.id ?? '')
  expect(original.ok).toBe(true)
})

test('nobody takes another’s draft, and nobody is given one who cannot send it', async () => {
  const noor = await person('Noor Iyer', 'sender')
  const priya = await person('Priya Lantern', 'privacy-officer')
  const { id } = await droppedDraft(given)
  expect(faultOf(await given.ask('drafts.handOver', { id, to: priya }))).toEqual({
    code: 'conflict',
    why: 'cannot-send',
  })
  await enter(noor)
  expect(faultOf(await given.ask('drafts.handOver', { id, to: noor })).code).toBe('not-found')
  expect(faultOf(await given.ask('drafts.ofOthers', {})).code).toBe('forbidden')
})

test('a supervisor hands over what another began', async () => {
  const noor = await person('Noor Iyer', 'sender')
  const sam = await person('Sam Quill', 'supervisor')
  const { id } = await droppedDraft(given)
  await enter(sam)
  const { drafts } = await given.done('drafts.ofOthers', {})
  expect(drafts.map((draft) => [draft.id, draft.author.id])).toEqual([[id, me]])
  await given.done('drafts.handOver', { id, to: noor })
  await enter(noor)
  expect(await draftIds()).toEqual([id])
})

test('what lay open with somebody who is disabled goes to one person, as a whole and on the record', async () => {
  const number = numberOf(await verifiedContact(given)).id
  const noor = await person('Noor Iyer', 'sender')
  const olive = await person('Olive Quill', 'sender')
  await enter(noor)
  const draft = await droppedDraft(given)
  const fax = await sendNow(given, number)
  await home()
  expect(faultOf(await given.ask('people.handOver', { from: noor, to: olive }))).toMatchObject({ why: 'already-gone' })
  await given.done('people.disable', { id: noor })
  const open = await given.done('people.openWork', { id: noor })
  expect(open.drafts).toEqual([{ id: draft.id, pages: 2, savedAt: expect.any(Number) }])
  expect(open.faxes.map(({ reference }) => reference)).toEqual([fax.reference])
  expect(new Set(open.heirs.map(({ id }) => id))).toEqual(new Set([me, olive]))
  expect(await given.done('people.handOver', { from: noor, to: olive })).toEqual({ drafts: 1, faxes: 1 })
  expect((await entries('people.handOver'))[0]).toMatchObject({
    subject: noor,
    details: { to: olive, drafts: 1, faxes: 1 },
  })
  await enter(olive)
  expect(await draftIds()).toEqual([draft.id])
  expect((await given.done('faxes.read', { id: fax.id })).sentBy.id).toBe(noor)
  await home()
  expect(await given.done('people.openWork', { id: noor })).toMatchObject({ drafts: [], faxes: [] })
})

test('another’s fax is listed and not opened, nor its pages, nor acted on; a supervisor may', async () => {
  const fax = await sendNow(given, numberOf(await verifiedContact(given)).id)
  const noor = await person('Noor Iyer', 'sender')
  const sam = await person('Sam Quill', 'supervisor')
  await enter(noor)
  const refused = { code: 'forbidden', needs: 'fax.read-others' }
  const { faxes } = await given.done('faxes.list', { filter: 'all', text: '', limit: 10 })
  expect(faxes.map(({ id }) => id)).toEqual([fax.id])
  expect(faultOf(await given.ask('faxes.read', { id: fax.id }))).toEqual(refused)
  expect(faultOf(await given.ask('faxes.cancel', { id: fax.id }))).toEqual(refused)
  expect(faultOf(await given.ask('faxes.undo', { id: fax.id }))).toEqual(refused)
  expect(faultOf(await given.ask('faxes.sendAgain', { id: fax.id }))).toEqual(refused)
  expect(faultOf(await given.application.readDocument('packet', fax.id))).toEqual(refused)
  for (const look of ['sealed', 'received'])
    expect(faultOf(await given.application.readDocument(look, `${fax.id}-1-600x800`))).toEqual(refused)
  expect(faultOf(await given.ask('reports.confirmation', { faxId: fax.id }))).toEqual(refused)
  await enter(sam)
  await given.done('faxes.read', { id: fax.id })
  const report = await given.done('reports.confirmation', { faxId: fax.id })
  // Nor what was printed of it for somebody who may.
  await enter(noor)
  expect(faultOf(await given.application.readDocument('report', report.id))).toEqual(refused)
  expect(faultOf(await given.ask('reports.save', { id: report.id }))).toEqual(refused)
})

test('in an emergency one fax opens for a quarter of an hour, with an alarm until somebody else answers for it', async () => {
  const to = numberOf(await verifiedContact(given)).id
  const fax = await sendNow(given, to)
  const other = await sendNow(given, to)
  const noor = await person('Noor Iyer', 'sender', 'privacy-officer')
  const marcus = await person('Marcus Pebble', 'sender')
  await enter(marcus)
  await given.done('emergency.open', { id: fax.id, reason: 'patient-in-danger', note })
  await given.done('faxes.read', { id: fax.id })
  expect((await given.application.readDocument('packet', fax.id)).ok).toBe(true)
  expect((await given.ask('faxes.read', { id: other.id })).ok).toBe(false)
  given.clock.jump(emergencyHoldsMs)
  await enter(marcus)
  expect((await given.ask('faxes.read', { id: fax.id })).ok).toBe(false)
  expect((await given.done('app.status', {})).session?.emergencies).toBe(0)
  const { session } = await home()
  expect(session?.emergencies).toBe(1)
  const [access] = (await given.done('emergency.list', {})).accesses
  expect(access).toMatchObject({ person: { id: marcus }, reference: fax.reference, note })
  const [entry] = await entries('emergency.open')
  expect(entry).toMatchObject({
    actor: { id: marcus },
    subject: fax.reference,
    details: { reason: 'patient-in-danger', alarm: true },
  })
  expect(JSON.stringify(entry)).not.toContain(note)
  await enter(noor)
  await given.done('emergency.acknowledge', { id: access?.id ?? '' })
  expect(faultOf(await given.ask('emergency.acknowledge', { id: access?.id ?? '' }))).toMatchObject({
    why: 'already-gone',
  })
  expect((await given.done('app.status', {})).session?.emergencies).toBe(0)
})

test('nobody answers for an access of their own', async () => {
  const fax = await sendNow(given, numberOf(await verifiedContact(given)).id)
  await given.done('emergency.open', { id: fax.id, reason: 'other', note })
  const [access] = (await given.done('emergency.list', {})).accesses
  expect(faultOf(await given.ask('emergency.acknowledge', { id: access?.id ?? '' }))).toMatchObject({
    why: 'own-access',
  })
})
