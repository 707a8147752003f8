/** National Provider Identifier: ten digits, the last a check digit (45 CFR 162.406; CMS, "Requirements for NPI and NPI check digit"). */

/** The prefix that stands for health applications in the United States (ISO/IEC 7812). */
const prefix = '80840'

/** Whether a text is a well-formed NPI: Luhn's check over the prefix and the ten digits. */
export function validNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false
  const digits = [...`${prefix}${text}`].toReversed().map(Number)
  const sum = digits.reduce((total, digit, place) => {
    const weighed = place % 2 === 1 ? digit * 2 : digit
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return sum % 10 === 0
}
