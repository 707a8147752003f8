/** Files that another program holds, that may not be touched, or for which the disk has no room: each once, then no more. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeIn, unreadableFolder, type Place, type PlaceIn } from '#main/inbox/place.ts'
import { givenUpAfterMs } from '#main/inbox/waiting.ts'
import type { Inbox } from '#main/inbox/inbox.ts'
import type { Store } from '#main/store/store.ts'
import { madePages } from '#test/given/samples/made.ts'
import { failed, failing, type Next } from './failing.ts'
import { givenInbox, type Given } from './given.ts'

let given: Given
beforeEach(async () => {
  given = await givenInbox()
})
afterEach(() => given.leave())

/** Time for three tries. */
async function triedAgain(inbox: Inbox): Promise<void> {
  for (const ms of [5000, 5000, 15_000]) await given.settled(inbox, ms)
}

const scanFiles = async () => (await given.names()).filter((one) => one.endsWith('.pdf')).toSorted()

test.each(['EBUSY', 'EPERM', 'EACCES', 'ENOSPC'])('%s at any step: taken in later, whole and once', async (code) => {
  const next: Next = { code }
  const inbox = given.watching({}, { placeIn: failing(next) })
  const acts = ['list', 'claim', 'read', 'untouched', 'remove'] as const
  for (const [at, act] of acts.entries()) {
    await given.put(`${act}.pdf`, madePages(at + 1))
    await inbox.look()
    given.clock.jump(5000)
    next.act = act
    await inbox.look()
    expect(next.act, 'it failed').toBe(undefined)
    await triedAgain(inbox)
  }
  const scans = (await given.scans()).toReversed()
  expect(scans.map(({ name, state }) => [name, state])).toEqual(acts.map((act) => [`${act}.pdf`, 'ready']))
  for (const [at, scan] of scans.entries())
    expect(Buffer.from((await given.bytesOf(scan.document_id)) ?? [])).toEqual(Buffer.from(madePages(at + 1)))
  expect(inbox.standing()).toEqual({ folder: 'watching', waiting: [] })
  expect(await scanFiles()).toEqual([])
})

test('what keeps a file from us is said while it does', async () => {
  const said = { EBUSY: 'busy', EPERM: 'busy', EACCES: 'no-access', ENOSPC: 'disk-full', EIO: 'trouble' }
  const next: Next = { code: '' }
  const inbox = given.watching({}, { placeIn: failing(next) })
  for (const [code, why] of Object.entries(said)) {
    await given.put(`${code}.pdf`, madePages(1, `/Code/${code}`))
    await inbox.look()
    given.clock.jump(5000)
    Object.assign(next, { code, act: 'claim' })
    await inbox.look()
    expect(inbox.standing().waiting).toMatchObject([{ name: `${code}.pdf`, why }])
    await triedAgain(inbox)
  }
  expect(await given.scans()).toHaveLength(5)
})

test('what a scanner adds once a file is entered is not removed with it', async () => {
  const longer = Buffer.concat([madePages(1), Buffer.from('\n% more\n')])
  let asked = 0
  const adding: PlaceIn = (folder, computer) => {
    const place = placeIn(folder, computer)
    const untouched: Place['untouched'] = async (found) => {
      if ((asked += 1) === 2) await writeFile(found.file, longer)
      return place.untouched(found)
    }
    return { ...place, untouched }
  }
  const inbox = given.watching({}, { placeIn: adding })
  await given.put('scan0001.pdf', madePages(1))
  await given.settled(inbox)
  await triedAgain(inbox)
  expect((await given.scans()).map(({ bytes }) => bytes)).toEqual([longer.length])
  expect(inbox.standing().waiting).toEqual([])
})

const broken = Buffer.from('nothing of the kind')

/** A file that nobody can read, up to where it is set aside. */
async function brokenFile(inbox: Inbox): Promise<void> {
  await given.put('scan0001.pdf', broken)
  await given.settled(inbox)
  given.clock.jump(givenUpAfterMs)
  await inbox.look()
}

/** What is in the list, and where its file lies. */
const listed = async (inbox: Inbox) =>
  (await given.scans()).map(({ id, name, state }) => [name, state, state === 'unreadable' ? inbox.fileOf(id) : ''])

const setAsideOnce = [['scan0001.pdf', 'unreadable', 'aside']]

test.each(['EBUSY', 'EPERM', 'EACCES', 'ENOSPC'])(
  '%s while it is set aside: set aside later, and once',
  async (code) => {
    const inbox = given.watching({}, { placeIn: failing({ act: 'setAside', code }) })
    await brokenFile(inbox)
    expect(await given.aside()).toEqual([])
    expect(inbox.standing().waiting).toHaveLength(1)
    await triedAgain(inbox)
    expect(await listed(inbox)).toEqual(setAsideOnce)
    expect(await given.aside()).toHaveLength(1)
    expect(given.entries.filter((one) => one.startsWith('scan.set-aside'))).toHaveLength(1)
  },
)

