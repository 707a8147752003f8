/** What people do with a file that could not be read: what is said of it stays true, and no file is lost by it. */
import { rm, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ScanFile } from '#app/contract/desk/scans.ts'
import { ScanId } from '#app/domain/ids.ts'
import { conflict, fail, notFound, ok } from '#app/domain/outcome.ts'
import type { Act } from '#main/door/handler.ts'
import { unreadableFolder } from '#main/inbox/place.ts'
import { givenUpAfterMs } from '#main/inbox/waiting.ts'
import { createInboxRoom, type InboxRoom } from '#main/inbox/room.ts'
import { valueOf } from '#test/given/outcome.ts'
import { madePages } from '#test/given/samples/made.ts'
import { failing, type Next } from './failing.ts'
import { givenInbox, type Given } from './given.ts'

const next: Next = { code: 'EBUSY' }
let given: Given
let room: InboxRoom
/** Whether the document service crashes at every file. */
let crashing = false
beforeEach(async () => {
  delete next.act
  given = await givenInbox()
  room = createInboxRoom({
    ...given.parts,
    placeIn: failing(next),
    documents: {
      take: async (...asked) =>
        crashing ? fail({ code: 'document', refusal: 'crashed' }) : given.parts.documents.take(...asked),
    },
    addScan: async () => notFound,
    askForFolder: async () => given.folder,
  })
  await room.handlers['inbox.change']({ folder: 'choose' }, act())
})
afterEach(async () => {
  await room.stop()
  await given.leave()
})

const act = (): Act => ({
  at: given.clock.now(),
  actor: undefined,
  about: () => undefined,
  commit: (work) =>
    given.parts.store.write(async (tx) => {
      const done = await work(tx)
      return done.ok ? ok(done.value.value) : done
    }),
})

/** The scanner leaves a file that is too large to be read; answers its scan, and where its file is said to lie. */
async function tooLarge(name: string): Promise<{ readonly id: ScanId; readonly file: ScanFile | undefined }> {
  await given.put(name, madePages(1))
  await truncate(path.join(given.folder, name), 101 * 1024 * 1024)
  await given.settled(room.inbox)
  const one = (await list()).find((scan) => scan.name === name && scan.unreadable)
  return { id: ScanId.parse(one?.id), file: one?.unreadable?.file }
}

const list = async () => valueOf(await room.handlers['scans.list']({}, act())).scans
const ask = (name: 'again' | 'remove' | 'discard', id: ScanId) => room.handlers[`scans.${name}`]({ id }, act())
const files = async () => (await given.names()).filter((name) => name.endsWith('.pdf'))

test('tried again, it comes in beside what the scanner has put under its name since', async () => {
  const { id, file } = await tooLarge('scan0001.pdf')
  expect(file).toBe('aside')
  const [aside = ''] = await given.aside()
  await writeFile(path.join(given.folder, unreadableFolder, aside), madePages(3))
  await given.put('scan0001.pdf', madePages(2))
  expect(await ask('again', id)).toEqual(ok({}))
  await given.settled(room.inbox)
  await given.settled(room.inbox)
  const scans = (await list()).toSorted((one, other) => one.pages - other.pages)
  expect(scans.map(({ name, pages, unreadable }) => [name, pages, unreadable])).toEqual([
    ['scan0001.pdf', 2, undefined],
    ['scan0001.pdf', 3, undefined],
  ])
  expect([await files(), await given.aside()]).toEqual([[], []])
})

test('deleted, its file is gone; while another program holds it, nothing is said or done', async () => {
  const { id } = await tooLarge('scan0001.pdf')
  next.act = 'removeAside'
  expect(await ask('remove', id)).toEqual(conflict('file-held'))
  next.act = 'takeBack'
  expect(await ask('again', id)).toEqual(conflict('file-held'))
  await room.inbox.look()
  expect((await list()).map(({ unreadable }) => unreadable?.file)).toEqual(['aside'])
  expect(await given.aside()).toHaveLength(1)
  // Taken off the list alone, it would lie about unseen.
  expect(await ask('discard', id)).toEqual(conflict('changed-meanwhile'))
  expect(await ask('remove', id)).toEqual(ok({}))
  expect([await list(), await given.aside()]).toEqual([[], []])
  expect(await ask('remove', id)).toEqual(notFound)
})

test('where originals stay it is tried again where it lies, or taken off the list, and stays', async () => {
  await room.handlers['inbox.change']({ removeOriginals: false }, act())
  const { id, file } = await tooLarge('scan0001.pdf')
  expect(file).toBe('left')
  expect(await ask('remove', id)).toEqual(notFound)
  expect(await ask('again', id)).toEqual(ok({}))
  expect(await list()).toEqual([])
  await given.settled(room.inbox)
  const [again] = await list()
  expect([again?.unreadable?.file, again?.id === id]).toEqual(['left', false])
  expect(await ask('discard', ScanId.parse(again?.id))).toEqual(ok({}))
  await given.settled(room.inbox)
  expect([await list(), await files()]).toEqual([[], ['scan0001.pdf']])
})

test('tried again and now good where it lies, it is a scan like any other', async () => {
  await room.handlers['inbox.change']({ removeOriginals: false }, act())
  const { id } = await tooLarge('scan0001.pdf')
  await ask('again', id)
  await given.put('scan0001.pdf', madePages(2))
  await given.settled(room.inbox)
  expect((await list()).map(({ pages, unreadable }) => [pages, unreadable])).toEqual([[2, undefined]])
  expect(await files()).toEqual(['scan0001.pdf'])
})

test('killed while it was tried again, it is listed once: as waiting, as unreadable, and as the scan it becomes', async () => {
  const { id } = await tooLarge('scan0001.pdf')
  const [aside = ''] = await given.aside()
  // Moved back, and the row not written: what a process leaves that ends in between.
  await room.inbox.place()?.takeBack(aside, 'scan0001.pdf', 'token')
  await room.inbox.look()
  const view = valueOf(await room.handlers['scans.list']({}, act()))
  expect([view.scans, view.waiting.map(({ name }) => name)]).toEqual([[], ['scan0001.pdf']])
  await given.settled(room.inbox)
  expect((await list()).map((scan) => [scan.id, scan.unreadable?.file])).toEqual([[id, 'aside']])
  await ask('remove', id)

  crashing = true
  await given.put('scan0002.pdf', madePages(2))
  await given.settled(room.inbox)
  await given.settled(room.inbox, givenUpAfterMs)
  expect((await list()).map(({ unreadable }) => unreadable)).toEqual([{ refusal: 'crashed', file: 'aside' }])
  crashing = false
  const [other = ''] = await given.aside()
  await room.inbox.place()?.takeBack(other, 'scan0002.pdf', 'other')
  await given.settled(room.inbox)
  expect((await list()).map(({ pages, unreadable }) => [pages, unreadable])).toEqual([[2, undefined]])
})

test('once its file is nowhere, it says so and can be taken off the list', async () => {
  const { id } = await tooLarge('scan0001.pdf')
  await rm(path.join(given.folder, unreadableFolder), { recursive: true })
  expect(await ask('again', id)).toEqual(notFound)
  await room.inbox.look()
  expect((await list()).map(({ unreadable }) => unreadable?.file)).toEqual(['gone'])
  expect(await ask('discard', id)).toEqual(ok({}))
  expect(await list()).toEqual([])
})
