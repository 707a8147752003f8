/**
 * The lines faxes go over: what there is, how each is connected, its agreement and its last check. Credentials go in
 * and never come out: no output schema here has a place for one.
 */
import { z } from 'zod'
import { LineId } from '../domain/ids.ts'
import { Agreement, AgreementStanding, LineCheck, LineKind, LineStanding } from '../domain/line.ts'
import { operation } from './operation.ts'

const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9.:-]+$/)
const credential = z
  .string()
  .min(1)
  .max(200)
  // Both protocols carry it in one line of ASCII.
  .regex(/^[\x20-\x7e]+$/)

/** How a line is reached. Nothing secret. */
export const LineSettings = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hylafax'),
    host,
    port: z.number().int().min(1).max(65_535),
    user: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/^[\x21-\x7e]+$/),
    /** Somebody answers for it that the way to a server elsewhere is protected (VPN): HylaFAX itself encrypts nothing. */
    protectedNetwork: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('phaxio'),
    /** https only; http where it is this very computer. */
    address: z.url().max(200),
  }),
])
export type LineSettings = z.infer<typeof LineSettings>

export const LineSecret = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hylafax'), password: credential }),
  z.strictObject({ kind: z.literal('phaxio'), key: credential, secret: credential }),
])
export type LineSecret = z.infer<typeof LineSecret>

export const LineView = z.strictObject({
  id: LineId,
  kind: LineKind,
  name: z.string(),
  training: z.boolean(),
  standing: LineStanding,
  /** Undefined for the training line, which is connected to nothing. */
  settings: LineSettings.optional(),
  agreement: Agreement.optional(),
  agreementStanding: AgreementStanding,
  check: LineCheck.optional(),
  sending: z.number().int(),
  waiting: z.number().int(),
  /** The training line's outcomes, chosen by how the number ends. */
  outcomes: z.array(z.strictObject({ ending: z.string(), outcome: z.string() })),
})
export type LineView = z.infer<typeof LineView>

const name = z.string().trim().min(1).max(40)
const change = { right: 'settings.change', whileLocked: false, audit: 'each' } as const
const one = z.strictObject({ id: LineId })

export const lineOperations = {
  /** The training line first, then the others in the order they were added. Removed ones are left out. */
  'lines.list': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: z.strictObject({}),
    output: z.strictObject({ lines: z.array(LineView) }),
  }),
  /** A new line; it carries nothing before an agreement is recorded and a check has passed. Fault: conflict kind-differs. */
  'lines.add': operation({
    ...change,
    risky: true,
    input: z.strictObject({ name, settings: LineSettings, secret: LineSecret }),
    output: LineView,
  }),
  /** What is given is changed; a changed connection must be checked again. Faults: not-found, conflict kind-differs. */
  'lines.change': operation({
    ...change,
    risky: true,
    input: one.extend({ name: name.optional(), settings: LineSettings.optional(), secret: LineSecret.optional() }),
    output: LineView,
  }),
  /** Its credentials are destroyed at once. Faults: not-found; conflict line-in-use while faxes wait or are under way. */
  'lines.remove': operation({ ...change, risky: true, input: one, output: z.strictObject({}) }),
  /** Asks the service itself and keeps what was found. */
  'lines.check': operation({ ...change, input: one, output: LineView }),
  /**
   * Records the agreement. Faults: conflict conduit-refused for a company that says it is only a conduit,
   * agreement-differs where this kind does not fit the line or its dates contradict each other.
   */
  'lines.agreement': operation({
    ...change,
    input: one.extend({
      agreement: z.discriminatedUnion('kind', [
        ...Agreement.options,
        z.strictObject({ kind: z.literal('conduit'), company: z.string().trim().max(120) }),
      ]),
    }),
    output: LineView,
  }),
} as const