test('a full store while it is set aside: the file waits where it is, and is listed later', async () => {
  let full = true
  const { store } = given.parts
  const write: Store['write'] = (work) => (full ? Promise.reject(failed('SQLITE_FULL')) : store.write(work))
  const inbox = given.watching({}, { store: { ...store, write } })
  await brokenFile(inbox)
  expect(inbox.standing().waiting).toMatchObject([{ name: 'scan0001.pdf', why: 'disk-full' }])
  expect(await given.aside()).toEqual([])
  full = false
  await triedAgain(inbox)
  expect(await listed(inbox)).toEqual(setAsideOnce)
})

test('killed between the row and the move, the next start moves the file', async () => {
  const inbox = given.watching({ computer: 'pc' }, { placeIn: failing({ act: 'setAside', code: 'EBUSY' }) })
  await brokenFile(inbox)
  await inbox.stop()
  expect(await given.scans()).toHaveLength(1)
  const next = given.watching({ computer: 'pc' })
  await given.settled(next)
  await given.settled(next, givenUpAfterMs)
  expect(await listed(next)).toEqual(setAsideOnce)
  expect(await given.aside()).toHaveLength(1)
})

test('a file that comes back from aside replaces none, and none that is set aside replaces another', async () => {
  const inbox = given.watching()
  await brokenFile(inbox)
  const [aside = ''] = await given.aside()
  await given.put('scan0001.pdf', madePages(2))
  const place = placeIn(given.folder, 'pc0')
  await place.takeBack(aside, 'scan0001.pdf', 'token')
  expect(await given.fileBytes('scan0001.pdf')).toEqual(Buffer.from(madePages(2)))
  const both = (await place.list()).filter(({ name }) => name === 'scan0001.pdf')
  const contents = await Promise.all(both.map(({ file }) => readFile(file, 'latin1')))
  expect(contents.toSorted()).toEqual([Buffer.from(madePages(2)).toString('latin1'), broken.toString('latin1')])
  // A token that was used is refused, not shared.
  const other = both.find(({ claimed }) => !claimed)
  if (!other) throw new Error('no file')
  await expect(place.claim(other, 'token')).rejects.toMatchObject({ code: 'EEXIST' })
})

test('a twin of a file that lies aside is set aside beside it', async () => {
  const inbox = given.watching()
  await brokenFile(inbox)
  const [aside = ''] = await given.aside()
  const [scan] = await given.scans()
  // The same name, size and time, as a copy has them.
  const claims = path.join(given.folder, '.faxdesk-pc0', 'twin')
  await mkdir(claims, { recursive: true })
  await writeFile(path.join(claims, 'scan0001.pdf'), broken)
  const found = (await placeIn(given.folder, 'pc0').list()).find(({ claimed }) => claimed)
  await given.parts.store.write((tx) =>
    tx
      .updateTable('scan')
      .set({ source: `${found?.size} ${found?.changedMs} scan0001.pdf` })
      .where('id', '=', scan?.id ?? '')
      .execute(),
  )
  await given.settled(inbox)
  await given.settled(inbox, givenUpAfterMs)
  expect(await given.aside()).toHaveLength(2)
  expect(await given.aside()).toContain(aside)
  expect(await given.scans()).toHaveLength(2)
  expect(await readFile(path.join(given.folder, unreadableFolder, aside))).toEqual(broken)
})

test('what waits when another folder is chosen, or none, lies where people see it, and no file is replaced', async () => {
  const inbox = given.watching()
  const name = 'Scan of Jane Roe.pdf'
  const half = Buffer.from(madePages(3).subarray(0, 700))
  await given.put(name, half)
  await given.settled(inbox)
  expect(await scanFiles()).toEqual([])
  await given.put(name, madePages(1))
  const watched = { folder: given.folder, removeOriginals: true, computer: 'pc0' }
  // Watched as before, it still waits.
  inbox.watch({ ...watched, removeOriginals: false })
  inbox.watch({ ...watched, folder: undefined })
  await inbox.stop()
  const left = await scanFiles()
  expect(left).toHaveLength(2)
  expect(left).toContain(name)
  const back = left.find((other) => other !== name)
  expect(back).toMatch(/^[0-9a-f]{12} Scan of Jane Roe\.pdf$/)
  expect(await given.fileBytes(back ?? '')).toEqual(half)
  expect(await given.fileBytes(name)).toEqual(Buffer.from(madePages(1)))
})
