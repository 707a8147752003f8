/**
 * How numbers are shown and typed. Display only: whether a text is a number that may be dialled is judged in
 * `main/recipients/number.ts`, never here.
 */

/** The digits of a text, in order. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '')

/**
 * `+12025550142` as `(202) 555-0142`, with `;ext=12` (RFC 3966) as `ext. 12` after it. A number of another country
 * stays as it is, and so does anything else.
 */
export function shownNumber(e164: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})(?:;ext=(\d+))?$/.exec(e164)
  if (!parts) return e164.replace(';ext=', ' ext. ')
  return `(${parts[1]}) ${parts[2]}-${parts[3]}${parts[4] ? ` ext. ${parts[4]}` : ''}`
}

/**
 * Whether what was typed so far may become this number: for a hint while typing, as in a call-back.
 * @returns same: all its digits are there; begun: they agree so far; differs: they cannot become it any more
 */
export function typedAgainst(text: string, e164: string): 'same' | 'begun' | 'differs' {
  const typed = digitsOf(text)
  const whole = digitsOf(e164)
  const ways = whole.startsWith('1') && whole.length === 11 ? [whole, whole.slice(1)] : [whole]
  if (ways.includes(typed)) return 'same'
  return ways.some((way) => way.startsWith(typed)) ? 'begun' : 'differs'
}
