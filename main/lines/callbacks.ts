/**
 * How each service that signs proves that a call comes from it: one entry a service. What a callback says of a fax is
 * never believed: it only names what is read again at the service.
 */
import type { ConfiguredKind } from '#app/domain/line-kinds/index.ts'
import type { CallbackReader } from './callback.ts'
import { notifyreCallback } from './notifyre/callback.ts'
import { phaxioCallback } from './phaxio/callback.ts'
import { signalwireCallback } from './signalwire/callback.ts'
import { telnyxCallback } from './telnyx/callback.ts'

export const callbackReaders: Partial<Readonly<Record<ConfiguredKind, CallbackReader>>> = {
  notifyre: notifyreCallback,
  phaxio: phaxioCallback,
  signalwire: signalwireCallback,
  telnyx: telnyxCallback,
}
