/**
 * Where services may reach this computer, and what proves that it is they: settings of the encrypted store. A certificate's
 * key, paths and passwords go in here; only what somebody must enter at a service ever comes out.
 */
import { z } from 'zod'
import { LineId } from '#app/domain/ids.ts'
import { setting } from '../store/settings.ts'

const common = {
  port: z.number().int(),
  /** https, without a slash at its end. */
  publicAddress: z.string(),
  /** How long a document that was handed out can be fetched. */
  minutes: z.number().int(),
}

export const CallbackSetup = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  /** Behind the practice's reverse proxy: plain http on this computer, TLS is the proxy's. */
  z.strictObject({ kind: z.literal('proxy'), ...common }),
  z.strictObject({
    kind: z.literal('tls'),
    ...common,
    host: z.string(),
    /** PEM. */
    certificate: z.string(),
    key: z.string(),
  }),
])
export type CallbackSetup = z.infer<typeof CallbackSetup>

export const callbackSetupSetting = setting<CallbackSetup>({
  key: 'callback-setup',
  schema: CallbackSetup,
  fallback: { kind: 'off' },
})

const LineWay = z.strictObject({
  /** How often its address was changed: another turn, another address. */
  turn: z.number().int(),
  /** What proves the service's signature. */
  key: z.string().optional(),
})
export type LineWay = z.infer<typeof LineWay>

const CallbackWays = z.strictObject({
  /** 256 bits from which the addresses of all lines are made; empty before the first time. */
  secret: z.string(),
  lines: z.partialRecord(LineId, LineWay),
})
export type CallbackWays = z.infer<typeof CallbackWays>

export const callbackWaysSetting = setting<CallbackWays>({
  key: 'callback-ways',
  schema: CallbackWays,
  fallback: { secret: '', lines: {} },
})
