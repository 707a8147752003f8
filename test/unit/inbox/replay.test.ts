/** Eight ways in which consume folders are known to lose, double or spoil scans, each replayed on a real disk. */
import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fail } from '#app/domain/outcome.ts'
import { givenUpAfterMs } from '#main/inbox/waiting.ts'
import { watchFolder } from '#main/inbox/watch.ts'
import { madePages } from '#test/given/samples/made.ts'
import { givenInbox, type Given } from './given.ts'

const name = 'Scan of Jane Roe.pdf'
const onePage = madePages(1)
const threePages = madePages(3)

let given: Given
beforeEach(async () => {
  given = await givenInbox()
})
afterEach(() => given.leave())

test('a half-written file is waited for, and comes in whole', async () => {
  const inbox = given.watching()
  await given.put(name, threePages.subarray(0, 700))
  await given.settled(inbox)
  expect(inbox.standing().waiting).toMatchObject([{ name, why: 'incomplete' }])
  expect(await given.scans()).toEqual([])
  const claim = (await given.names()).find((one) => one.startsWith('.faxdesk-'))
  const [token] = await readdir(path.join(given.folder, claim ?? ''))
  await writeFile(path.join(given.folder, claim ?? '', token ?? '', name), threePages)
  await given.settled(inbox)
  const [scan, ...more] = await given.scans()
  expect(more).toEqual([])
  expect(Buffer.from((await given.bytesOf(scan?.document_id ?? null)) ?? [])).toEqual(Buffer.from(threePages))
  expect((await given.names()).includes(name)).toBe(false)
})

test('a file still growing is not touched', async () => {
  const inbox = given.watching()
  for (const end of [200, 400, 600]) {
    await given.put(name, threePages.subarray(0, end))
    await inbox.look()
    given.clock.jump(3000)
  }
  expect(inbox.standing().waiting).toMatchObject([{ name, why: 'growing' }])
  expect(await given.names()).toEqual([name])
})

test('what was busy once is tried again without a restart', async () => {
  let tries = 0
  const { documents } = given.parts
  const faulty: typeof documents = {
    ...documents,
    take: async (bytes, asked) =>
      (tries += 1) === 1 ? fail({ code: 'document', refusal: 'crashed' }) : documents.take(bytes, asked),
  }
  const inbox = given.watching({}, { documents: faulty })
  await given.put(name, onePage)
  await given.settled(inbox)
  expect(await given.scans()).toEqual([])
  given.clock.jump(5000)
  await inbox.look()
  expect(await given.scans()).toHaveLength(1)
})

test.each([true, false])('two that watch one folder take each file once, originals removed: %s', async (removed) => {
  const [a, b] = [given.watching({ removeOriginals: removed }), given.watching({ removeOriginals: removed })]
  await Promise.all([3, 4, 5, 6, 7].map((pages) => given.put(`scan ${pages}.pdf`, madePages(pages))))
  await Promise.all([a.look(), b.look()])
  for (const ms of [5000, 5000, 15_000]) {
    given.clock.jump(ms)
    await Promise.all([a.look(), b.look()])
  }
  const expected = [3, 4, 5, 6, 7].map((pages) => `scan ${pages}.pdf`)
  expect((await given.scans()).map((scan) => scan.name).toSorted()).toEqual(expected)
  expect((await given.names()).filter((one) => one.endsWith('.pdf')).toSorted()).toEqual(removed ? [] : expected)
  expect([a.standing().waiting, b.standing().waiting]).toEqual([[], []])
  expect(await given.keptFiles()).toHaveLength(5)
})

