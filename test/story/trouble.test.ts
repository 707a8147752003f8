/** A store that is not whole, not ours or not for us: its own stage, no way to harm it, and the file as it lay. */
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StoreTrouble } from '#app/domain/outcome.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { openWriter } from '#main/store/engine/connection.ts'
import { newestVersion } from '#main/store/steps/index.ts'
import { contract, type OperationName } from '#app/contract/index.ts'
import { givenApplication, type GivenApplication } from '#test/given/application.ts'
import { givenKeychain } from '#test/given/keychain.ts'
import { faultOf } from '#test/given/outcome.ts'
import { dana as danaHerself, keysOf, practice, setUp, storeIn, verifiedContact } from '#test/given/walk/walk-steps.ts'

const keychain = givenKeychain()
let good: GivenApplication
let dana: PersonId
let folder: string

/** A practice at the end of its first day: each test harms a copy of it. */
beforeAll(async () => {
  good = await givenApplication({ keychain })
  dana = (await setUp(good)).personId
  await verifiedContact(good)
  await good.stop()
})
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-story-'))
  await cp(good.folder, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))
afterAll(() => good.leave())

/** What starting and trying may write: the log, the count of wrong passwords, and each refused try. */
const written = ['faxdesk.log', 'throttle.json', 'tries.jsonl']

/** Everything else in the folder, with its digest. */
async function picture(): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !written.includes(name))
  const digest = async (name: string) =>
    createHash('sha256')
      .update(await readFile(path.join(folder, name)))
      .digest('hex')
  return Promise.all(names.toSorted().map(async (name) => `${name} ${await digest(name)}`))
}

/** Starts on what lies there, tries every way in, and finds everything as it lay. */
async function troubled(trouble: StoreTrouble): Promise<void> {
  const before = await picture()
  const given = await givenApplication({ folder, keychain })
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'trouble', trouble, sending: 0 })
  const signedIn = await given.ask('session.signIn', { personId: dana, password: danaHerself.password })
  expect(faultOf(signedIn)).toEqual({ code: 'store', kind: trouble })
  expect((await given.ask('setup.create', { practice, administrator: danaHerself })).ok).toBe(false)
  for (const name of Object.keys(contract) as OperationName[])
    if (!contract[name].whileLocked) expect(faultOf(await given.application.call(name, {}, true)).code).toBe('locked')
  expect(faultOf(await given.application.readDocument('packet', 'x')).code).toBe('locked')
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'trouble', trouble })
  await given.stop()
  expect(await picture()).toEqual(before)
  expect(given.incidents()).toEqual([])
}

const overwrite = (bytes: Uint8Array | string): Promise<void> => writeFile(storeIn(folder), bytes)

test('one flipped byte at the beginning: damaged', async () => {
  const bytes = await readFile(storeIn(folder))
  bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100)
  await overwrite(bytes)
  await troubled('damaged')
})

test.each([
  ['a diary', Buffer.from('Dear diary')],
  ['noise', randomBytes(8192)],
  ['nothing', Buffer.alloc(0)],
])('%s where the store belongs: damaged', async (_, bytes) => {
  await overwrite(bytes)
  await troubled('damaged')
})

test('the store of another practice, with its own check: wrong key', async () => {
  const other = await givenApplication()
  await setUp(other)
  await other.stop()
  for (const ending of ['', '.check'])
    await writeFile(storeIn(folder) + ending, await readFile(storeIn(other.folder) + ending))
  await other.leave()
  await troubled('wrong-key')
})

test('a store of a newer release: newer version', async () => {
  const db = openWriter(storeIn(folder), (await keysOf(good)).store)
  db.pragma(`user_version = ${newestVersion + 1}`)
  db.close()
  await troubled('newer-version')
})

test('keys without their store: said so, and none is made', async () => {
  await rm(storeIn(folder))
  const before = await picture()
  const given = await givenApplication({ folder, keychain })
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'trouble', trouble: 'store-missing' })
  expect((await given.ask('setup.create', { practice, administrator: danaHerself })).ok).toBe(false)
  await given.stop()
  expect(await picture()).toEqual(before)
})

test('a store without its keys, and keys that somebody altered: said so, and both stay', async () => {
  const vault = path.join(folder, 'vault.json')
  const whole = await readFile(vault, 'utf8')
  for (const [content, trouble] of [
    [undefined, 'keys-missing'],
    [whole.slice(0, 200), 'keys-damaged'],
  ] as const) {
    await rm(vault, { force: true })
    if (content !== undefined) await writeFile(vault, content)
    const before = await picture()
    const given = await givenApplication({ folder, keychain })
    expect(await given.done('app.status', {})).toMatchObject({ stage: 'trouble', trouble })
    expect((await given.ask('setup.create', { practice, administrator: danaHerself })).ok).toBe(false)
    await given.stop()
    expect(await picture()).toEqual(before)
  }
  await writeFile(vault, whole)
  const given = await givenApplication({ folder, keychain })
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'signed-out' })
})
