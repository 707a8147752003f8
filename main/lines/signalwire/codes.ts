/**
 * What a failed fax's state or message means at SignalWire (its sheet B.5, B.6). Retried is only what came before any page;
 * of its own conversion troubles it says only that they happened, so a person decides.
 */
import { codeBook, codes, type Code, type CodeEnd } from '../codes.ts'

export const signalwireCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', ['busy']),
  ...codes('no-call', 'no-answer', ['no-answer']),
  ...codes('no-call', 'line-trouble', [
    'Connection Failed',
    'Fax transmission not established',
    'Timed out waiting for initial communication',
    'Failed to train with any of the compatible modems',
    'Received no response to DCS or TCF',
    'Unexpected DCN while waiting for DCS DIS',
  ]),
  ...codes('document', 'refused-by-line', ['Far end cannot receive at the resolution of the image']),
  ...codes('stopped', 'cancelled', ['canceled']),
  ...codes('unclear', 'partial', [
    'Document loading error',
    'Document generation error',
    'Log entry lost',
    'The call dropped prematurely',
    'Disconnected after permitted retries',
    'The HDLC carrier did not stop in a timely manner',
    'Invalid ECM response received from receiver',
    'Unexpected message received',
    'No response after sending a page',
    'Received a DCN from remote after sending a page',
    'Unexpected DCN after EOM or MPS sequence',
  ]),
])

const key = (text: string): string => text.trim().replace(/\.$/, '').toLowerCase().replace('dcm', 'dcn')

const book = codeBook(signalwireCodes.map((row) => ({ ...row, code: key(row.code) })))

/** @param message a failed fax's message, or its state where that says more; the vendor spells one of them two ways */
export const faxEnd = (message: string | null | undefined): CodeEnd => book(key(message ?? ''))

/** Codes of the service's own refusals that mean the account: no money, no rights. */
const ofAccount: readonly number[] = [4001, 20_003]
/** Too many wait for the number they are sent from. */
const tooMany = 21_611

/** What a refusal's code says, where it says more than its status. */
export function refusalOf(code: number | undefined): 'account-trouble' | 'provider-trouble' | undefined {
  if (code === undefined) return undefined
  if (ofAccount.includes(code)) return 'account-trouble'
  return code === tooMany ? 'provider-trouble' : undefined
}
