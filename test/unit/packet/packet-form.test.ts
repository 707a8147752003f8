/** How pages are handed over: prepared, the packet is its own rendition, dot for dot; the original is what was sealed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainRules } from '#app/domain/fax/retry.ts'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { PacketForm } from '#app/domain/fax/packet-form.ts'
import { writeRules } from '#main/delivery/rules.ts'
import { faultText } from '#app/words/en/faults.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, readyDraft, type Given } from '../delivery/given.ts'
import type { RenditionPage } from '#main/documents/service/protocol.ts'
import { readPages } from '../documents/look.ts'
import { givenService, value } from '../documents/service.ts'

let given: Given
beforeAll(async () => {
  given = await givenDesk({ altered: (line) => ({ ...line, kind: 'phaxio' }) })
  given.be(dana)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const packetOf = async (draft: Pick<DraftView, 'id' | 'revision'>) => {
  const sealed = valueOf(await given.call('packet.seal', { id: draft.id, revision: draft.revision }))
  return { sealed, bytes: new Uint8Array(valueOf(await given.desk.packet.bytes.readPacket(draft.id, dana))) }
}
const chosen = async (draft: DraftView, packetForm: PacketForm): Promise<DraftView> => {
  const content = { ...draft.content, packetForm }
  return valueOf(await given.call('drafts.save', { id: draft.id, revision: draft.revision, content }))
}

test('a prepared packet is shown, measured and sent from the same dots, and is the same each time', async () => {
  const draft = await readyDraft(given, sample('referral-10p.pdf'), '+12025550161')
  const { sealed, bytes } = await packetOf(draft)
  expect(sealed).toMatchObject({ form: 'prepared', quality: 'fine' })
  expect((await readPages(bytes)).every(({ text }) => text === '')).toBe(true)
  const { service } = givenService()
  const again = value(await service.rendition(bytes, 'fine'))
  expect(value(await service.bind(again.pages, 'fine')).sha256).toBe(sealed.sha256)
  const picture = value(
    await service.renditionPage(again.pages[3] as RenditionPage, {
      window: { box: { widthPx: 600, heightPx: 800 }, quality: 'fine' },
    }),
  )
  service.stop()
  expect(valueOf(await given.desk.packet.bytes.readReceived(`${draft.id}-4-600x800`, dana))).toEqual(picture.png)
  const original = await packetOf(await chosen(draft, 'original'))
  expect(original.sealed).toMatchObject({ form: 'original', pages: sealed.pages })
  expect((await readPages(original.bytes)).some(({ text }) => text.includes('Page 2 of'))).toBe(true)
  const { id, revision } = valueOf(await given.call('drafts.open', { id: draft.id }))
  const back = await packetOf(await chosen(valueOf(await given.call('drafts.open', { id })), 'prepared'))
  expect(revision).toBeLessThan(back.sealed.revision)
  expect(back.sealed.sha256).toBe(sealed.sha256)
})

test('a page that cannot be made into a fax is named, with what to do; nothing is said of a file that was not added', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550164')
  const bytes = new Uint8Array(sample('image-bomb.pdf'))
  const more = valueOf(await given.call('documents.add', { draftId: draft.id, name: 'scan.pdf', bytes }))
  const fault = faultOf(await given.call('packet.seal', { id: more.id, revision: more.revision }))
  expect(fault).toEqual({ code: 'pages', refusal: 'too-many-dots', page: more.content.cover.included ? 3 : 2 })
  expect(faultText(fault)).toMatch(/^Page [23] has .* 280 million dots.* Leave that page out, or scan it again/)
  const pages = more.content.pages.map((page, at) => ({ ...page, included: at === 0 }))
  const { id, revision } = more
  const without = valueOf(await given.call('drafts.save', { id, revision, content: { ...more.content, pages } }))
  expect((await packetOf(without)).sealed.form).toBe('prepared')
})

test('a line’s own setting holds for faxes that say nothing else, also for one that was sealed before', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550162')
  const { lineId } = draft.content
  if (lineId === null) throw new Error('no line')
  expect((await packetOf(draft)).sealed.form).toBe('prepared')
  await given.store.write((tx) => writeRules(tx, lineId, { ...plainRules, form: 'original' }))
  expect((await packetOf(draft)).sealed.form).toBe('original')
  expect((await packetOf(await chosen(draft, 'prepared'))).sealed.form).toBe('prepared')
  await given.store.write((tx) => writeRules(tx, lineId, plainRules))
})

test('superfine has as many rows as it says', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550163')
  const content = { ...draft.content, quality: 'superfine' as const }
  const saved = valueOf(await given.call('drafts.save', { id: draft.id, revision: draft.revision, content }))
  const { sealed, bytes } = await packetOf(saved)
  expect(sealed.quality).toBe('superfine')
  const [page] = await readPages(bytes)
  const { service } = givenService()
  expect(value(await service.rendition(bytes, 'superfine')).pages[0]?.heightPx).toBe(4301)
  service.stop()
  expect(page?.height).toBeCloseTo(792, 0)
})
