/**
 * Where services may call this practice, and fetch what is handed out to them. Certificates, their keys and signing keys go
 * in and never come out; the addresses that must be entered at a service do.
 */
import { z } from 'zod'
import { Instant, LineId } from '../domain/ids.ts'
import { Host, Pem, Port } from '../domain/reach.ts'
import { operation } from './operation.ts'

/** https, by name or address, with a path where the proxy has one; no credentials, no query. */
const PublicAddress = z
  .string()
  .trim()
  .max(200)
  .regex(/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~-]+)*\/?$/)

const common = {
  port: Port,
  publicAddress: PublicAddress,
  /** How long what is handed out can be fetched. */
  minutes: z.number().int().min(5).max(60),
}

export const CallbackStanding = z.enum([
  'off',
  'listening',
  'port-taken',
  'address-not-here',
  'not-allowed',
  'certificate',
  'other',
])
export type CallbackStanding = z.infer<typeof CallbackStanding>

const CallbackLine = z.strictObject({
  id: LineId,
  name: z.string(),
  /** How a call is proved to come from the service. */
  proof: z.enum(['signature', 'password', 'path']),
  /** Whether Faxdesk names the address with every fax by itself. */
  named: z.boolean(),
  /** Whether the service is known to call about received faxes too. */
  received: z.boolean(),
  /** What to enter at the service; absent while off. */
  address: z.string().optional(),
  keyKept: z.boolean(),
  /** Since Faxdesk was started. */
  accepted: z.number().int(),
  refused: z.number().int(),
  lastAt: Instant.optional(),
})
export type CallbackLine = z.infer<typeof CallbackLine>

export const CallbacksView = z.strictObject({
  setup: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('off') }),
    z.strictObject({ kind: z.literal('proxy'), port: z.number(), publicAddress: z.string(), minutes: z.number() }),
    z.strictObject({
      kind: z.literal('tls'),
      host: z.string(),
      port: z.number(),
      publicAddress: z.string(),
      minutes: z.number(),
      /** When the certificate ends. */
      until: Instant,
    }),
  ]),
  standing: CallbackStanding,
  /** Lines whose services are known to call. */
  lines: z.array(CallbackLine),
  /** Names of lines whose services fetch the pages here: they send nothing while there is no public address. */
  needed: z.array(z.string()),
  /** Turned away since Faxdesk was started, at no line's address. */
  strangers: z.number().int(),
})
export type CallbacksView = z.infer<typeof CallbacksView>

/** What somebody who asks the public address reaches. */
export const CallbackReach = z.discriminatedUnion('reached', [
  z.strictObject({ reached: z.literal('here'), tookMs: z.number().int() }),
  /** Something else answers there. */
  z.strictObject({ reached: z.literal('other'), status: z.number().int() }),
  z.strictObject({ reached: z.literal('certificate') }),
  z.strictObject({ reached: z.literal('nothing') }),
  /** Faxdesk itself does not listen, so nobody was asked. */
  z.strictObject({ reached: z.literal('not-listening') }),
])
export type CallbackReach = z.infer<typeof CallbackReach>

const change = { right: 'settings.change', whileLocked: false, audit: 'each' } as const
const one = z.strictObject({ id: LineId })

export const callbackOperations = {
  'callbacks.read': operation({
    right: 'settings.change',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({}),
    output: CallbacksView,
  }),
  /**
   * Opens, moves or shuts the public door at once; `standing` tells what came of it. A certificate and its key are kept
   * when both are left out. Fault: invalid `certificate` where they are missing, not PEM, or not of each other.
   */
  'callbacks.change': operation({
    ...change,
    risky: true,
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('off') }),
      z.strictObject({ kind: z.literal('proxy'), ...common }),
      z.strictObject({
        kind: z.literal('tls'),
        host: Host,
        ...common,
        pair: z.strictObject({ certificate: Pem, key: Pem }).optional(),
      }),
    ]),
    output: CallbacksView,
  }),
  /** Asks the public address as a stranger would. */
  'callbacks.test': operation({ ...change, input: z.strictObject({}), output: CallbackReach }),
  /** Gives a line's calls another address; the old one leads nowhere from now on. Fault: not-found. */
  'callbacks.rotate': operation({ ...change, risky: true, input: one, output: CallbacksView }),
  /** Keeps what proves the signatures of a line's service; `null` forgets it. Fault: not-found where nothing is signed. */
  'callbacks.key': operation({
    ...change,
    risky: true,
    input: one.extend({
      key: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .regex(/^[\x21-\x7e]+$/)
        .nullable(),
    }),
    output: CallbacksView,
  }),
} as const
