import { mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StatusView } from '#app/contract/people/session.ts'
import { PersonId } from '#app/domain/ids.ts'
import { proofHoldsMs } from '#main/door/door.ts'
import { listPeople } from '#main/store/people/people.ts'
import { danasPassword, givenDesk, keychainOf, practice, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const nobody = PersonId.parse(`person_${'0'.repeat(20)}`)

let desk: GivenDesk
beforeEach(async () => void (desk = await givenDesk()))
afterEach(() => desk.leave())

const status = async (at: GivenDesk = desk): Promise<StatusView> => valueOf(await at.call('app.status', {}))
const dana = async (at: GivenDesk = desk): Promise<PersonId> => {
  const { people } = await status(at)
  if (!people[0]) throw new Error('nobody here')
  return people[0].id
}
const acts = async (at: GivenDesk = desk) =>
  (await at.record()).map(({ actor, action, outcome }) => `${actor.replace(/_.*/, '')} ${action} ${outcome}`)

/** The same folder after the process was ended. */
async function restarted(given: Parameters<typeof givenDesk>[0] = {}): Promise<GivenDesk> {
  const { folder, clock } = desk
  await desk.stop()
  desk = await givenDesk({ folder, clock, seed: 'again', ...given })
  return desk
}

test('a new computer can only be set up', async () => {
  expect(await status()).toMatchObject({ stage: 'setup', people: [], sending: 0 })
  expect(faultOf(await desk.call('session.signIn', { personId: nobody, password: danasPassword }))).toEqual({
    code: 'conflict',
    why: 'not-set-up',
  })
  expect(faultOf(await desk.call('settings.read', {}))).toEqual({ code: 'locked' })
})

test('set-up makes store, keys and the first person, and opens the desk for them', async () => {
  const { recoveryGroups, status: after } = valueOf(await desk.setUp())
  expect(recoveryGroups).toHaveLength(8)
  expect(after).toMatchObject({
    stage: 'open',
    practice: practice.name,
    workstation: 'Front desk 1',
    people: [{ shortName: 'Dana F.', initials: 'DF', tint: 1 }],
    session: {
      person: { name: 'Dana Fairweather', roles: ['administrator', 'privacy-officer', 'sender'] },
      idleMinutes: 10,
      recoveryConfirmed: false,
      recordBroken: false,
      secondFactor: 'due',
    },
    sending: 3,
  })
  expect(await acts()).toEqual(['system store.created done', 'person setup.create done'])
  expect(faultOf(await desk.setUp())).toEqual({ code: 'conflict', why: 'already-set-up' })
})

test('a weak password is refused before anything is made', async () => {
  const weak = { name: 'Dana Fairweather', password: 'fourteen chars' }
  expect(faultOf(await desk.call('setup.create', { practice, administrator: weak }))).toEqual({
    code: 'password-refused',
    why: 'too-short',
  })
  await expect(stat(path.join(desk.folder, 'vault.json'))).rejects.toThrow()
})

test('two presses of the button set up once', async () => {
  const [first, second] = await Promise.all([desk.setUp(), desk.setUp()])
  expect([first.ok, second.ok]).toEqual([true, false])
  expect(await listPeople(desk.desk.store().read)).toHaveLength(1)
})

test('killed while keys, store or first person are made, the next start begins set-up again', async () => {
  const face = { id: nobody, shortName: 'Dana F.', initials: 'DF', tint: 1 }
  valueOf(await desk.vault.create(face, danasPassword))
  await restarted()
  expect((await status()).stage).toBe('setup')
  const made = valueOf(await desk.vault.create(face, danasPassword))
  valueOf(await desk.desk.open(made.keys))
  await restarted({ seed: 'third' })
  expect((await status()).stage).toBe('setup')
  valueOf(await desk.setUp())
  await restarted({ seed: 'fourth' })
  expect((await status()).stage).toBe('signed-out')
  expect((await desk.call('session.signIn', { personId: await dana(), password: danasPassword })).ok).toBe(true)
})

test('where the last step of set-up fails, nothing of it stays, and it can be done again', async () => {
  await desk.leave()
  let inTheWay = ''
  desk = await givenDesk({
    composing: async (folder) => {
      inTheWay = path.join(folder, 'vault.json.new')
      await mkdir(inTheWay)
    },
  })
  expect((await desk.setUp()).ok).toBe(false)
  expect((await status()).stage).toBe('setup')
  await expect(stat(path.join(desk.folder, 'store.db'))).rejects.toThrow()
  await rm(inTheWay, { recursive: true, force: true })
  await restarted()
  valueOf(await desk.setUp())
  expect((await status()).stage).toBe('open')
})

test('the right password opens a closed desk after a restart, and the record says so', async () => {
  valueOf(await desk.setUp())
  await restarted()
  expect(await status()).toMatchObject({
    stage: 'signed-out',
    lockReason: 'started',
    people: [{ shortName: 'Dana F.' }],
  })
  const after = valueOf(await desk.call('session.signIn', { personId: await dana(), password: danasPassword }))
  expect(after).toMatchObject({ stage: 'open', session: { person: { shortName: 'Dana F.' } } })
  expect((await acts()).slice(-2)).toEqual(['system store.opened done', 'person session.signIn done'])
})

test('a wrong password, an unknown person and a disabled one get the same answer and an entry', async () => {
  valueOf(await desk.setUp())
  const marcus = valueOf(
    await desk.call('people.add', { name: 'Marcus Pell', roles: ['sender'], password: 'seventeen green lanterns' }),
  )
  valueOf(await desk.call('people.disable', { id: marcus.id }))
  const me = await dana()
  valueOf(await desk.call('session.lock', {}))
  const tries = [
    await desk.call('session.signIn', { personId: me, password: 'seventeen green lanterns' }),
    await desk.call('session.signIn', { personId: nobody, password: danasPassword }),
    await desk.call('session.signIn', { personId: marcus.id, password: 'seventeen green lanterns' }),
  ]
  for (const refused of tries) expect(faultOf(refused)).toEqual({ code: 'sign-in-refused', waitMs: 0 })
  const entries = (await desk.record()).slice(-3)
  expect(entries.map(({ subject }) => subject)).toEqual([me, nobody, marcus.id])
  expect((await acts()).slice(-3)).toEqual(Array(3).fill('nobody session.signIn refused'))
})

test('no password and no code is ever in the record, the log or an answer', async () => {
  const { recoveryGroups } = valueOf(await desk.setUp())
  const me = await dana()
  const secrets = [danasPassword, 'a wrong password, typed', 'the next fine password', recoveryGroups.join('-')]
  const answers = [
    await desk.call('session.signIn', { personId: me, password: secrets[1] ?? '' }),
    await desk.call('session.recover', { personId: me, code: recoveryGroups.join('-'), newPassword: secrets[2] ?? '' }),
    await desk.call('people.changePassword', { current: secrets[2] ?? '', next: danasPassword }),
  ]
  const said = JSON.stringify([answers, await desk.record(), desk.notes, desk.events])
  for (const secret of secrets) expect(said).not.toContain(secret)
})

test('the printed code opens after a restart, sets a new password, and the old one is void', async () => {
  const { recoveryGroups } = valueOf(await desk.setUp())
  await restarted()
  const me = await dana()
  const code = recoveryGroups.join(' ').toLowerCase()
  const wrong = await desk.call('session.recover', {
    personId: me,
    code: 'wrong',
    newPassword: 'three striped umbrellas',
  })
  expect(faultOf(wrong)).toEqual({ code: 'sign-in-refused', waitMs: 0 })
  const named = await desk.call('session.recover', { personId: me, code, newPassword: 'fairweather fairweather' })
  expect(faultOf(named)).toEqual({ code: 'password-refused', why: 'contains-name' })
  const after = valueOf(
    await desk.call('session.recover', { personId: me, code, newPassword: 'three striped umbrellas' }),
  )
  expect(after.stage).toBe('open')
  valueOf(await desk.call('session.lock', {}))
  expect((await desk.call('session.signIn', { personId: me, password: danasPassword })).ok).toBe(false)
  expect((await desk.call('session.signIn', { personId: me, password: 'three striped umbrellas' })).ok).toBe(true)
})

test('the recovery code is confirmed by one of its groups, in the session it was shown in', async () => {
  const { recoveryGroups } = valueOf(await desk.setUp())
  const group = recoveryGroups[3] ?? ''
  const confirm = (at: number, text: string) => desk.call('setup.confirmRecovery', { group: at, text })
  expect(faultOf(await confirm(2, group))).toEqual({ code: 'conflict', why: 'recovery-code-differs' })
  expect((await confirm(3, ` ${group.toLowerCase()} `)).ok).toBe(true)
  expect((await status()).session?.recoveryConfirmed).toBe(true)
  const renewed = valueOf(await desk.call('setup.newRecoveryCode', {}))
  expect((await status()).session?.recoveryConfirmed).toBe(false)
  const me = await dana()
  valueOf(await desk.call('session.lock', {}))
  const old = await desk.call('session.recover', {
    personId: me,
    code: recoveryGroups.join(''),
    newPassword: danasPassword,
  })
  expect(faultOf(old).code).toBe('sign-in-refused')
  valueOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))
  expect(faultOf(await confirm(0, renewed.recoveryGroups[0] ?? ''))).toEqual({
    code: 'conflict',
    why: 'recovery-code-differs',
  })
})

