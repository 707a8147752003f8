/**
 * One-time codes (RFC 6238 over RFC 4226): HMAC-SHA-1, 30 seconds, six digits, as every authenticator app makes them.
 * Pure: the time comes in, nothing is kept.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const stepMs = 30_000
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 bits, as RFC 4226 §4 recommends. */
export const secretBytes = 20

/** The code of a step (RFC 4226 §5.3). */
export function codeOf(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step a time lies in; `at` in epoch ms. */
export const stepAt = (at: number): number => Math.floor(at / stepMs)

/**
 * The step whose code was typed, or undefined. A clock may be off by one step either way (RFC 6238 §5.2), and no step
 * is taken twice: only those after `usedStep`.
 */
export function matchingStep(secret: Uint8Array, typed: string, at: number, usedStep: number): number | undefined {
  const code = typed.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(code)) return undefined
  const now = stepAt(at)
  return [now, now - 1, now + 1].find(
    (step) => step > usedStep && timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)),
  )
}

/** RFC 4648 §6 without padding: how a secret is typed into an app. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the QR code says. The issuer and the name are shown by the app; nothing else goes to the phone. */
export const keyUri = (secret: Uint8Array, name: string): string =>
  `otpauth://totp/${encodeURIComponent(`Faxdesk:${name}`)}?secret=${base32(secret)}&issuer=Faxdesk`
