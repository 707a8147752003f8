/** What a failed fax's error means at Sinch (its sheet §6). One number means two things, so each stands with its family. */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

const call = (numbers: readonly number[]) => numbers.map((each) => `CALL_ERROR ${each}`)
const fax = (numbers: readonly number[]) => numbers.map((each) => `FAX_ERROR ${each}`)
const conversion = (numbers: readonly number[]) => numbers.map((each) => `DOCUMENT_CONVERSION_ERROR ${each}`)

export const sinchCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', call([17])),
  ...codes('no-call', 'no-answer', [...call([16, 30]), ...fax([48])]),
  ...codes('no-call', 'line-trouble', [...call([15, 19, 43]), ...fax([13, 14, 28, 38])]),
  // No fax tone: somebody or something answered that is no fax machine.
  ...codes('no-call', 'human-answered', fax([132])),
  ...codes('number', 'number-not-in-service', call([32, 34, 49])),
  ...codes('document', 'refused-by-line', [...conversion([4, 54, 55, 57, 69, 122, 128, 129, 130, 133]), ...fax([113])]),
  ...codes('account', 'account-trouble', fax([46])),
  // The number is not permitted to this account.
  ...codes('account', 'refused-by-line', fax([133])),
  ...codes('stopped', 'cancelled', fax([75, 76])),
  ...codes('unclear', 'partial', [
    ...call([11]),
    ...fax([
      6, 7, 8, 10, 12, 18, 20, 21, 22, 25, 26, 29, 31, 40, 41, 44, 53, 60, 63, 68, 77, 79, 80, 82, 84, 117, 119, 131,
    ]),
  ]),
])

const book = codeBook(sinchCodes)

/**
 * @param pagesSent pages the far machine took; undefined when it was not said, and then a fax protocol's failure may
 * have put pages through
 */
export function faxEnd(
  type: string | null | undefined,
  code: number | null | undefined,
  pagesSent: number | undefined,
): CodeEnd {
  const family = type === 'LINE_ERROR' ? 'CALL_ERROR' : type
  const end = book(`${family} ${code}`)
  const protocol = family === 'FAX_ERROR' && (end === 'line-trouble' || end === 'no-answer' || end === 'human-answered')
  if (protocol && pagesSent !== 0) return 'partial'
  return end === 'partial' && family === 'DOCUMENT_CONVERSION_ERROR' ? 'refused-by-line' : end
}
