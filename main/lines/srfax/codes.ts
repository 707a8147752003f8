/** What a failed fax's text means at SRFax (its sheet §2). Exact texts are not confirmed: what begins otherwise is left to a person. */
import { codes, type Code, type CodeEnd } from '../codes.ts'

export const srfaxCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', ['Busy']),
  ...codes('no-call', 'no-answer', ['No Answer']),
  ...codes('unclear', 'partial', ['No Remote Fax']),
])

export function faxEnd(text: string | null | undefined): CodeEnd {
  const said = (text ?? '').trim().toLowerCase()
  return srfaxCodes.find(({ code }) => said.startsWith(code.toLowerCase()))?.reason ?? 'partial'
}
