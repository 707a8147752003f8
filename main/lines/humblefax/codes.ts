/**
 * What a failed fax's reasons mean at HumbleFax (its sheet §4). Two texts are documented; a fax is dialled again by itself
 * only where every reason given is one of them and the service said that no page went.
 */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

export const humblefaxCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'no-answer', ['Receiver did not pick up']),
  // Somebody or something answered that is no fax machine.
  ...codes('no-call', 'human-answered', ['No fax machine detected at destination']),
])

const book = codeBook(humblefaxCodes)

/**
 * @param reasons every reason given for any attempt
 * @param pagesSent most pages of any attempt; undefined when it was not said for each
 */
export function faxEnd(reasons: readonly string[], pagesSent: number | undefined): CodeEnd {
  const ends = reasons.map((reason) => book(reason.trim()))
  if (pagesSent !== 0 || ends.includes('partial')) return 'partial'
  // Where one attempt rang and another was answered, somebody did answer.
  return ends.includes('human-answered') ? 'human-answered' : (ends[0] ?? 'partial')
}
