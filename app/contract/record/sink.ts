/** Another log that hears of every entry: where it is, how far it has come, and trying it out. */
import { z } from 'zod'
import { Instant } from '../../domain/ids.ts'
import { Host, Pem, Port } from '../../domain/reach.ts'
import { operation } from '../operation.ts'

/** Why the other log could not be reached, or would not have us. */
export const SinkTrouble = z.enum([
  'unreachable',
  'refused',
  'timed-out',
  'not-trusted',
  'not-tls',
  'certificate',
  'cut-off',
  'file-missing',
  'file-refused',
  'full',
])
export type SinkTrouble = z.infer<typeof SinkTrouble>

/** This workstation as the other log knows it. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\x21-\x7e]+$/)

export const SinkView = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('syslog'),
      name,
      host: z.string(),
      port: z.number().int(),
      /** Whether a certificate authority of the practice's own is trusted, and only that. */
      ownAuthority: z.boolean(),
      clientCertificate: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal('file'),
      name,
      /** The file's name without its folder. */
      file: z.string(),
    }),
  ]),
  /** The last entry that the other log has taken; 0 before any. */
  upTo: z.number().int(),
  waiting: z.number().int(),
  takenAt: Instant.optional(),
  trouble: z.strictObject({ kind: SinkTrouble, at: Instant }).optional(),
})
export type SinkView = z.infer<typeof SinkView>

const change = { right: 'settings.change', whileLocked: false, audit: 'each' } as const

export const sinkOperations = {
  /** How the other log stands. */
  'sink.read': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: z.strictObject({}),
    output: SinkView,
  }),
  /**
   * Sends the record by syslog over TLS (RFC 5425) from now on, beginning at its first entry where none was sent there
   * before. `authority`: PEM of the one that is trusted, `null` for those the system trusts, left out to keep it;
   * `client` likewise. Fault: invalid `authority` or `client` for what is no certificate or no key.
   */
  'sink.toSyslog': operation({
    ...change,
    input: z.strictObject({
      name,
      host: Host,
      port: Port,
      authority: Pem.nullable().optional(),
      client: z.strictObject({ certificate: Pem, key: Pem }).nullable().optional(),
    }),
    output: SinkView,
  }),
  /** Asks where, and appends the record there as lines of JSON from now on. Unchanged when the person calls it off. */
  'sink.toFile': operation({ ...change, input: z.strictObject({ name }), output: SinkView }),
  /** Tells nobody any more. What was told is remembered. */
  'sink.off': operation({ ...change, input: z.strictObject({}), output: SinkView }),
  /** Sends what waits now, and answers how it went. */
  'sink.test': operation({ ...change, input: z.strictObject({}), output: SinkView }),
} as const
