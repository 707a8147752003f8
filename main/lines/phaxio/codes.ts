/** What a failed fax's error id means at Phaxio (its sheet §7; the table it shares with Sinch). */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

export const phaxioCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', [17]),
  ...codes('no-call', 'no-answer', [16, 30, 87, 112]),
  ...codes('no-call', 'line-trouble', [15, 19, 43, 52, 88, 100, 110, 121]),
  ...codes('number', 'number-not-in-service', [32, 34, 49, 50, 73, 115]),
  ...codes('document', 'refused-by-line', [4, 54, 55, 57, 69, 122, 128, 129, 130, 133]),
  ...codes('account', 'account-trouble', [46]),
  ...codes('stopped', 'cancelled', [75, 76]),
  // 11 dropped early; the protocol family; 113 deleted; 119 simulated: pages may have gone through, or nobody can tell.
  ...codes(
    'unclear',
    'partial',
    [
      6, 7, 8, 10, 11, 12, 13, 14, 18, 20, 21, 22, 25, 26, 28, 29, 31, 38, 40, 41, 44, 48, 53, 60, 63, 68, 77, 79, 80,
      82, 84, 113, 117, 119, 131, 132,
    ],
  ),
])

const book = codeBook(phaxioCodes)

/** @param type the error's family, which alone tells that no call was made for a document that could not be rendered */
export function faxEnd(id: number | null | undefined, type: string | null | undefined): CodeEnd {
  const known = book(String(id))
  return known === 'partial' && type === 'documentConversionError' ? 'refused-by-line' : known
}
