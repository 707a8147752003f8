/**
 * What a Faxbot job's end means (its sheet §5). The gateway tells no codes of its own: its error text is free, and where an
 * Asterisk stands behind it, that one's word. Words are believed only where no page can have gone; whatever else it
 * says, the word `failed` included (an order tried three times may have been taken once), is left to a person.
 */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

export const faxbotCodes: readonly Code[] = Object.freeze([
  // The fax program never began: the file could not be read, or it was called wrongly.
  ...codes('document', 'refused-by-line', ['FILE_ERROR', 'INVALID_ARGUMENTS']),
  ...codes('no-call', 'line-trouble', ['INIT_ERROR', 'T38_NEG_ERROR']),
  ...codes('account', 'refused-by-line', ['disabled']),
  ...codes('unclear', 'partial', ['MEMORY_ERROR', 'TIMEOUT', 'UNKNOWN', 'HANGUP', 'Channel Problems']),
])

const book = codeBook(faxbotCodes)

/** @param backend what dials for the gateway: only of its own exchange (`sip`) are the words known */
export const jobEnd = (backend: string | null | undefined, error: string | null | undefined): CodeEnd =>
  backend === 'sip' ? book((error ?? '').trim()) : 'partial'

export const switchedOff: CodeEnd = book('disabled')
