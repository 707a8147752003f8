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
}

export const callbackKinds: Partial<Readonly<Record<ConfiguredKind, CallbackKind>>> = Object.freeze({
  sinch: { proof: 'password', named: true },
  telnyx: { proof: 'signature', named: true },
  signalwire: { proof: 'signature', named: true },
  srfax: { proof: 'path', named: true },
  phaxio: { proof: 'signature', named: true },
  interfax: { proof: 'path', named: false },
  documo: { proof: 'path', named: false },
  notifyre: { proof: 'signature', named: false },
  humblefax: { proof: 'path', named: false },
  ifax: { proof: 'path', named: false },
})
