/**
 * Which services call back, and by what such a call is proved, as far as is known of them. A service that is not here is
 * only ever asked. `path`: nothing but an address nobody can guess. `password`: that, and a password in the address.
 */
import type { ConfiguredKind } from './index.ts'

export type CallbackProof = 'signature' | 'password' | 'path'

export type CallbackKind = {
  readonly proof: CallbackProof
  /** Whether Faxdesk names its address with every fax; otherwise somebody enters it at the service. */
  readonly named: boolean
  /** Whether it is known to call about received faxes too. */
  readonly received: boolean
}

export const callbackKinds: Partial<Readonly<Record<ConfiguredKind, CallbackKind>>> = Object.freeze({
  sinch: { proof: 'password', named: true, received: true },
  telnyx: { proof: 'signature', named: true, received: true },
  signalwire: { proof: 'signature', named: true, received: true },
  srfax: { proof: 'path', named: true, received: false },
  phaxio: { proof: 'signature', named: true, received: true },
  interfax: { proof: 'path', named: false, received: true },
  documo: { proof: 'path', named: false, received: true },
  notifyre: { proof: 'signature', named: false, received: true },
  humblefax: { proof: 'path', named: false, received: false },
  ifax: { proof: 'path', named: false, received: false },
})
