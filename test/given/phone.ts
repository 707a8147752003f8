/** What an authenticator app does with the secret on the screen. */
import { codeOf, stepAt } from '#main/people/second-factor/totp.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The six digits it shows at `at` (epoch ms). */
export function phone(secret: string, at: number = Date.now()): string {
  const bits = Array.from(secret.replaceAll(' ', ''), (letter) =>
    letters.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
  return codeOf(bytes, stepAt(at))
}
