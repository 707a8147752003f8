import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newRecoveryGroups, readRecoveryCode } from '#main/vault/recovery-code.ts'

const codeOf = (bytes: Uint8Array) => newRecoveryGroups({ bytes: (count) => Buffer.from(bytes.subarray(0, count)) })
const random = fc.uint8Array({ minLength: 64, maxLength: 64 })

test('a code is eight groups of four, and is read however it is typed', () => {
  fc.assert(
    fc.property(random, fc.constantFrom('', ' ', '-', ' - ', '\n'), fc.boolean(), (bytes, between, small) => {
      const groups = codeOf(bytes)
      expect(groups).toHaveLength(8)
      for (const group of groups) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/)
      const typed = groups.join(between).replaceAll('0', 'o').replaceAll('1', 'l')
      expect(readRecoveryCode(small ? typed.toLowerCase() : typed)).toBe(groups.join(''))
    }),
  )
})

test('nearly every slip of one character is noticed before any key is tried', () => {
  let missed = 0
  let slips = 0
  fc.assert(
    fc.property(random, fc.nat(31), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (bytes, at, letter) => {
      const code = codeOf(bytes).join('')
      const slip = code.slice(0, at) + letter + code.slice(at + 1)
      fc.pre(slip !== code)
      slips += 1
      if (readRecoveryCode(slip) !== undefined) missed += 1
    }),
    { numRuns: 2000, seed: 1 },
  )
  expect(missed / slips).toBeLessThan(0.01)
})

test('what is no code is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readRecoveryCode(text)).toBeUndefined()
    }),
  )
})
