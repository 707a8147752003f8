/** Recipients: contacts, their fax numbers, and who may be looked up. How a number is verified is `verification.ts`. */
import { z } from 'zod'
import { ContactKind, Doubt, Evidence, Standing, StartedOver } from '../../domain/contact/contact.ts'
import { validNpi } from '../../domain/contact/npi.ts'
import { ContactId, E164, FaxId, Instant, MergeId, NumberId, ReceivedId } from '../../domain/ids.ts'
import { Likeness } from '../../domain/contact/look-alike.ts'
import { Purpose } from '../../domain/purpose/purpose.ts'
import { operation } from '../operation.ts'

export const NumberView = z.strictObject({
  id: NumberId,
  e164: E164,
  /** What it is for, in the practice's own words; may be empty. */
  label: z.string(),
  /** Judged by the clock when it was asked. */
  standing: Standing,
  /** Who verified, blocked or began to check it, and when; absent while unverified. */
  byShortName: z.string().optional(),
  at: Instant.optional(),
  /** Present once it was verified, and while a second person is to confirm it. */
  evidence: Evidence.optional(),
  until: Instant.optional(),
  secondByShortName: z.string().optional(),
  /** What a pending number waits for, and whether this very person must not give it. */
  waitsFor: z.enum(['read-back', 'second-person']).optional(),
  testFaxId: FaxId.optional(),
  /** Why it needs a re-check. */
  doubt: Doubt.optional(),
  /** Why it was blocked or withdrawn, as typed. */
  reason: z.string().optional(),
  /** What was changed, so that it started over. */
  after: StartedOver.optional(),
  /** The last real fax from this number that is kept here: it can prove where the number leads. Told by `contacts.read`. */
  received: z.strictObject({ id: ReceivedId, at: Instant, pages: z.number().int() }).optional(),
})
export type NumberView = z.infer<typeof NumberView>

/** FHIR Address, as far as a contact needs it; any part may be empty. */
export const PostalAddress = z.strictObject({
  line: z.string().trim().max(120).default(''),
  city: z.string().trim().max(80).default(''),
  state: z.string().trim().max(40).default(''),
  postalCode: z.string().trim().max(12).default(''),
})
export type PostalAddress = z.infer<typeof PostalAddress>

export const ContactView = z.strictObject({
  id: ContactId,
  revision: z.number().int(),
  kind: ContactKind,
  organisation: z.string(),
  department: z.string(),
  person: z.string(),
  voice: z.string(),
  note: z.string(),
  npi: z.string(),
  specialty: z.string(),
  address: PostalAddress,
  tags: z.array(z.string()),
  defaultPurpose: Purpose.nullable(),
  /** Those in use, the preferred one first. Never empty. */
  numbers: z.array(NumberView),
  /** Of the person who asks. */
  favourite: z.boolean(),
  addedAt: Instant,
  addedByShortName: z.string(),
  /** The file it was imported from; absent when a person typed it. */
  source: z.string().optional(),
  lastSentAt: Instant.optional(),
  /** Out of use since; nothing is sent to its numbers. */
  archivedAt: Instant.optional(),
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
  /** When left out: a person where one is named, else a department, else an organisation. */
  kind: ContactKind.optional(),
  npi: text(10)
    .default('')
    .refine((npi) => npi === '' || validNpi(npi)),
  specialty: text(80).default(''),
  address: PostalAddress.prefault({}),
  tags: z.array(text(40).min(1)).max(20).default([]),
  defaultPurpose: Purpose.nullable().default(null),
})
export type ContactFields = z.infer<typeof ContactFields>

/** The preferred number, as typed, and those besides it. Numbers are told apart by what they dial. */
const numbers = {
  fax: text(40).min(1),
  label: text(40).default(''),
  others: z
    .array(z.strictObject({ fax: text(40).min(1), label: text(40).default('') }))
    .max(9)
    .optional(),
}

const change = { right: 'contacts.change', whileLocked: false, audit: 'each' } as const
const one = z.strictObject({ id: ContactId })

export const contactOperations = {
  /**
   * Best matches first: exactness, then recency, then verification. Empty text lists recents, then by name; `by: name`
   * lists alphabetically. `standing` keeps only contacts with a number that stands so, `favourites` the person's own;
   * `counts` say how many contacts have a number that stands so, for the text alone. Archived ones are not found.
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
      favourites: z.boolean().optional(),
      by: z.enum(['match', 'name']).optional(),
    }),
    output: z.strictObject({
      contacts: z.array(ContactView),
      total: z.number().int(),
      /** Contacts that the text alone finds. */
      all: z.number().int(),
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
  /** Faults: number, conflict number-known. */
  'contacts.add': operation({
    ...change,
    input: z.strictObject({ fields: ContactFields, ...numbers }),
    output: ContactView,
  }),
  /**
   * A number typed by hand where a recipient is chosen, twice: the second time from the source document. It becomes an
   * unverified contact. Faults: number; conflict typed-off, typed-differs, number-known.
   */
  'contacts.addTyped': operation({
    ...change,
    input: z.strictObject({
      fax: text(40).min(1),
      again: text(40).min(1),
      organisation: text(120).min(1),
      department: text(80).default(''),
      person: text(80).default(''),
    }),
    output: ContactView,
  }),
  /**
   * A fax number that was not there before starts unverified; one that is not named any more is revoked. Without
   * `others` the numbers besides the preferred one stay. Another organisation starts all of them over.
   */
  'contacts.change': operation({
    ...change,
    input: z.strictObject({ id: ContactId, revision: z.number().int(), fields: ContactFields, ...numbers }),
    output: ContactView,
  }),
  'contacts.favourite': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ id: ContactId, favourite: z.boolean() }),
    output: ContactView,
  }),
  /** Out of use: a contact that faxes refer to is archived, any other removed for good. */
  'contacts.archive': operation({
    ...change,
    input: one,
    output: z.strictObject({ became: z.enum(['archived', 'removed']) }),
  }),
  /** In use again, its numbers as they stand by now. Fault: conflict number-known. */
  'contacts.restore': operation({ ...change, input: one, output: ContactView }),
  'contacts.archived': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({}),
    output: z.strictObject({ contacts: z.array(ContactView) }),
  }),
  /**
   * One contact takes over the numbers of another, which is archived. Numbers keep their verification only where the
   * organisation is the same. Faults: conflict same-contact.
   */
  'contacts.merge': operation({
    ...change,
    input: z.strictObject({ from: ContactId, into: ContactId }),
    output: z.strictObject({ mergeId: MergeId, contact: ContactView }),
  }),
  /** Fault: conflict changed-meanwhile when either contact was changed since, already-gone when taken back before. */
  'contacts.undoMerge': operation({ ...change, input: z.strictObject({ mergeId: MergeId }), output: ContactView }),
  /** Asks where to save, and writes all contacts in use as a table, a row a number. Faults: proof-needed, store. */
  'contacts.export': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({}),
    output: z.strictObject({ saved: z.boolean(), contacts: z.number().int() }),
  }),
} as const
