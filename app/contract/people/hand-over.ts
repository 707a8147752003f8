/** Work that passes from one person to another, and access in an emergency to a fax that is somebody else's. */
import { z } from 'zod'
import { FaxId, FaxReference, Instant, PersonId } from '../../domain/ids.ts'
import { FaxState } from '../../domain/fax/fax.ts'
import { operation } from '../operation.ts'
import { PersonFace } from './session.ts'

/** What lies open with a person: counts and references, no content. */
export const OpenWork = z.strictObject({
  drafts: z.array(z.strictObject({ id: FaxId, pages: z.number().int(), savedAt: Instant })),
  /** On their way, or waiting for somebody to act. */
  faxes: z.array(z.strictObject({ id: FaxId, reference: FaxReference, state: FaxState })),
})
export type OpenWork = z.infer<typeof OpenWork>

export const OthersDraft = z.strictObject({
  id: FaxId,
  author: PersonFace,
  recipient: z.string().optional(),
  reference: z.string(),
  savedAt: Instant,
})
export type OthersDraft = z.infer<typeof OthersDraft>

export const emergencyReasons = ['patient-in-danger', 'colleague-away', 'recipient-calls', 'other'] as const

export const EmergencyView = z.strictObject({
  id: z.string(),
  at: Instant,
  until: Instant,
  person: PersonFace,
  reference: FaxReference,
  reason: z.enum(emergencyReasons),
  note: z.string(),
  acknowledged: z.strictObject({ at: Instant, by: PersonFace }).optional(),
})
export type EmergencyView = z.infer<typeof EmergencyView>

const nothing = z.strictObject({})
const send = { right: 'fax.send', whileLocked: false } as const
const manage = { right: 'people.manage', whileLocked: false, audit: 'each' } as const
const officer = { right: 'audit.read', whileLocked: false } as const

export const handOverOperations = {
  /** The others who can send: whom a draft can be handed to. */
  'people.colleagues': operation({
    ...send,
    audit: 'refusals',
    input: nothing,
    output: z.strictObject({ people: z.array(PersonFace) }),
  }),
  /** One draft, explicitly, to one person; it is theirs alone from then on. Others' drafts take a right of its own. */
  'drafts.handOver': operation({
    ...send,
    audit: 'each',
    input: z.strictObject({ id: FaxId, to: PersonId }),
    output: nothing,
  }),
  'drafts.ofOthers': operation({
    right: 'drafts.hand-over',
    whileLocked: false,
    audit: 'session',
    input: nothing,
    output: z.strictObject({ drafts: z.array(OthersDraft) }),
  }),
  /** Whoever manages people sees how much lies with one, and for whom it could be. Nothing of its content. */
  'people.openWork': operation({
    ...manage,
    input: z.strictObject({ id: PersonId }),
    output: OpenWork.extend({ heirs: z.array(PersonFace) }),
  }),
  /**
   * Everything that lies open with a person who is disabled goes to another: drafts become theirs, faxes theirs to open and
   * to act on (who sent them stays as it is). Faults: not-found; conflict cannot-send, already-gone for one still enabled.
   */
  'people.handOver': operation({
    ...manage,
    input: z.strictObject({ from: PersonId, to: PersonId }),
    output: z.strictObject({ drafts: z.number().int(), faxes: z.number().int() }),
  }),
  /** Opens one fax of somebody else for a quarter of an hour, for a reason; the privacy officer is told. */
  'emergency.open': operation({
    right: 'fax.read',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({ id: FaxId, reason: z.enum(emergencyReasons), note: z.string().trim().min(10).max(300) }),
    output: z.strictObject({ until: Instant }),
  }),
  'emergency.list': operation({
    ...officer,
    audit: 'session',
    input: nothing,
    output: z.strictObject({ accesses: z.array(EmergencyView) }),
  }),
  /** Somebody else than who took it has looked into it. Faults: not-found; conflict own-access, already-gone. */
  'emergency.acknowledge': operation({
    ...officer,
    audit: 'each',
    input: z.strictObject({ id: z.string().max(40) }),
    output: nothing,
  }),
} as const
