/**
 * Every failure code of every service's documents, copied down by hand and judged by hand: what a code says of the call.
 * Not read from the product's own tables, which are tried against this one. `unclear` is also what a service says, or may
 * say, after pages went, and whatever its documents do not explain.
 */
import type { CodeClass } from '#main/lines/codes.ts'

type Sheet = Readonly<Partial<Record<CodeClass, readonly string[]>>>

const family = (name: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `${name} ${number}`)

/** Numbers of the fax protocol's family that Phaxio and Sinch share. */
const protocol = [
  6, 7, 8, 10, 12, 18, 20, 21, 22, 25, 26, 29, 31, 40, 41, 44, 53, 60, 63, 68, 77, 79, 80, 82, 84, 117, 119, 131,
]
const conversion = [4, 54, 55, 57, 69, 122, 128, 129, 130, 133]

const frame = ['MEMORY_ERROR', 'TIMEOUT', 'UNKNOWN', 'HANGUP', 'Channel Problems']

export const sheets: Readonly<Record<string, Sheet>> = Object.freeze({
  documo: { 'no-call': ['6100', '6000'], number: ['5100'], document: ['5200'] },
  faxbot: {
    'no-call': ['INIT_ERROR', 'T38_NEG_ERROR'],
    document: ['FILE_ERROR', 'INVALID_ARGUMENTS'],
    account: ['disabled'],
    unclear: [...frame, 'The call dropped prematurely'],
  },
  humblefax: { 'no-call': ['Receiver did not pick up', 'No fax machine detected at destination'] },
  ifax: { 'no-call': ['USER_BUSY', 'NO_ANSWER', 'congestion'], account: ['12001'], unclear: ['NORMAL_CLEARING'] },
  interfax: { account: ['205000'], unclear: ['1', '2', '12'] },
  // Its documents give a text for a failure and no list of them.
  notifyre: { unclear: ['failed'] },
  phaxio: {
    'no-call': family('lineError', [15, 16, 17, 19, 30, 43, 52, 87, 88, 100, 110, 112, 121]),
    number: family('lineError', [32, 34, 49, 50, 73, 115]),
    document: family('documentConversionError', conversion),
    account: family('faxError', [46]),
    stopped: family('generalError', [75, 76]),
    unclear: [...family('lineError', [11]), ...family('faxError', [...protocol, 13, 14, 28, 38, 48, 113, 132])],
  },
  signalwire: {
    'no-call': [
      'busy',
      'no-answer',
      'Connection Failed',
      'Fax transmission not established',
      'Timed out waiting for initial communication',
      'Failed to train with any of the compatible modems',
      'Received no response to DCS or TCF',
      'Unexpected DCN while waiting for DCS DIS',
      '21611',
    ],
    document: ['Far end cannot receive at the resolution of the image'],
    account: ['4001', '20003'],
    stopped: ['canceled'],
    unclear: [
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
      'Unexpected DCM after EOM or MPS sequence',
    ],
  },
  sinch: {
    'no-call': [...family('CALL_ERROR', [15, 16, 17, 19, 30, 43]), ...family('FAX_ERROR', [13, 14, 28, 38, 48, 132])],
    number: family('CALL_ERROR', [32, 34, 49]),
    document: [...family('DOCUMENT_CONVERSION_ERROR', conversion), ...family('FAX_ERROR', [113])],
    account: family('FAX_ERROR', [46, 133]),
    stopped: family('FAX_ERROR', [75, 76]),
    unclear: [...family('CALL_ERROR', [11]), ...family('FAX_ERROR', protocol)],
  },
  srfax: { 'no-call': ['Busy', 'No Answer'], unclear: ['No Remote Fax', 'Transmission Error'] },
  telnyx: {
    'no-call': [
      'user_busy',
      'receiver_no_answer',
      'receiver_no_response',
      'receiver_recovery_on_timer_expire',
      'service_unavailable',
      'destination_unreachable',
      'user_channel_limit_exceeded',
      'outbound_profile_channel_limit_exceeded',
      'connection_channel_limit_exceeded',
    ],
    number: [
      'receiver_invalid_number_format',
      'receiver_unallocated_number',
      'receiver_incompatible_destination',
      'receiver_decline',
      'destination_invalid',
    ],
    account: [
      'account_disabled',
      'no_outbound_profile',
      'destination_not_in_countries_whitelist',
      'destination_not_in_service_plan',
      'outbound_profile_daily_spend_limit_exceeded',
      'unverified_origination_number',
      'unverified_destination_not_allowed',
    ],
    document: [
      'file_format_invalid',
      'file_download_failed',
      'file_size_limit_exceeded',
      'page_count_limit_exceeded',
      'media_processing_exception',
    ],
    stopped: ['sender_canceled'],
    unclear: [
      'fax_initial_communication_timeout',
      'fax_signaling_error',
      'invalid_ecm_response_from_receiver',
      'receiver_communication_error',
      'sender_communication_error',
      'receiver_call_dropped',
      'sender_call_dropped',
      'carrier_lost',
    ],
  },
  westfax: {
    'no-call': ['Busy', 'NoAnswer', 'NoFaxDevice'],
    number: [
      'OperatorIntercept',
      'UnreachableNumber',
      'InvalidNumber',
      'BadNumber',
      'RemovalList',
      'Removed',
      'AreaCodeBlocked',
      'TierBlocked',
      'Blocked',
    ],
    document: ['DocumentConversionError', 'FileError'],
    account: ['InvalidCsid', 'InvalidSchedule'],
    stopped: ['Canceled', 'Cancelled'],
    unclear: ['ConnectionInterrupt', 'ConnectionFailure', 'FaxOrModemDetected', 'DuplicateNumber', 'Failed', 'Unknown'],
  },
  hylafax: {
    'no-call': [
      'Busy signal detected; too many attempts to dial',
      'No answer from remote; too many attempts to dial',
      'No carrier detected; too many attempts to dial',
      'No local dialtone; too many attempts to dial',
      'COMREC invalid command received/no DIS or DTC',
      'Kill time expired',
      'Can not open modem',
    ],
    document: ['REJECT: No work found in job file', 'Could not reopen converted document', 'Ghostscript: not a PDF'],
    stopped: ['Job aborted by request'],
    unclear: ['Unspecified Transmit Phase C error', 'Failure to receive silence (synchronization failure).'],
  },
  asterisk: {
    'no-call': [
      'dial BUSY',
      'dial NOANSWER',
      'dial CONGESTION',
      'dial CHANUNAVAIL',
      'originate 0',
      'originate 1',
      'originate 3',
      'originate 5',
      'originate 8',
      'fax INIT_ERROR',
      'fax T38_NEG_ERROR',
    ],
    number: ['cause 1'],
    document: ['no-file', 'fax FILE_ERROR', 'fax INVALID_ARGUMENTS', 'fax TIFF/F file cannot be opened'],
    account: ['dial INVALIDARGS'],
    stopped: ['dial CANCEL'],
    unclear: [...frame.map((word) => `fax ${word}`), 'fax The call dropped prematurely', 'dial ANSWER'],
  },
})
