/**
 * What a failed fax's status means at InterFAX (its sheet §3). The vendor's list of positive codes could not be read whole:
 * every other one is left to a person, whatever it may be.
 */
import { codeBook, codes, type Code } from '../codes.ts'

export const interfaxCodes: readonly Code[] = Object.freeze([
  // Held for want of credit for a day (−22), then given up; it never rang.
  ...codes('account', 'account-trouble', [205000]),
  // A call that broke off after minutes, and two named "telephony error" only.
  ...codes('unclear', 'partial', [1, 2, 12]),
])

const book = codeBook(interfaxCodes)

/** @param status positive */
export const faxEnd = (status: number) => book(String(status))
