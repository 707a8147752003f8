/**
 * What a failed job's status text means at HylaFAX (its sheet §8). Its numbers say less than its texts: 333 follows every
 * reason. The text is the part before the first semicolon, as "; too many attempts to dial" follows (HylaFAX 6.0.7, seen
 * on the wire). A text stands for what begins with it; after an ellipsis, for what holds it.
 */
import { codes, type Code, type CodeEnd } from '../codes.ts'

const modem = ['lock', 'open', 'initialize', 'setup'].flatMap((act) =>
  ['Can not', 'Cannot', 'Unable to'].map((not) => `${not} ${act} modem`),
)

export const hylafaxCodes: readonly Code[] = Object.freeze([
  ...codes('stopped', 'cancelled', ['Job aborted by request', 'Job aborted by user']),
  ...codes('no-call', 'busy', ['Busy signal detected']),
  ...codes('no-call', 'no-answer', ['No answer from remote', 'Ring detected without successful handshake']),
  // Somebody or something answered that is no fax machine.
  ...codes('no-call', 'human-answered', ['No carrier detected']),
  // The network would not take the call, or the server's own line is dead.
  ...codes('no-call', 'line-trouble', ['No local dialtone', ...modem]),
  ...codes('no-call', 'provider-trouble', ['Kill time expired']),
  ...codes('document', 'refused-by-line', [
    'REJECT:',
    'Could not open document',
    'Could not reopen document',
    'Could not stat document',
    'Could not open converted document',
    'Could not reopen converted document',
    'Could not stat converted document',
    '…ghostscript',
    '…Document conversion',
    '…not a PDF',
    '…not a PostScript',
  ]),
  // T.30 phase B: the machines never agreed on anything, so no page data went out.
  ...codes('no-call', 'line-trouble', [
    '…no DIS or DTC',
    '…RSPREC error',
    '…failure to train',
    '…Unable to establish connection',
    '…Unable to establish DCS',
    '…Unable to transmit connection',
    '…Unable to transmit DCS',
  ]),
  // Page data was on the line.
  ...codes('unclear', 'partial', ['Unspecified Transmit Phase C error', 'Failure to receive silence']),
])

const fits = (said: string, code: string): boolean => {
  const text = code.toLowerCase()
  return text.startsWith('…') ? said.includes(text.slice(1)) : said.startsWith(text)
}

/**
 * How a failed job ended. Whatever may have put pages through, and every text not in the table, is `partial`: a person
 * decides, nothing is sent again by itself.
 */
export function jobEnd(status: string): CodeEnd {
  const said = (status.split(';')[0] ?? '').trim().toLowerCase()
  return hylafaxCodes.find(({ code }) => fits(said, code))?.reason ?? 'partial'
}
