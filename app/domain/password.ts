/**
 * Passwords per NIST SP 800-63B-4 §3.1.1: 15 characters or more, a block-list, no composition rules.
 */
import type { PasswordRefusal } from './outcome.ts'

export const passwordAtLeast = 15
export const passwordAtMost = 200

const tooCommon = [
  'password',
  'faxdesk',
  'letmein',
  'qwerty',
  'welcome',
  '123456',
  'iloveyou',
  'admin',
  'abc123',
  'clinic',
]

/**
 * Why a password is refused, or undefined if it is good. Length counts code points after NFC, as §3.1.1.2 asks.
 * A password is too common when what remains after taking the common words, digits and repeats away is shorter
 * than 6 characters.
 */
export function passwordRefusal(password: string, name: string): PasswordRefusal | undefined {
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < passwordAtLeast) return 'too-short'
  if (length > passwordAtMost) return 'too-long'
  const plain = text.toLowerCase()
  const parts = name
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part.length > 3)
  if (parts.length > 0 && parts.reduce((rest, part) => rest.replaceAll(part, ''), plain).length < 8)
    return 'contains-name'
  const rest = tooCommon.reduce((left, word) => left.replaceAll(word, ''), plain).replace(/[\d\W_]/g, '')
  return new Set(rest).size < 5 ? 'too-common' : undefined
}

/** How good an allowed or nearly allowed password is, 0 to 4 bars: by length alone, as §3.1.1 values length over symbols. */
export const passwordBars = (password: string): number => {
  const length = [...password.normalize('NFC')].length
  return length === 0 ? 0 : length < passwordAtLeast ? 1 : length < 20 ? 2 : length < 26 ? 3 : 4
}
