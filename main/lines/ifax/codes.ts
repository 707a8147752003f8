/**
 * What a failed fax's message means at iFax (its sheet §5, §6). No list of codes could be read; these words are looked for in
 * messages, and believed only where the service also said that no page went. `blocked` is a state, 12001 a refused key.
 */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

export const ifaxCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', ['busy']),
  ...codes('no-call', 'no-answer', ['no answer']),
  ...codes('no-call', 'line-trouble', ['congestion']),
  ...codes('number', 'refused-by-line', ['blocked']),
  ...codes('account', 'account-trouble', [12001]),
])

const book = codeBook(ifaxCodes)

/** @param pagesSent pages the service says went; undefined when it did not say */
export function faxEnd(message: string | null | undefined, pagesSent: number | undefined): CodeEnd {
  const [word] = /busy|no answer|congestion/.exec((message ?? '').toLowerCase().replaceAll(/[_-]/g, ' ')) ?? []
  return pagesSent === 0 ? book(word ?? '') : 'partial'
}

/** Why nothing was taken: a refused key, or else something about the fax. */
export const refusal = (code: string | number | null | undefined): 'account-trouble' | 'refused-by-line' =>
  book(String(code)) === 'account-trouble' ? 'account-trouble' : 'refused-by-line'