test('a new recovery code needs a proof of who it is', async () => {
  valueOf(await desk.setUp())
  desk.clock.advance(proofHoldsMs)
  expect(faultOf(await desk.call('setup.newRecoveryCode', {}))).toEqual({ code: 'proof-needed' })
  expect((await acts()).at(-1)).toBe('person setup.newRecoveryCode refused')
  expect(faultOf(await desk.call('session.prove', { password: 'not the right password' })).code).toBe('sign-in-refused')
  expect(faultOf(await desk.call('setup.newRecoveryCode', {}))).toEqual({ code: 'proof-needed' })
  valueOf(await desk.call('session.prove', { password: danasPassword }))
  valueOf(await desk.call('setup.newRecoveryCode', {}))
})

test('a keychain opens the store with nobody at the desk; another keychain needs a password and is then used', async () => {
  await desk.leave()
  desk = await givenDesk({ keychain: keychainOf(1) })
  valueOf(await desk.setUp())
  await restarted({ keychain: keychainOf(1) })
  const keys = valueOf(await desk.vault.openWithKeychain())
  if (!keys) throw new Error('not wrapped')
  valueOf(await desk.desk.open(keys))
  await desk.front.opened('keychain')
  expect(await status()).toMatchObject({
    stage: 'signed-out',
    practice: practice.name,
    people: [{ shortName: 'Dana F.' }],
  })
  await restarted({ keychain: keychainOf(2), seed: 'third' })
  expect(faultOf(await desk.vault.openWithKeychain())).toEqual({ code: 'store', kind: 'keychain-changed' })
  expect((await desk.call('session.signIn', { personId: await dana(), password: danasPassword })).ok).toBe(true)
  await restarted({ keychain: keychainOf(2), seed: 'fourth' })
  expect(valueOf(await desk.vault.openWithKeychain())).toBeDefined()
})

test('a store that was copied away has its own screen, and signing in changes nothing', async () => {
  valueOf(await desk.setUp())
  const me = await dana()
  await desk.stop()
  await rm(path.join(desk.folder, 'store.db'))
  await restarted()
  expect(await status()).toMatchObject({
    stage: 'trouble',
    trouble: 'store-missing',
    people: [{ shortName: 'Dana F.' }],
  })
  const refused = await desk.call('session.signIn', { personId: me, password: danasPassword })
  expect(faultOf(refused)).toEqual({ code: 'store', kind: 'store-missing' })
  await expect(stat(path.join(desk.folder, 'store.db'))).rejects.toThrow()
})
