/** What a failed fax's reason means at Telnyx (its sheet §6). Its list is open: an unknown reason is left to a person. */
import { codeBook, codes, type Code } from '../codes.ts'

export const telnyxCodes: readonly Code[] = Object.freeze([
  ...codes('no-call', 'busy', ['user_busy']),
  ...codes('no-call', 'no-answer', ['receiver_no_answer', 'receiver_no_response', 'receiver_recovery_on_timer_expire']),
  ...codes('no-call', 'line-trouble', [
    'service_unavailable',
    'destination_unreachable',
    'user_channel_limit_exceeded',
    'outbound_profile_channel_limit_exceeded',
    'connection_channel_limit_exceeded',
  ]),
  ...codes('number', 'number-not-in-service', [
    'receiver_invalid_number_format',
    'receiver_unallocated_number',
    'receiver_incompatible_destination',
    'destination_invalid',
  ]),
  ...codes('number', 'refused-by-line', ['receiver_decline']),
  ...codes('account', 'account-trouble', [
    'account_disabled',
    'no_outbound_profile',
    'outbound_profile_daily_spend_limit_exceeded',
    'unverified_origination_number',
  ]),
  // Not this account, but this destination with it: another fax may go.
  ...codes('account', 'refused-by-line', [
    'destination_not_in_countries_whitelist',
    'destination_not_in_service_plan',
    'unverified_destination_not_allowed',
  ]),
  ...codes('document', 'refused-by-line', [
    'file_format_invalid',
    'file_download_failed',
    'file_size_limit_exceeded',
    'page_count_limit_exceeded',
    'media_processing_exception',
  ]),
  ...codes('stopped', 'cancelled', ['sender_canceled']),
  // The service counts no pages, so none of these is known to have put none through.
  ...codes('unclear', 'partial', [
    'fax_initial_communication_timeout',
    'fax_signaling_error',
    'invalid_ecm_response_from_receiver',
    'receiver_communication_error',
    'sender_communication_error',
    'receiver_call_dropped',
    'sender_call_dropped',
    'carrier_lost',
  ]),
])

export const faxEnd = codeBook(telnyxCodes)
