/**
 * What the result of a call means at WestFax, by the names its own library for programs gives them. Whether it counts pages
 * of a broken call is not known, so whatever may have put one through is left to a person.
 */
import { codes, type Code, type CodeEnd } from '../codes.ts'

export const westfaxCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', ['Busy']),
  ...codes('no-call', 'no-answer', ['NoAnswer']),
  // Answered, and no fax connection came about.
  ...codes('no-call', 'human-answered', ['NoFaxDevice']),
  ...codes('number', 'number-not-in-service', ['OperatorIntercept', 'UnreachableNumber', 'InvalidNumber', 'BadNumber']),
  // Numbers it does not dial: on its list of removals, or in a region the line may not call.
  ...codes('number', 'refused-by-line', ['RemovalList', 'Removed', 'AreaCodeBlocked', 'TierBlocked', 'Blocked']),
  ...codes('document', 'refused-by-line', ['DocumentConversionError', 'FileError']),
  ...codes('account', 'refused-by-line', ['InvalidCsid', 'InvalidSchedule']),
  ...codes('stopped', 'cancelled', ['Canceled', 'Cancelled']),
  ...codes('unclear', 'partial', [
    'ConnectionInterrupt',
    'ConnectionFailure',
    'FaxOrModemDetected',
    'DuplicateNumber',
    'DuplicateNumberMax',
    'Failed',
    'Unknown',
  ]),
])

const plain = (result: string): string => result.toLowerCase().replaceAll(' ', '')

const book = new Map(westfaxCodes.map(({ code, reason }) => [plain(code), reason]))

/** Its spelling varies in capitals and spaces. An unknown result is `partial`: nothing is sent again by itself. */
export const faxEnd = (result: string): CodeEnd => book.get(plain(result)) ?? 'partial'
