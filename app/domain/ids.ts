/** Names for strings: a brand is made only by the schema that proved it, here, never by a cast elsewhere. */
import { z } from 'zod'

const id = <const Name extends string>(name: Name) =>
  z
    .string()
    .regex(new RegExp(`^${name}_[0-9a-f]{20}$`))
    .brand<Name>()

export const PersonId = id('person')
export type PersonId = z.infer<typeof PersonId>
export const FaxId = id('fax')
export type FaxId = z.infer<typeof FaxId>
export const DocumentId = id('document')
export type DocumentId = z.infer<typeof DocumentId>
/** A file that is being brought over in pieces. */
export const BroughtId = id('brought')
export type BroughtId = z.infer<typeof BroughtId>
export const ContactId = id('contact')
export type ContactId = z.infer<typeof ContactId>
export const NumberId = id('number')
export type NumberId = z.infer<typeof NumberId>
export const ImportId = id('import')
export type ImportId = z.infer<typeof ImportId>
export const GroupId = id('group')
export type GroupId = z.infer<typeof GroupId>
export const MergeId = id('merge')
export type MergeId = z.infer<typeof MergeId>
export const LineId = id('line')
export type LineId = z.infer<typeof LineId>
export const ScanId = id('scan')
export type ScanId = z.infer<typeof ScanId>
export const ReceivedId = id('received')
export type ReceivedId = z.infer<typeof ReceivedId>
export const ReportId = id('report')
export type ReportId = z.infer<typeof ReportId>

/** An E.164 number: `+`, country code, at most 15 digits (ITU-T E.164 §6). */
export const E164 = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .brand<'E164'>()
export type E164 = z.infer<typeof E164>

/** The number people use for a fax: `FD-00001`. It says nothing about anyone. */
export const FaxReference = z
  .string()
  .regex(/^FD-\d{5,}$/)
  .brand<'FaxReference'>()
export type FaxReference = z.infer<typeof FaxReference>

/** A SHA-256 digest, 64 lower-case hexadecimal digits. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>()
export type Sha256 = z.infer<typeof Sha256>

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const Instant = z.number().int().nonnegative()
export type Instant = number

/** A new random id of the given schema; `hex20` are 20 random lower-case hexadecimal digits (80 bit). */
export const makeId = <T>(schema: { readonly parse: (text: unknown) => T }, name: string, hex20: string): T =>
  schema.parse(`${name}_${hex20}`)
