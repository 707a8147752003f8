/** Rights, verification, pre-flight and passwords: the rules that both sides share. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contract } from '#app/contract/index.ts'
import { day, sendable, standing } from '#app/domain/contact/contact.ts'
import { makeId, PersonId, E164 } from '#app/domain/ids.ts'
import { passwordRefusal } from '#app/domain/password.ts'
import { preflight, stopsOf, type Check, type Grounds } from '#app/domain/fax/preflight.ts'
import { checksOfSeveral } from '#app/domain/fax/several.ts'
import type { Purpose } from '#app/domain/purpose/purpose.ts'
import { firstRoles, granted, rights, rightsOf, type Role } from '#app/domain/rights.ts'

const now = Date.UTC(2026, 3, 14, 10)
const verified = {
  state: 'verified',
  by: makeId(PersonId, 'person', '0123456789abcdef0123'),
  at: now,
  until: now + 365 * day,
  evidence: {
    method: 'call-back',
    called: E164.parse('+12025550199'),
    foundOn: 'website',
    spokeWith: 'front desk',
  },
} as const

test('no role grants what the table does not name, inherited names included', () => {
  for (const right of rights) {
    expect(granted([], right)).toBe(false)
    for (const odd of ['__proto__', 'constructor', 'toString', 'owner'] as unknown as readonly Role[])
      expect(granted([odd as never], right)).toBe(false)
  }
  expect(rightsOf(['administrator'])).not.toContain('fax.send')
  expect(rightsOf(['administrator'])).not.toContain('fax.read')
  expect(rightsOf(['administrator'])).not.toContain('audit.read')
  expect(rightsOf(['privacy-officer'])).not.toContain('fax.send')
  expect(rightsOf(['privacy-officer'])).not.toContain('settings.change')
  expect(rightsOf(['sender'])).not.toContain('audit.read')
  // Approving and handing over are for a second pair of eyes: alone, nobody has them.
  expect(rightsOf(firstRoles)).toEqual(rights.filter((right) => right !== 'approve' && right !== 'drafts.hand-over'))
})

test('while locked, only what a lock screen needs can be asked at all', () => {
  const open = Object.entries(contract)
    .filter(([, operation]) => operation.whileLocked)
    .map(([name]) => name)
  expect(open.toSorted()).toEqual([
    'app.status',
    'preferences.change',
    'preferences.read',
    'session.lock',
    'session.recover',
    'session.signIn',
    'session.signOut',
    'setup.create',
  ])
})

test('a verification holds until its last millisecond and not a moment longer', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
      const at = now + days * day
      expect(sendable(standing(verified, at))).toBe(at < verified.until)
    }),
  )
  expect(standing(verified, verified.until - 1)).toBe('expires-soon')
  expect(standing(verified, verified.until)).toBe('expired')
  expect(sendable(standing({ state: 'unverified' }, now))).toBe(false)
  expect(sendable(standing({ state: 'revoked' }, now))).toBe(false)
})

test('only a verified recipient, chosen pages, a purpose and a line let a fax pass', () => {
  const good = {
    pagesChosen: 3,
    pagesAtMost: 300,
    recipient: 'verified',
    approved: false,
    line: 'ready',
    purpose: 'treatment',
    cover: true,
    grounds: { pagesConfirmed: false, request: false, form: false },
  } as const
  expect(stopsOf(preflight(good))).toEqual([])
  const stopped = [
    { ...good, pagesChosen: 0 },
    { ...good, pagesChosen: 301 },
    { ...good, recipient: undefined },
    { ...good, recipient: 'unverified' as const },
    { ...good, recipient: 'expired' as const },
    { ...good, recipient: 'revoked' as const },
    { ...good, line: undefined },
    { ...good, purpose: undefined },
  ]
  for (const facts of stopped) expect(stopsOf(preflight(facts))).toHaveLength(1)
})

test('passwords are judged by length and commonness, not by symbols', () => {
  expect(passwordRefusal('correct lantern orchard', 'Dana Fairweather')).toBeUndefined()
  expect(passwordRefusal('short', 'Dana Fairweather')).toBe('too-short')
  expect(passwordRefusal('Aa1!Aa1!Aa1!', 'Dana Fairweather')).toBe('too-short')
  expect(passwordRefusal('passwordpassword1', 'Dana Fairweather')).toBe('too-common')
  expect(passwordRefusal('aaaaaaaaaaaaaaaaaaaa', 'Dana Fairweather')).toBe('too-common')
  expect(passwordRefusal('dana fairweather', 'Dana Fairweather')).toBe('contains-name')
  expect(passwordRefusal('x'.repeat(201), 'Dana Fairweather')).toBe('too-long')
})

describe('what a purpose asks for', () => {
  const facts = {
    pagesChosen: 3,
    pagesAtMost: 300,
    recipient: 'verified',
    approved: false,
    line: 'ready',
    cover: true,
  } as const
  const stops = (purpose: Purpose, grounds: Partial<Grounds> = {}) =>
    stopsOf(
      preflight({ ...facts, purpose, grounds: { pagesConfirmed: false, request: false, form: false, ...grounds } }),
    ).map(({ result }) => result)

  test.each(['treatment', 'required-by-law'] as const)('%s asks for nothing (45 CFR 164.502(b)(2))', (purpose) =>
    expect(stops(purpose)).toEqual([]),
  )

  test.each(['payment', 'operations', 'legal', 'public-health', 'other'] as const)(
    '%s asks once whether the pages are necessary',
    (purpose) => {
      expect(stops(purpose)).toEqual(['pages-to-confirm'])
      expect(stops(purpose, { pagesConfirmed: true })).toEqual([])
    },
  )

  test('a patient’s request is recorded, an authorization attached; neither asks about pages', () => {
    expect(stops('patient-request')).toEqual(['no-request'])
    expect(stops('patient-request', { request: true })).toEqual([])
    expect(stops('authorisation')).toEqual(['no-form'])
    expect(stops('authorisation', { form: true })).toEqual([])
  })
})

test('several are told as one: what stops one alone stops nobody else, what all lack stops all', () => {
  const fine: Check = { name: 'recipient', result: 'recipient-verified', verdict: 'passed' }
  const refused: Check = { name: 'recipient', result: 'recipient-expired', verdict: 'stop' }
  const alike: Check = { name: 'look-alike', result: 'look-alike-number', verdict: 'look' }
  const nameless: Check = { name: 'cover', result: 'cover-incomplete', verdict: 'stop' }
  const line: Check = { name: 'line', result: 'no-line', verdict: 'stop' }
  const results = (...each: readonly (readonly Check[])[]) => checksOfSeveral(each).map(({ result }) => result)
  expect(results([fine], [fine])).toEqual(['recipients-verified'])
  expect(results([refused, alike], [fine])).toEqual(['recipients-some-refused'])
  expect(results([fine, alike], [refused])).toEqual(['recipients-some-refused', 'look-alike-number'])
  expect(results([fine, nameless], [fine])).toEqual(['recipients-some-refused'])
  expect(results([refused], [refused])).toEqual(['recipients-refused'])
  expect(results([fine, line], [fine, line])).toEqual(['recipients-verified', 'no-line'])
  expect(
    stopsOf(
      checksOfSeveral([
        [refused, line],
        [fine, line],
      ]),
    ),
  ).toEqual([line])
})
