/**
 * The key check: tells *wrong key* from *damaged*. SQLCipher says the same of both ("not a database").
 * It is an HMAC under a key derived from the store's key, so it gives nothing of that key away.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

const purpose = 'faxdesk key check 1'

/** What `key` must answer: 64 hexadecimal digits. */
export function keyCheck(key: Uint8Array): string {
  const derived = Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), purpose, 32))
  const check = createHmac('sha256', derived).update(purpose).digest('hex')
  derived.fill(0)
  return check
}

/** Whether `key` is the one that `check` was made from. */
export function keyFits(key: Uint8Array, check: string): boolean {
  const asked = Buffer.from(check, 'hex')
  const own = Buffer.from(keyCheck(key), 'hex')
  return asked.length === own.length && timingSafeEqual(asked, own)
}
