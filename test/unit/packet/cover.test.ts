/** The chosen cover sheet in the packet: its pages are counted wherever pages are, and it names places, never files. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { coversSetting } from '#main/settings/covers/versions.ts'
import { writeSetting } from '#main/store/settings.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, noor, readyDraft, sendDraft, type Given } from '../delivery/given.ts'
import { readPages } from '../documents/look.ts'

let given: Given
beforeAll(async () => {
  // Over a line that takes originals, so that the sheet can be read as text.
  given = await givenDesk({ altered: (line) => ({ ...line, kind: 'phaxio' }) })
  given.be(dana)
})
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

test('long remarks take a second page: the draft, the sheet, the sender line and the sealed packet agree', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550181')
  const added = valueOf(
    await given.call('documents.add', {
      draftId: draft.id,
      name: 'Sampleton-results.pdf',
      bytes: madePages(3) as Uint8Array<ArrayBuffer>,
    }),
  )
  const message = 'The quick answer would help us all. '.repeat(8).trim()
  const cover = { ...added.content.cover, template: 'restricted' as const, message }
  const saved = valueOf(
    await given.call('drafts.save', {
      id: draft.id,
      revision: added.revision,
      content: { ...added.content, cover, packetForm: 'original' },
    }),
  )
  expect(saved.pagesTotal).toBe(6)
  const sealed = valueOf(await given.call('packet.seal', { id: draft.id, revision: saved.revision }))
  expect(sealed.pages).toBe(6)
  const pages = await readPages(new Uint8Array(valueOf(await given.desk.packet.bytes.readPacket(draft.id, dana))))
  expect(pages.map(({ text }, at) => text.includes(`Page ${at + 1} of 6`))).toEqual(Array(6).fill(true))
  const [first, second] = pages
  expect(first?.text).toContain('6 including this one In 2 parts: pages 3, 4–6')
  expect(first?.text).toContain('42 CFR part 2 prohibits unauthorized use or disclosure of these records.')
  expect(second?.text).toContain(message)
  expect(pages.map(({ text }) => text).join(' ')).not.toContain('Sampleton-results')
})

test('the sheet says what the practice approved, and not what waits', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550182')
  const who = { id: dana.personId, name: dana.name, at: 1 }
  const texts = (notice: string) => ({ noticeTitle: 'For the office above', notice, urgentNote: 'To the desk.' })
  const held = { version: 1, texts: texts('Approved words of this practice.'), written: who }
  const waits = { version: 2, texts: texts('Words that nobody approved yet.'), written: who }
  await given.store.write((tx) =>
    writeSetting(tx, coversSetting, [{ ...held, approved: { ...who, alone: true } }, waits]),
  )
  const cover = { ...draft.content.cover, reference: 'R.K. 4471', message: 'As discussed by telephone.' }
  const content = { ...draft.content, cover, packetForm: 'original' as const }
  const { id, revision } = valueOf(await given.call('drafts.save', { id: draft.id, revision: draft.revision, content }))
  valueOf(await given.call('packet.seal', { id, revision }))
  const [sheet] = await readPages(new Uint8Array(valueOf(await given.desk.packet.bytes.readPacket(id, dana))))
  const organisation = draft.recipient?.organisation ?? 'nobody'
  for (const text of ['Approved words of this practice.', organisation, cover.reference, cover.message, dana.name])
    expect(sheet?.text).toContain(text)
  expect(sheet?.text).not.toContain('nobody approved')
})

test('what the practice asks for on a sheet must be filled in before it goes, on that sheet alone', async () => {
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550183')
  const who = { id: dana.personId, name: dana.name, at: 1 }
  const texts = {
    noticeTitle: 'For the office',
    notice: 'Words of this practice, long enough.',
    urgentNote: 'To the desk.',
  }
  const version = { version: 1, texts: { ...texts, asked: { standard: ['message' as const] } }, written: who }
  await given.store.write((tx) => writeSetting(tx, coversSetting, [{ ...version, approved: { ...who, alone: true } }]))
  const asked = valueOf(await given.call('drafts.open', { id: draft.id }))
  expect(asked.coverMissing).toEqual(['message'])
  expect(asked.checks).toContainEqual({ name: 'cover', result: 'cover-incomplete', verdict: 'stop' })
  const { sha256, revision } = valueOf(await given.call('packet.seal', { id: draft.id, revision: draft.revision }))
  const sent = await given.call('faxes.send', { id: draft.id, revision, sha256 })
  expect(faultOf(sent)).toEqual({ code: 'stopped', stops: ['cover-incomplete'] })
  const save = async (change: object) => {
    const now = valueOf(await given.call('drafts.open', { id: draft.id }))
    const content = { ...now.content, cover: { ...now.content.cover, ...change } }
    return valueOf(await given.call('drafts.save', { id: draft.id, revision: now.revision, content }))
  }
  expect((await save({ template: 'urgent' })).coverMissing).toEqual([])
  expect((await save({ template: 'standard', message: 'As discussed.' })).coverMissing).toEqual([])
})

test('a sheet that does not show everything is a thing to look at, named before it goes and kept with the fax', async () => {
  await given.store.write((tx) => writeSetting(tx, coversSetting, []))
  const draft = await readyDraft(given, sample('text-1p.pdf'), '+12025550184')
  const look = async () => valueOf(await given.call('pages.cover', { draftId: draft.id }))
  const save = async (change: object) => {
    const { revision, content } = valueOf(await given.call('drafts.open', { id: draft.id }))
    const cover = { ...content.cover, ...change }
    return valueOf(await given.call('drafts.save', { id: draft.id, revision, content: { ...content, cover } }))
  }
  const whole = await look()
  expect(whole.shortened).toEqual([])
  expect(whole.pictures.map((png) => Buffer.from(png, 'base64').toString('latin1', 1, 4))).toEqual(['PNG'])
  await save({ template: 'restricted', message: 'The quick answer would help us all. '.repeat(8).trim() })
  expect((await look()).pictures).toHaveLength(2)
  const saved = await save({ template: 'standard', message: '', reference: 'Case 4 \u{1F9EA}', from: '患者' })
  expect((await look()).shortened).toEqual(['from', 'reference'])
  given.be(noor)
  expect(faultOf(await given.call('pages.cover', { draftId: draft.id }))).toEqual({ code: 'not-found' })
  given.be(dana)
  const sent = await sendDraft(given, saved)
  expect(sent.overlooked).toContainEqual({ name: 'cover', result: 'cover-shortened', verdict: 'look' })
})
