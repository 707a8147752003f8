import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256Of } from '#main/digest.ts'
import { longestShare } from '#test/given/turns.ts'

test('bytes of any length have the name every tool gives them', async () => {
  const bytes = randomBytes(3 * 1024 * 1024 + 1)
  for (const length of [0, 1, 1024 * 1024, 1024 * 1024 + 1, bytes.length]) {
    const some = bytes.subarray(bytes.length - length)
    expect(await sha256Of(some)).toBe(createHash('sha256').update(some).digest('hex'))
  }
})

test('while a large file is hashed, everybody else has turns', async () => {
  expect(await longestShare(() => sha256Of(new Uint8Array(40 * 1024 * 1024)))).toBeLessThan(0.5)
})
