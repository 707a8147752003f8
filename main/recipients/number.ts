/**
 * Whether a text is a number that a fax may be dialled to, and its one canonical form.
 * Parsing is libphonenumber's; what this house refuses beyond it is written out here.
 */
import { parsePhoneNumberWithError, ParseError, type PhoneNumber } from 'libphonenumber-js/max'
import { digitsOf } from '#app/domain/contact/phone.ts'
import { E164 } from '#app/domain/ids.ts'
import { fail, ok, type NumberField, type NumberRefusal, type Outcome } from '#app/domain/outcome.ts'

/**
 * Numbers that summon help, here and where visitors come from, and 933, which tests emergency calls: a fax machine
 * that dials one keeps somebody from being heard. With a 9 or 1 before them, as desks dial out, they are the same.
 */
const emergency = /^[19]{0,2}(911|112|999|000|110|118|119|933|988)$/

/**
 * The number in E.164 form. Without a country code it is read as a number of the United States.
 * @param field which input it came from; the fault names it
 */
export function parseNumber(text: string, field: NumberField): Outcome<E164> {
  const refuse = (refusal: NumberRefusal) => fail({ code: 'number', refusal, field })
  if (emergency.test(digitsOf(text))) return refuse('emergency')
  const number = read(text)
  if (typeof number === 'string') return refuse(number)
  // A fax machine cannot ask an exchange to be put through.
  if (number.ext !== undefined && field !== 'voice' && field !== 'called') return refuse('not-possible')
  const refusal = refusalOf(number)
  return refusal ? refuse(refusal) : ok(E164.parse(number.number))
}

/** Where a number that somebody only typed may lie: the practice's own country and what belongs to it. */
const homeCountries: ReadonlySet<string> = new Set(['US', 'PR', 'VI', 'GU', 'AS', 'MP'])

/**
 * A number typed by hand, which no directory or letter stands beside: besides what `parseNumber` refuses, only numbers
 * of the practice's own country. An area code too new to be known is taken for one of them.
 */
export function parseTyped(text: string, field: NumberField): Outcome<E164> {
  const parsed = parseNumber(text, field)
  if (!parsed.ok) return parsed
  const number = read(text)
  const country = typeof number === 'string' ? undefined : number.country
  const home = parsed.value.startsWith('+1') && (country === undefined || homeCountries.has(country))
  return home ? parsed : fail({ code: 'number', refusal: 'wrong-country', field })
}

/** A number people are called at, `+12025550140` or, with an extension, `+12025550140;ext=12` (RFC 3966 §3). */
export function parseVoice(text: string): Outcome<string> {
  const parsed = parseNumber(text, 'voice')
  if (!parsed.ok) return parsed
  const number = read(text)
  const extension = typeof number === 'string' ? undefined : number.ext
  return ok(extension === undefined ? parsed.value : `${parsed.value};ext=${extension}`)
}

function read(text: string): PhoneNumber | NumberRefusal {
  try {
    return parsePhoneNumberWithError(text, { defaultCountry: 'US', extract: false })
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    if (error.message === 'TOO_SHORT') return 'too-short'
    if (error.message === 'TOO_LONG') return 'too-long'
    return error.message === 'INVALID_COUNTRY' ? 'not-possible' : 'not-a-number'
  }
}

function refusalOf(number: PhoneNumber): NumberRefusal | undefined {
  const length = lengthRefusal(number)
  if (length) return length
  if (number.getType() === 'PREMIUM_RATE') return 'premium-rate'
  if (number.countryCallingCode === '1') return northAmerican(number.nationalNumber)
  return number.isValid() ? undefined : 'not-possible'
}

function lengthRefusal(number: PhoneNumber): NumberRefusal | undefined {
  // National numbers of ten digits (NANP) are counted here: the library takes seven for a number dialled locally.
  if (number.countryCallingCode === '1') {
    const { length } = number.nationalNumber
    if (length !== 10) return length < 10 ? 'too-short' : 'too-long'
  }
  if (number.isPossible()) return undefined
  return number.nationalNumber.length > 12 ? 'too-long' : 'too-short'
}

/**
 * North American numbers are judged by their form (NXX-NXX-XXXX, no N11), not by the list of area codes in use: a
 * code that came into service after this build must not be refused.
 */
function northAmerican(national: string): NumberRefusal | undefined {
  const area = national.slice(0, 3)
  const exchange = national.slice(3, 6)
  if (area === '900' || exchange === '976') return 'premium-rate'
  const fits = (code: string) => /^[2-9]\d\d$/.test(code) && !code.endsWith('11')
  return fits(area) && fits(exchange) ? undefined : 'not-possible'
}
