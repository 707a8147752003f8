import { argon2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { passwordKeyInThread, usualParameters } from '#main/vault/password-key.ts'
import { cheap } from '#test/given/password-cost.ts'
import { here, inThread } from './given-vault.ts'

const salt = Buffer.alloc(16, 1)

test("the key is Argon2id as another implementation makes it: OpenSSL's, which Electron does not have", async () => {
  for (const parameters of [usualParameters, cheap, { memoryKiB: 64, passes: 2, lanes: 2 }]) {
    const { memoryKiB: memory, passes, lanes: parallelism } = parameters
    const asked = { message: 'correct horse', nonce: salt, parallelism, tagLength: 32, memory, passes }
    expect(Buffer.from(await inThread('correct horse', salt, parameters))).toEqual(argon2Sync('argon2id', asked))
  }
})

test('the thread and the main process stand apart: timers go on while a password is worked on', async () => {
  let turns = 0
  let working = true
  const count = (): void => {
    turns += 1
    if (working) setImmediate(count)
  }
  count()
  await inThread('correct horse', salt, usualParameters)
  working = false
  expect(turns).toBeGreaterThan(10)
})

test('many at once all get their own key', async () => {
  const passwords = ['a', 'b', 'c', 'd']
  const keys = await Promise.all(passwords.map((password) => inThread(password, salt, cheap)))
  expect(keys.map((key) => Buffer.from(key))).toEqual(
    await Promise.all(passwords.map(async (password) => Buffer.from(await here(password, salt, cheap)))),
  )
})

test('a thread that cannot run is an error and never a key; the next is not kept waiting', async () => {
  const broken = passwordKeyInThread(new URL('data:text/javascript,'))
  await expect(broken('a', salt, cheap)).rejects.toThrow('without an answer')
  await expect(broken('b', salt, cheap)).rejects.toThrow('without an answer')
})