test('a full disk loses nothing: the scanner’s file stays until its copy is safe', async () => {
  let full = true
  const { files } = given.parts
  const inbox = given.watching(
    {},
    {
      files: {
        ...files,
        write: (...written) =>
          full ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) : files.write(...written),
      },
    },
  )
  await given.put(name, onePage)
  await given.settled(inbox)
  expect(inbox.standing().waiting).toMatchObject([{ name, why: 'disk-full' }])
  full = false
  given.clock.jump(5000)
  await inbox.look()
  expect(await given.scans()).toHaveLength(1)
  expect(inbox.standing().waiting).toEqual([])
})

test('a copy that does not read back is no copy', async () => {
  const { files } = given.parts
  const inbox = given.watching(
    {},
    {
      files: { ...files, write: (id, bytes, key) => files.write(id, bytes.subarray(0, 10), key) },
    },
  )
  await given.put(name, onePage)
  await given.settled(inbox)
  expect(await given.scans()).toEqual([])
  expect(inbox.standing().waiting).toMatchObject([{ name, why: 'trouble' }])
})

test('a scanner that appends pages afterwards leaves one scan, the longer one', async () => {
  const inbox = given.watching()
  await given.put(name, onePage)
  await given.settled(inbox)
  const longer = Buffer.concat([onePage, Buffer.from('\n% more\n')])
  await given.put(name, longer)
  await given.settled(inbox)
  const scans = await given.scans()
  expect(scans.map(({ bytes }) => bytes)).toEqual([longer.length])
  const rows = await given.rows()
  const shorter = rows.find(({ state }) => state === 'discarded')
  expect(given.entries.at(-1)).toContain(`"inPlaceOf":"${shorter?.id}"`)
  expect(given.entries[0]).not.toContain('inPlaceOf')
})

test('a file that is written to while it is read is not taken in half', async () => {
  const { documents } = given.parts
  const longer = Buffer.concat([onePage, Buffer.from('\n% more\n')])
  let meddled = false
  const inbox = given.watching(
    { removeOriginals: false },
    {
      documents: {
        ...documents,
        take: async (bytes, asked) => {
          if (!meddled) await given.put(name, longer)
          meddled = true
          return documents.take(bytes, asked)
        },
      },
    },
  )
  await given.put(name, onePage)
  await given.settled(inbox)
  expect(await given.scans()).toEqual([])
  await given.settled(inbox, 10_000)
  expect((await given.scans()).map(({ bytes }) => bytes)).toEqual([longer.length])
})

test('a file that is replaced by another while it is read is taken as the one that lies there then', async () => {
  const { documents } = given.parts
  let replaced = false
  const inbox = given.watching(
    { removeOriginals: false },
    {
      documents: {
        ...documents,
        take: async (bytes, asked) => {
          if (!replaced) {
            await given.put('.other', threePages)
            await rename(path.join(given.folder, '.other'), path.join(given.folder, name))
          }
          replaced = true
          return documents.take(bytes, asked)
        },
      },
    },
  )
  await given.put(name, onePage)
  await given.settled(inbox)
  expect(await given.scans()).toEqual([])
  expect(await given.keptFiles()).toEqual([])
  await given.settled(inbox, 10_000)
  expect((await given.scans()).map(({ bytes }) => bytes)).toEqual([threePages.length])
})

test('a network share that goes and comes back loses nothing, and says so meanwhile', async () => {
  const inbox = given.watching()
  await given.put(name, onePage)
  await rename(given.folder, `${given.folder} away`)
  await inbox.look()
  expect(inbox.standing().folder).toBe('missing')
  await rename(`${given.folder} away`, given.folder)
  await given.settled(inbox)
  expect(inbox.standing()).toEqual({ folder: 'watching', waiting: [] })
  expect(await given.scans()).toHaveLength(1)
})

test('a scanner that uses a name again makes another scan; the same pages twice are one', async () => {
  const inbox = given.watching()
  await given.put('scan0001.pdf', onePage)
  await given.settled(inbox)
  await given.put('scan0001.pdf', threePages)
  await given.put('scan0002.pdf', onePage)
  await given.settled(inbox)
  const taken = (await given.scans()).toSorted((one, other) => one.bytes - other.bytes)
  expect(taken.map(({ name: of, bytes }) => [of, bytes])).toEqual([
    ['scan0001.pdf', onePage.length],
    ['scan0001.pdf', threePages.length],
  ])
  expect((await given.names()).filter((one) => one.endsWith('.pdf'))).toEqual([])
})

