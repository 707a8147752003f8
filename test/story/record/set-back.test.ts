/** Somebody puts an older copy of the whole store in its place: it fits itself in every way, and is found all the same. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { givenKeychain } from '#test/given/keychain.ts'
import { faultOf } from '#test/given/outcome.ts'
import { numberOf, sendNow, setUp, signIn, verifiedContact } from '#test/given/walk/walk-steps.ts'

const keychain = givenKeychain()
let folder: string
let copies: string
let given: GivenApplication
let me: Awaited<ReturnType<typeof setUp>>['personId']

const start = async (): Promise<void> => void (given = await givenApplication({ folder, keychain, trainingPace: 0.01 }))
const storeFiles = ['store.db', 'store.db.check'] as const
const keep = (name: string) =>
  Promise.all(storeFiles.map((file) => cp(path.join(folder, file), path.join(copies, name, file))))
const putBack = (name: string) =>
  Promise.all(storeFiles.map((file) => cp(path.join(copies, name, file), path.join(folder, file))))
const noteFile = () => path.join(folder, 'head.json')

/** What the start found, as the privacy officer learns of it. */
async function found() {
  await start()
  await signIn(given, me)
  const { session } = await given.done('app.status', {})
  const { lastVerification } = await given.done('audit.list', { text: '', limit: 1 })
  const { entries } = await given.done('audit.list', { text: '', limit: 5, action: 'audit.set-back' })
  return { banner: session?.recordBroken, lastVerification, entries }
}

async function moreEntries(): Promise<void> {
  for (let at = 0; at < 5; at += 1) await given.done('drafts.create', {})
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-story-'))
  copies = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-copies-'))
  await start()
  me = (await setUp(given)).personId
  await given.stop()
  await keep('morning')
})
afterAll(async () => {
  await given.stop()
  for (const gone of [folder, copies]) await rm(gone, { recursive: true, force: true })
})

test('a store that is the newest one is not suspected', async () => {
  const { banner, entries } = await found()
  expect([banner, entries]).toEqual([false, []])
  await moreEntries()
  await given.stop()
})

test('an older copy is found at the next start, said on every screen, and is in its own record', async () => {
  await putBack('morning')
  const { banner, lastVerification, entries } = await found()
  expect(banner).toBe(true)
  expect(lastVerification).toMatchObject({ result: 'broken', why: 'set-back' })
  expect(entries).toHaveLength(1)
  const { expected, found: end } = entries[0]?.details ?? {}
  expect(Number(expected)).toBeGreaterThan(Number(end))
  expect(await given.done('audit.verify', {})).toMatchObject({ why: 'set-back', firstBad: Number(end) + 1 })
})

test('faxing goes on', async () => {
  const fax = await sendNow(given, numberOf(await verifiedContact(given)).id)
  expect(fax.state.phase).toBe('held')
  await given.stop()
})

test('starting again does not make it good', async () => {
  const { banner, lastVerification, entries } = await found()
  expect([banner, lastVerification?.result, entries.length]).toEqual([true, 'broken', 1])
})

test('somebody who may read the record answers for it, and then it holds', async () => {
  await given.done('audit.answerSetBack', { why: 'restored' })
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  expect((await given.done('app.status', {})).session?.recordBroken).toBe(false)
  expect(faultOf(await given.ask('audit.answerSetBack', { why: 'restored' }))).toEqual({
    code: 'conflict',
    why: 'already-gone',
  })
  await given.stop()
  const { banner } = await found()
  expect(banner).toBe(false)
  await given.stop()
})

test.each([
  ['taken away', () => rm(noteFile())],
  ['altered', async () => writeFile(noteFile(), (await readFile(noteFile(), 'utf8')).replace(/\d/, '7'))],
  ['emptied', () => writeFile(noteFile(), '')],
])('a note that was %s is found too', async (_how, act) => {
  await act()
  const { banner, lastVerification } = await found()
  expect([banner, lastVerification?.result]).toEqual([true, 'broken'])
  await given.done('audit.answerSetBack', { why: 'unexplained' })
  await given.stop()
})

test('killed between an entry and its note, nothing is suspected: the note may lag behind', async () => {
  await start()
  await signIn(given, me)
  const note = await readFile(noteFile())
  await moreEntries()
  await given.stop()
  await writeFile(noteFile(), note)
  const { banner, entries } = await found()
  expect([banner, entries.length]).toEqual([false, 4])
})
