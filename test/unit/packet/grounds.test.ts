/** What a purpose asks for, at the desk: pages confirmed and confirmed anew, a request, a signed form beside the pages. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DraftContent, DraftView } from '#app/contract/desk/drafts.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, goOnTo, noor, readyDraft, sendDraft, type Given } from '../delivery/given.ts'

let given: Given
const pages = sample('referral-10p.pdf')
const signed = sample('text-1p.pdf')

beforeAll(async () => {
  given = await givenDesk()
  given.engine.start()
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

let last = 500
const draftFor = async (change: Partial<DraftContent>): Promise<DraftView> =>
  saved(await readyDraft(given, pages, `+1${(last += 1)}5550151`), change)

const saved = async ({ id, revision, content }: DraftView, change: Partial<DraftContent>): Promise<DraftView> =>
  valueOf(await given.call('drafts.save', { id, revision, content: { ...content, ...change } }))

const stops = ({ checks }: DraftView) => checks.flatMap(({ verdict, result }) => (verdict === 'stop' ? [result] : []))
const confirm = ({ id, revision }: DraftView) => given.call('drafts.confirmPages', { id, revision })
const attach = ({ id }: DraftView, bytes = signed) =>
  given.call('drafts.attachForm', { id, name: 'C:\\scans\\signed.pdf', bytes: new Uint8Array(bytes) })

const detailsOf = async (reference: string, action: string): Promise<ReadonlyMap<string, unknown>> => {
  const entry = (await given.entries()).find((one) => one.subject === reference && one.action === action)
  return new Map(JSON.parse(entry?.details ?? '[]'))
}

test('a confirmation holds for the very pages, their hidden parts and the purpose, and is told with the fax', async () => {
  const draft = await draftFor({ purpose: 'payment' })
  expect(stops(draft)).toEqual(['pages-to-confirm'])
  const { id, revision } = draft
  const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
  expect(faultOf(await given.call('faxes.send', { id, revision, sha256 }))).toMatchObject({
    stops: ['pages-to-confirm'],
  })

  const confirmed = valueOf(await confirm(draft))
  expect(stops(confirmed)).toEqual([])
  // What was sealed and looked at is still what goes.
  expect(confirmed.revision).toBe(revision)
  const [first, ...others] = confirmed.content.pages
  if (!first) throw new Error('no page')
  const fewer = await saved(confirmed, { pages: [{ ...first, included: false }, ...others] })
  expect(stops(fewer)).toEqual(['pages-to-confirm'])
  const turned = await saved(fewer, { pages: [...others, { ...first, turn: 90 }] })
  expect(stops(turned)).toEqual([])
  const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.1 }
  const hiding = await saved(turned, { pages: [...others, { ...first, boxes: [box] }] })
  expect(stops(hiding)).toEqual(['pages-to-confirm'])
  const shown = await saved(hiding, { pages: turned.content.pages })
  expect(stops(shown)).toEqual([])
  expect(stops(await saved(shown, { purpose: 'treatment' }))).toEqual([])
  const legal = await saved(valueOf(await given.call('drafts.open', { id })), { purpose: 'legal' })
  expect(stops(legal)).toEqual(['pages-to-confirm'])
  const fax = await sendDraft(given, valueOf(await confirm(legal)))
  expect(fax.confirmed).toMatchObject({ byShortName: 'Dana F.', pages: 10 })
  expect((await detailsOf(fax.reference, 'faxes.send')).get('pagesConfirmedBy')).toBe(dana.personId)
})

test('nothing is confirmed where no rule asks, for pages of another revision, or by somebody else', async () => {
  const draft = await draftFor({ purpose: 'treatment' })
  expect(faultOf(await confirm(draft))).toMatchObject({ code: 'invalid' })
  const next = await saved(draft, { purpose: 'operations' })
  expect(faultOf(await confirm(draft))).toMatchObject({ why: 'changed-meanwhile' })
  given.be(noor)
  expect(faultOf(await confirm(next))).toEqual({ code: 'not-found' })
  given.be(dana)
})

test('a patient’s request is recorded before the fax goes', async () => {
  const draft = await draftFor({ purpose: 'patient-request' })
  expect(stops(draft)).toEqual(['no-request'])
  const asked = await saved(draft, { request: { on: '2026-04-01', way: 'portal' } })
  const fax = await sendDraft(given, asked)
  expect(fax.request).toEqual({ on: '2026-04-01', way: 'portal' })
  const details = await detailsOf(fax.reference, 'faxes.send')
  expect([details.get('requestedOn'), details.get('requestCame')]).toEqual(['2026-04-01', 'portal'])
})

test('a signed form is kept with the fax, is no page of it, and is opened by whoever may open the fax', async () => {
  const draft = await draftFor({ purpose: 'authorisation' })
  expect(stops(draft)).toEqual(['no-form'])
  const broken = await attach(draft, sample('not-a-pdf.pdf'))
  expect(faultOf(broken)).toMatchObject({ code: 'document' })
  const attached = valueOf(await attach(draft))
  expect(attached.form).toMatchObject({ name: 'signed.pdf', pages: [expect.anything()] })
  expect(attached.pagesTotal).toBe(draft.pagesTotal)
  expect(stops(attached)).toEqual([])
  const { readForm, readOriginal } = given.desk.packet.bytes
  expect(await readForm(draft.id, noor)).toMatchObject({ fault: { code: 'not-found' } })
  expect(await readOriginal(attached.form?.id ?? '', dana)).toMatchObject({ fault: { code: 'not-found' } })

  const fax = await sendDraft(given, attached)
  expect(fax.packet.pages).toBe(draft.pagesTotal)
  const bytes = await readForm(fax.id, noor)
  if (!bytes.ok) throw new Error(bytes.fault.code)
  expect(createHash('sha256').update(bytes.value).digest('hex')).toBe(fax.form?.sha256)
  expect((await detailsOf(fax.reference, 'document.opened')).get('form')).toBe(attached.form?.id)
  const stranger = {
    ...noor,
    personId: dana.personId.replace(/d/g, 'c') as typeof dana.personId,
    rights: ['fax.read'],
  } as const
  expect(await readForm(fax.id, { ...stranger, rights: [...stranger.rights] })).toMatchObject({
    fault: { code: 'forbidden' },
  })
})

test('another form takes the place of the first, and nothing of what was taken away is left', async () => {
  const before = (await given.files()).length
  const draft = await draftFor({ purpose: 'authorisation' })
  const one = valueOf(await attach(draft))
  const other = valueOf(await attach(draft, sample('referral-10p.pdf')))
  expect(other.form?.sha256).not.toBe(one.form?.sha256)
  // Pages, and one form.
  expect((await given.files()).length).toBe(before + 2)
  const without = valueOf(await given.call('drafts.removeForm', { id: draft.id }))
  expect(without.form).toBeUndefined()
  expect((await given.files()).length).toBe(before + 1)
  expect(faultOf(await given.call('drafts.removeForm', { id: draft.id }))).toEqual({ code: 'not-found' })
  valueOf(await attach(draft))
  valueOf(await given.call('drafts.discard', { id: draft.id }))
  await given.desk.packet.sessionEnded()
  expect((await given.files()).length).toBe(before)
})

test('why faxes usually go to a contact is suggested: what it says, or why the last one went there', async () => {
  const draft = await draftFor({ purpose: 'operations' })
  expect(draft.usualPurpose).toBeUndefined()
  const fax = await sendDraft(given, valueOf(await confirm(draft)))
  await goOnTo(given, fax.id, 'delivered')
  const next = valueOf(await given.call('drafts.create', {}))
  const { numberId } = draft.content
  expect((await saved(next, { numberId })).usualPurpose).toBe('operations')
})