test('what nobody can read is set aside where people see it, after it had its time', async () => {
  const inbox = given.watching()
  await given.put('notes.pdf', Buffer.from('nothing of the kind'))
  await given.settled(inbox)
  expect(await given.aside()).toEqual([])
  given.clock.jump(givenUpAfterMs)
  await inbox.look()
  expect(await given.scans()).toMatchObject([{ name: 'notes.pdf', state: 'unreadable', document_id: null }])
  expect(await given.aside()).toHaveLength(1)
})

test('killed between the copy and the removal, it is not taken in twice', async () => {
  const inbox = given.watching()
  await given.put(name, onePage)
  const at = new Date(1_700_000_000_000)
  await utimes(path.join(given.folder, name), at, at)
  await given.settled(inbox)
  const claim = path.join(given.folder, '.faxdesk-pc0', 'left')
  await mkdir(claim, { recursive: true })
  await writeFile(path.join(claim, name), onePage)
  await utimes(path.join(claim, name), at, at)
  await given.settled(given.watching({ computer: 'pc0' }))
  expect(await given.scans()).toHaveLength(1)
})

test('originals stay where the practice says so, and are still taken in once', async () => {
  const inbox = given.watching({ removeOriginals: false })
  await given.put(name, onePage)
  await given.settled(inbox)
  await given.settled(inbox)
  expect(await given.scans()).toHaveLength(1)
  expect(await given.names()).toEqual([name])
})

test('the same pages twice, where originals stay, are one scan, and read no more than once each', async () => {
  let reads = 0
  const { documents } = given.parts
  const counted: typeof documents = { ...documents, take: (...asked) => ((reads += 1), documents.take(...asked)) }
  const inbox = given.watching({ removeOriginals: false }, { documents: counted })
  await given.put('scan0001.pdf', onePage)
  await given.put('scan0002.pdf', onePage)
  for (const _ of [1, 2, 3]) await given.settled(inbox, 10_000)
  expect(await given.scans()).toHaveLength(1)
  expect([reads, inbox.standing().waiting]).toEqual([2, []])
})

test('one that cannot be read stays where originals stay, and says so', async () => {
  const inbox = given.watching({ removeOriginals: false })
  await given.put('notes.pdf', Buffer.from('nothing of the kind'))
  await given.settled(inbox)
  await given.settled(inbox, givenUpAfterMs)
  const [scan] = await given.scans()
  expect([scan?.state, inbox.fileOf(scan?.id ?? '')]).toEqual(['unreadable', 'left'])
  await rm(path.join(given.folder, 'notes.pdf'))
  await inbox.look()
  expect(inbox.fileOf(scan?.id ?? '')).toBe('gone')
  await rename(given.folder, `${given.folder} away`)
  await inbox.look()
  expect(inbox.fileOf(scan?.id ?? '')).toBe('away')
})

test('neither record nor log tells a file’s name', async () => {
  const inbox = given.watching()
  await given.put(name, onePage)
  await given.put('Jane Roe, broken.pdf', Buffer.from('%PDF-1.7 broken'))
  await given.settled(inbox, givenUpAfterMs)
  expect(given.entries).toHaveLength(2)
  expect(given.entries.join('\n')).not.toMatch(/Roe/)
})

test('the file system’s news arrive', async () => {
  const news = Promise.withResolvers<void>()
  const undo = watchFolder(given.folder, news.resolve)
  const again = setInterval(() => void given.put(`${Math.random()}.pdf`, onePage), 50)
  await news.promise
  clearInterval(again)
  undo()
})
