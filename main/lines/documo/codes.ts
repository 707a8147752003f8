/**
 * What a failed fax's result code means at Documo (its sheet §1). These four are known at second hand only, so a call is
 * dialled again by itself only where the service also said that no page went.
 */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

export const documoCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', [6100]),
  // The call did not come about.
  ...codes('no-call', 'line-trouble', [6000]),
  // The request was blocked.
  ...codes('number', 'refused-by-line', [5100]),
  // The pages could not be drawn.
  ...codes('document', 'refused-by-line', [5200]),
])

const book = codeBook(documoCodes)

/** @param pagesSent pages the service says went; undefined when it did not say */
export function faxEnd(code: string | number | null | undefined, pagesSent: number | undefined): CodeEnd {
  const end = book(String(code))
  return end === 'refused-by-line' || pagesSent === 0 ? end : 'partial'
}
