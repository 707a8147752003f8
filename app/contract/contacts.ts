/** Recipients: contacts, their fax numbers and verification by call-back. */
import { z } from 'zod'
import { Standing, VerificationMethod } from '../domain/contact.ts'
import { ContactId, E164, Instant, NumberId } from '../domain/ids.ts'
import { Likeness } from '../domain/look-alike.ts'
import { operation } from './operation.ts'

export const NumberView = z.strictObject({
  id: NumberId,
  e164: E164,
  /** Judged by the clock when it was asked. */
  standing: Standing,
  /** Present unless unverified: how and by whom it was verified, or by whom revoked. */
  method: VerificationMethod.optional(),
  byShortName: z.string().optional(),
  at: Instant.optional(),
  until: Instant.optional(),
  spokeWith: z.string().optional(),
  called: E164.optional(),
  reason: z.string().optional(),
})
export type NumberView = z.infer<typeof NumberView>

export const ContactView = z.strictObject({
  id: ContactId,
  revision: z.number().int(),
  organisation: z.string(),
  department: z.string(),
  person: z.string(),
  voice: z.string(),
  note: z.string(),
  numbers: z.array(NumberView),
  addedAt: Instant,
  addedByShortName: z.string(),
  /** The file it was imported from; absent when a person typed it. */
  source: z.string().optional(),
  lastSentAt: Instant.optional(),
})
export type ContactView = z.infer<typeof ContactView>

/** A contact that another number could be meant for, and why it looks so. */
export const LookAlike = z.strictObject({
  likeness: Likeness,
  contactId: ContactId,
  organisation: z.string(),
  department: z.string(),
  person: z.string(),
  e164: E164,
  standing: Standing,
  /** The number was this contact's once and is not any more. */
  former: z.boolean(),
})
export type LookAlike = z.infer<typeof LookAlike>

const text = (most: number) => z.string().trim().max(most)

export const ContactFields = z.strictObject({
  organisation: text(120).min(1),
  department: text(80),
  person: text(80),
  /** As typed; kept only when it parses to E.164. May be empty. */
  voice: text(40),
  note: text(500),
})
export type ContactFields = z.infer<typeof ContactFields>

export const contactOperations = {
  /**
   * Best matches first: exactness, then recency, then verification. Empty text lists recents, then by name; `by: name`
   * lists alphabetically. `standing` keeps only contacts whose number stands so; `counts` are those of the text alone.
   */
  'contacts.search': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({
      text: z.string().max(120),
      limit: z.number().int().min(1).max(200),
      offset: z.number().int().min(0).max(1_000_000),
      standing: Standing.optional(),
      by: z.enum(['match', 'name']).optional(),
    }),
    output: z.strictObject({
      contacts: z.array(ContactView),
      total: z.number().int(),
      counts: z.record(Standing, z.number().int()),
    }),
  }),
  'contacts.read': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({ id: ContactId }),
    output: ContactView,
  }),
  /**
   * What a number typed for this recipient could be mistaken for, the likeliest slip first, twenty at most. `e164` is
   * absent, and nothing is found, while what is typed is not a number. `except` is the contact being changed.
   */
  'contacts.lookAlikes': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({
      fax: text(40),
      organisation: text(120),
      department: text(80),
      person: text(80),
      except: ContactId.optional(),
    }),
    output: z.strictObject({ e164: E164.optional(), lookAlikes: z.array(LookAlike) }),
  }),
  'contacts.add': operation({
    right: 'contacts.change',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ fields: ContactFields, fax: text(40).min(1) }),
    output: ContactView,
  }),
  /** A changed fax number is a new number: it starts unverified, and the old one is revoked. */
  'contacts.change': operation({
    right: 'contacts.change',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({
      id: ContactId,
      revision: z.number().int(),
      fields: ContactFields,
      fax: text(40).min(1),
    }),
    output: ContactView,
  }),
  /**
   * Call-back: a person called a voice number taken from another source, was read the fax number and typed it as
   * heard; Faxdesk compares. Faults: number-heard-differs, same-number-called.
   */
  'contacts.verifyByCallBack': operation({
    right: 'contacts.change',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({
      numberId: NumberId,
      called: text(40).min(1),
      spokeWith: text(80).min(1),
      heard: text(40).min(1),
    }),
    output: ContactView,
  }),
  'contacts.revoke': operation({
    right: 'contacts.change',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ numberId: NumberId, reason: text(200).min(1) }),
    output: ContactView,
  }),
} as const
