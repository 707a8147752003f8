/**
 * What ended a call on an Asterisk server (its sheet §3 and §4): how dialling ended, why the exchange placed no call, and what
 * its fax program said. A sentence of the fax program's is in no table: whether pages went is then left to a person.
 */
import { codeBook, codes, type Code } from '../codes.ts'

export const asteriskCodes: readonly Code[] = Object.freeze([
  // DIALSTATUS, and the one cause that says there is no such number.
  ...codes('no-call', 'busy', ['dial BUSY']),
  ...codes('no-call', 'no-answer', ['dial NOANSWER']),
  ...codes('no-call', 'line-trouble', ['dial CONGESTION', 'dial CHANUNAVAIL']),
  ...codes('number', 'number-not-in-service', ['cause 1']),
  ...codes('account', 'refused-by-line', ['dial INVALIDARGS']),
  ...codes('stopped', 'cancelled', ['dial CANCEL']),
  ...codes('unclear', 'partial', ['dial ANSWER', 'dial DONTCALL', 'dial TORTURE']),
  // Reason of an OriginateResponse that failed: nobody had answered. Through the dialplan it is nearly always 0.
  ...codes('no-call', 'line-trouble', ['originate 0', 'originate 1', 'originate 8']),
  ...codes('no-call', 'no-answer', ['originate 3']),
  ...codes('no-call', 'busy', ['originate 5']),
  // The document was not in the folder when the server looked; it dialled nobody.
  ...codes('document', 'refused-by-line', ['no-file']),
  // FAXERROR of a transmission that never began.
  ...codes('document', 'refused-by-line', [
    'fax FILE_ERROR',
    'fax INVALID_ARGUMENTS',
    'fax TIFF/F file cannot be opened',
  ]),
  ...codes('no-call', 'line-trouble', ['fax INIT_ERROR', 'fax T38_NEG_ERROR']),
  ...codes('unclear', 'partial', [
    'fax MEMORY_ERROR',
    'fax TIMEOUT',
    'fax UNKNOWN',
    'fax HANGUP',
    'fax Channel Problems',
    // A person, or a line that was cut: the fax program cannot tell.
    'fax The call dropped prematurely',
  ]),
])

export const callEnd = codeBook(asteriskCodes)
