import { createHash } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewVault } from '#main/vault/vault.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { dana, face, givenKeychain, givenVault, noKeychain, password, sam, type GivenVault } from './given-vault.ts'

let given: GivenVault
let made: NewVault
beforeEach(async () => {
  given = await givenVault()
  made = valueOf(await given.vault.create(dana, password))
  valueOf(await given.vault.finish())
})
afterEach(() => given.clear())

const refused = { code: 'sign-in-refused', waitMs: 0 }
const trouble = (kind: string) => ({ code: 'store', kind })
const code = () => made.recoveryGroups.join('-')

test('password, keychain and recovery code each give the same three keys', async () => {
  expect([made.keys.store, made.keys.audit, made.keys.signing].map((key) => key.length)).toEqual([32, 32, 32])
  expect(new Set([made.keys.store, made.keys.audit, made.keys.signing].map(String)).size).toBe(3)
  expect(valueOf(await given.vault.openWithPassword(dana.id, password))).toEqual(made.keys)
  expect(valueOf(await given.vault.openWithKeychain())).toEqual(made.keys)
  expect(valueOf(await given.vault.openWithRecovery(code()))).toEqual(made.keys)
})

test('a wrong password and a person nobody knows are refused alike', async () => {
  expect(faultOf(await given.vault.openWithPassword(dana.id, `${password} `))).toEqual(refused)
  expect(faultOf(await given.vault.openWithPassword(sam.id, password))).toEqual(refused)
})

test('a password typed with composed or separate accents is the same', async () => {
  valueOf(await given.vault.setPassword(made.keys, dana, 'crème brûlée à midi'.normalize('NFD')))
  expect((await given.vault.openWithPassword(dana.id, 'crème brûlée à midi'.normalize('NFC'))).ok).toBe(true)
})

test('a lost keychain is said to be changed; the password opens, and wraps anew', async () => {
  given.keychain.lose()
  expect(faultOf(await given.vault.openWithKeychain())).toEqual(trouble('keychain-changed'))
  const keys = valueOf(await given.vault.openWithPassword(dana.id, password))
  valueOf(await given.vault.wrapKeychain(keys))
  expect(valueOf(await given.vault.openWithKeychain())).toEqual(made.keys)
})

test('a keychain of another kind, or none, is a changed one', async () => {
  for (const keychain of [givenKeychain('stand-in'), noKeychain]) {
    expect(faultOf(await given.with(keychain).openWithKeychain())).toEqual(trouble('keychain-changed'))
  }
  valueOf(await given.with(noKeychain).wrapKeychain(made.keys))
  expect(valueOf(await given.vault.openWithKeychain())).toBeUndefined()
})

test('where there is no keychain, or it does not answer, password and recovery code still open', async () => {
  const failing = { ...givenKeychain(), wrap: () => Promise.reject(new Error('no answer')) }
  for (const keychain of [noKeychain, failing]) {
    await rm(given.file)
    const vault = given.with(keychain)
    const { keys, recoveryGroups } = valueOf(await vault.create(dana, password))
    expect(valueOf(await vault.openWithKeychain())).toBeUndefined()
    expect(valueOf(await vault.openWithPassword(dana.id, password))).toEqual(keys)
    expect(valueOf(await vault.openWithRecovery(recoveryGroups.join(' ')))).toEqual(keys)
  }
})

test('people come, change passwords and go, and everyone who stays still gets in', async () => {
  valueOf(await given.vault.setPassword(made.keys, sam, 'another long enough one'))
  expect(valueOf(await given.vault.faces())).toEqual([dana, sam])
  expect(valueOf(await given.vault.openWithPassword(sam.id, 'another long enough one'))).toEqual(made.keys)
  valueOf(await given.vault.setPassword(made.keys, { ...sam, shortName: 'Sam T.' }, 'a new long enough one'))
  expect(faultOf(await given.vault.openWithPassword(sam.id, 'another long enough one'))).toEqual(refused)
  expect((await given.vault.openWithPassword(sam.id, 'a new long enough one')).ok).toBe(true)
  valueOf(await given.vault.removePerson(dana.id))
  expect(valueOf(await given.vault.faces())).toEqual([{ ...sam, shortName: 'Sam T.' }])
  expect(faultOf(await given.vault.openWithPassword(dana.id, password))).toEqual(refused)
})

test('changes made at the same time all last', async () => {
  const people = [2, 3, 4, 5].map(face)
  await Promise.all(people.map((person) => given.vault.setPassword(made.keys, person, password)))
  await Promise.all([given.vault.removePerson(dana.id), given.vault.renewRecovery(made.keys)])
  expect(
    valueOf(await given.vault.faces())
      .map((one) => one.id)
      .toSorted(),
  ).toEqual(people.map((one) => one.id))
})

