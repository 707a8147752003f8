/**
 * Ten thousand passwords tried through the door, by somebody who knows the names, invents others, starts Faxdesk anew in
 * between, also where the store stays closed, and waits no longer than they must. What it costs them is time; what it
 * leaves is an entry each.
 */
import { expect, test } from 'vitest'
import { PersonId } from '#app/domain/ids.ts'
import { danasPassword, givenDesk, keychainOf, type GivenDesk } from '#test/given/front-desk.ts'
import { valueOf } from '#test/given/outcome.ts'
import { here } from '#test/unit/vault/given-vault.ts'

const tries = 10_000
/** So many impatient tries after each that waited. */
const impatient = 19
const restarts = 5
const stretch = tries / restarts
const day = 24 * 60 * 60_000

/** Started anew; every other time without the keychain, and the store is closed until somebody signs in. */
async function again(before: GivenDesk, turn: number): Promise<GivenDesk> {
  const { folder, clock } = before
  await before.stop()
  const desk = await givenDesk({ folder, clock, keychain: keychainOf(1), passwordKey: here, seed: `turn ${turn}` })
  if (turn % (2 * stretch) !== 0) return desk
  const keys = valueOf(await desk.vault.openWithKeychain())
  if (!keys) throw new Error('not wrapped')
  valueOf(await desk.desk.open(keys))
  await desk.front.opened('keychain')
  return desk
}

const refusedIn = async (desk: GivenDesk, action: string): Promise<number> => {
  const row = await desk.desk
    .store()
    .read.selectFrom('audit_entry')
    .select((build) => build.fn.countAll<number>().as('entries'))
    .where('action', '=', action)
    .where('outcome', '=', 'refused')
    .executeTakeFirstOrThrow()
  return row.entries
}

test('ten thousand guesses take days, whoever is named and however often Faxdesk is started, and each is an entry', async () => {
  let desk = await givenDesk({ keychain: keychainOf(1), passwordKey: here })
  const dana = valueOf(await desk.setUp()).status.session?.person.id as PersonId
  valueOf(await desk.call('session.lock', {}))
  const began = desk.clock.now()
  let looked = 0
  let longestMs = 0
  for (let at = 0; at < tries; at += 1) {
    if (at > 0 && at % stretch === 0) desk = await again(desk, at)
    const personId = at % 3 === 0 ? dana : PersonId.parse(`person_${at.toString(16).padStart(20, '0')}`)
    const outcome = await desk.call('session.signIn', { personId, password: `guess number ${at} of many` })
    if (outcome.ok || outcome.fault.code !== 'sign-in-refused') throw new Error(JSON.stringify(outcome))
    const { waitMs } = outcome.fault
    longestMs = Math.max(longestMs, waitMs)
    if (at % (impatient + 1) !== impatient) continue
    desk.clock.jump(waitMs)
    looked += 1
  }
  const tookMs = desk.clock.now() - began
  // Nine guesses are free on this computer, then the wait doubles from two seconds to five minutes and stays there.
  expect(longestMs).toBe(5 * 60_000)
  expect(tookMs).toBeGreaterThan((looked - 30) * 5 * 60_000)
  expect(tookMs).toBeGreaterThan(1.5 * day)
  const whileClosed = await refusedIn(desk, 'sign-in.refused-before-opening')
  expect(whileClosed).toBe(2 * stretch)
  expect((await refusedIn(desk, 'session.signIn')) + whileClosed).toBe(tries)
  // The one who has the right password waits as well, and then is let in.
  const early = await desk.call('session.signIn', { personId: dana, password: danasPassword })
  if (!early.ok && early.fault.code === 'sign-in-refused') desk.clock.jump(early.fault.waitMs)
  expect(valueOf(await desk.call('session.signIn', { personId: dana, password: danasPassword })).stage).toBe('open')
  await desk.leave()
}, 600_000)
