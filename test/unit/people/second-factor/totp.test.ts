/** One-time codes against the numbers printed in RFC 6238 and RFC 4648. */
import { expect, test } from 'vitest'
import { base32, codeOf, keyUri, matchingStep, stepAt } from '#main/people/second-factor/totp.ts'

const secret = Buffer.from('12345678901234567890')

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238 appendix B: %i s gives %s', (seconds, code) => {
  expect(codeOf(secret, stepAt(seconds * 1000), 8)).toBe(code)
})

test('a code holds for its step and the ones beside it, and for no other', () => {
  const at = 1_776_160_800_000
  for (let off = -4; off <= 4; off += 1) {
    const code = codeOf(secret, stepAt(at) + off)
    expect([off, matchingStep(secret, code, at, 0)]).toEqual([off, Math.abs(off) <= 1 ? stepAt(at) + off : undefined])
  }
})

test('a step that was used, or an older one, is not taken again', () => {
  const at = 1_776_160_800_000
  const now = stepAt(at)
  expect(matchingStep(secret, codeOf(secret, now), at, now)).toBeUndefined()
  expect(matchingStep(secret, codeOf(secret, now - 1), at, now)).toBeUndefined()
  expect(matchingStep(secret, codeOf(secret, now + 1), at, now)).toBe(now + 1)
})

test('typed with a space or a hyphen it is the same code; what is none is none', () => {
  const at = 59_000
  const code = codeOf(secret, stepAt(at))
  expect(matchingStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, at, 0)).toBe(1)
  expect(matchingStep(secret, `${code.slice(0, 3)}-${code.slice(3)}`, at, 0)).toBe(1)
  for (const odd of ['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦'])
    expect(matchingStep(secret, odd, at, 0)).toBeUndefined()
})

test('the secret is spelled as RFC 4648 does, and the phone learns the name and nothing else', () => {
  for (const [text, spelled] of [
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const)
    expect(base32(Buffer.from(text))).toBe(spelled)
  expect(keyUri(secret, 'Dana F. & Co')).toBe(
    'otpauth://totp/Faxdesk%3ADana%20F.%20%26%20Co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Faxdesk',
  )
})