test('a new recovery code ends the old one at once', async () => {
  const groups = valueOf(await given.vault.renewRecovery(made.keys))
  expect(faultOf(await given.vault.openWithRecovery(code()))).toEqual(refused)
  expect(valueOf(await given.vault.openWithRecovery(groups.join('').toLowerCase()))).toEqual(made.keys)
})

test('set-up that was cut off begins again with other keys; a finished vault is never made anew', async () => {
  expect(await given.vault.stage()).toBe('ready')
  expect(faultOf(await given.vault.create(sam, password))).toEqual({ code: 'conflict', why: 'already-set-up' })
  await rm(given.file)
  expect(await given.vault.stage()).toBe('none')
  const first = valueOf(await given.vault.create(dana, password))
  expect(await given.vault.stage()).toBe('unfinished')
  const second = valueOf(await given.vault.create(sam, password))
  expect(second.keys).not.toEqual(first.keys)
  expect(valueOf(await given.vault.faces())).toEqual([sam])
})

test('a vault that is missing or is none says so, and is not written over', async () => {
  for (const text of ['', '{}', 'not json', '{"checksum":"","vault":{"version":2}}']) {
    await given.put(text)
    expect(await given.vault.stage()).toBe('damaged')
    for (const outcome of [
      await given.vault.faces(),
      await given.vault.openWithKeychain(),
      await given.vault.openWithPassword(dana.id, password),
      await given.vault.openWithRecovery(code()),
      await given.vault.setPassword(made.keys, sam, password),
    ]) {
      expect(faultOf(outcome)).toEqual(trouble('keys-damaged'))
    }
    expect(faultOf(await given.vault.create(dana, password))).toEqual({ code: 'conflict', why: 'already-set-up' })
    expect(await given.text()).toBe(text)
  }
  await rm(given.file)
  expect(faultOf(await given.vault.openWithPassword(dana.id, password))).toEqual(trouble('keys-missing'))
})

test("one person's wrap put in another's place opens nothing", async () => {
  valueOf(await given.vault.setPassword(made.keys, sam, 'another long enough one'))
  const file = JSON.parse(await given.text()) as { checksum: string; vault: { people: { face: object }[] } }
  const [a, b] = file.vault.people
  if (!a || !b) throw new Error('two people were expected')
  Object.assign(file.vault, {
    people: [
      { ...b, face: a.face },
      { ...a, face: b.face },
    ],
  })
  file.checksum = createHash('sha256').update(JSON.stringify(file.vault)).digest('hex')
  await given.put(JSON.stringify(file))
  expect(faultOf(await given.vault.openWithPassword(dana.id, 'another long enough one'))).toEqual(refused)
  expect(faultOf(await given.vault.openWithPassword(sam.id, password))).toEqual(refused)
})

test('a byte changed anywhere in the file either changes nothing that matters or is damage by name', async () => {
  const good = Buffer.from(await given.text())
  let named = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bad = Buffer.from(good)
      bad.writeUInt8(bad.readUInt8(at) ^ by, at)
      await given.put(bad)
      const ways = [
        await given.vault.openWithPassword(dana.id, password),
        await given.vault.openWithRecovery(code()),
        await given.vault.openWithKeychain(),
      ]
      for (const way of ways) {
        if (way.ok) expect(way.value === undefined || Buffer.from(way.value.store).equals(made.keys.store)).toBe(true)
        else {
          named += 1
          expect(['keys-damaged', 'keychain-changed']).toContain(
            way.fault.code === 'store' ? way.fault.kind : way.fault.code,
          )
        }
      }
    }),
    { numRuns: 300 },
  )
  expect(named).toBeGreaterThan(100)
})

test('nothing in the file is a key, and nothing of an old file is left beside it', async () => {
  valueOf(await given.vault.setPassword(made.keys, sam, 'another long enough one'))
  const text = await given.text()
  for (const key of [made.keys.store, made.keys.audit, made.keys.signing]) {
    for (const form of ['hex', 'base64'] as const)
      expect(text).not.toContain(Buffer.from(key).toString(form).slice(0, 20))
  }
  for (const group of made.recoveryGroups) expect(text).not.toContain(group)
  expect(await readdir(given.folder)).toEqual(['vault.json'])
  if (process.platform !== 'win32') expect((await stat(given.file)).mode & 0o777).toBe(0o600)
})
