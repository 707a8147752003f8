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

/** What a number of the practice's own lacks; one of another country, after a plus, is nobody's to judge here. */
export function ownNumberLacks(text: string): 'digits' | undefined {
  const { abroad, national } = ownParts(text)
  return text.trim() === '' || abroad || national.length === 10 ? undefined : 'digits'
}

/** A number of the practice's own as it is printed: `202 555 0142 x 12` as `(202) 555-0142 ext. 12`; any other as typed. */
export function ownNumber(text: string): string {
  const { abroad, national, extension } = ownParts(text)
  if (abroad || national.length !== 10) return text.trim()
  return shownNumber(`+1${national}${extension ? `;ext=${extension}` : ''}`)
}

function ownParts(text: string) {
  const [number = '', extension = ''] = text.split(/(?:ext|x)/i)
  const digits = digitsOf(number)
  const abroad = number.trim().startsWith('+') && !digits.startsWith('1')
  return { abroad, national: digits.replace(/^1(?=\d{10}$)/, ''), extension: digitsOf(extension) }
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
