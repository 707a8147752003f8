import { expect, test } from 'vitest'
import { contract } from '#app/contract/index.ts'
import { engineActions } from '#app/domain/record/audit.ts'
import { words } from '#app/words/index.ts'

const { audit } = words

test('every act has words of its own, done, refused and failed', () => {
  const all = [...Object.keys(contract), ...engineActions]
  expect([...audit.actions].sort()).toEqual([...all].sort())
  for (const name of all) {
    expect(audit.action(name, 'done')).not.toContain('.')
    expect(audit.action(name, 'refused')).toMatch(/^[A-Z].* refused$/)
  }
})

test('an act of a later version keeps its bare name', () => {
  expect(audit.action('faxes.fold', 'done')).toBe('faxes.fold')
  expect(audit.action('toString', 'done')).toBe('toString')
})

test('details are one line a person can read', () => {
  expect(audit.what('FD-00012', { pages: 1, sha256: 'ab'.repeat(32) })).toBe('FD-00012 · 1 page · SHA-256 abababab …')
  expect(audit.what('', { fault: 'sign-in-refused', waitMs: 2000 })).toBe('name and password did not fit · wait 2 s')
  expect(audit.what('', { idleMinutes: '10 to 3', unlocked: true })).toBe('minutes until the lock 10 to 3 · unlocked')
  expect(audit.what('', { upTo: 1200, signedAt: 5, signature: 'aa' })).toBe('up to entry 1,200')
  expect(audit.what('', { constructor: 'x' })).toBe('constructor x')
  expect(audit.what('', { roles: 'sender privacy-officer' })).toBe('as sender, privacy officer')
  const names = { contact_1: 'Harborlight Cardiology, Referrals', number_1: 'Harborlight Cardiology (202) 555-0142' }
  expect(audit.what('contact_1', { number: 'number_1' }, names)).toBe(
    'Harborlight Cardiology, Referrals · number (202) 555-0142',
  )
  expect(audit.what('FD-00012', { number: 'number_1' }, names)).toBe(
    'FD-00012 · number Harborlight Cardiology (202) 555-0142',
  )
  expect(audit.what('', { secondPerson: 'false to true', watching: false })).toBe(
    'second person for changed numbers no to yes · watching no',
  )
  expect(audit.what('', { fax: `fax_${'0123456789'.repeat(2)}`, bytes: 12_345 })).toBe('fax … 6789 · bytes 12,345')
})

test('a broken chain is named with its reason', () => {
  expect(audit.broken(31_877)).toBe('Chain broken at entry 31,877')
  expect(audit.brokenNote('changed', 31_876)).toBe('It was changed after it was written. Entries before it are intact.')
  expect(audit.brokenNote('missing', 0)).toBe('It was removed.')
})
