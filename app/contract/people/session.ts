/** Where the desk stands, first-run set-up, sign-in and lock. */
import { z } from 'zod'
import { ContactId, FaxId, Instant, PersonId, Sha256 } from '../../domain/ids.ts'
import { storeTroubles } from '../../domain/outcome.ts'
import { rights, roles } from '../../domain/rights.ts'
import { operation } from '../operation.ts'

export const Role = z.enum(roles)
/** Where a person stands in the page: a screen's name and what is open on it, ids only. */
export const Standing = z.strictObject({
  screen: z.string().max(30),
  draftId: FaxId.optional(),
  faxId: FaxId.optional(),
  contactId: ContactId.optional(),
  part: z.string().max(30).optional(),
})
export type Standing = z.infer<typeof Standing>

/** The practice's own words for roles. */
export const RoleLabels = z.partialRecord(Role, z.string().trim().min(1).max(24))
export type RoleLabels = z.infer<typeof RoleLabels>
const shortText = z.string().trim().min(1).max(80)
const password = z.string().min(1).max(1000)

/** What the lock screen may show of a person: a short name ("Dana F."), initials, one of five tints. */
export const PersonFace = z.strictObject({
  id: PersonId,
  shortName: z.string(),
  initials: z.string(),
  tint: z.number().int().min(1).max(5),
})
export type PersonFace = z.infer<typeof PersonFace>

export const SessionView = z.strictObject({
  person: PersonFace.extend({ name: z.string(), roles: z.array(Role) }),
  rights: z.array(z.enum(rights)),
  idleMinutes: z.number().int(),
  /** False until the recovery code was written down and typed back. */
  recoveryConfirmed: z.boolean(),
  /** True when the record is known not to hold; told to those who may read it. */
  recordBroken: z.boolean(),
  /**
   * One-time codes. `due`: the practice asks for them in this person's role and none are set up; the session of set-up
   * goes on. `first`: the same, after a sign-in: nothing else is answered before.
   */
  secondFactor: z.enum(['on', 'off', 'due', 'first']),
  /** Where the person stood when the desk locked; absent at a first sign-in. */
  stood: Standing.optional(),
  /** Emergency accesses nobody has answered for yet; told to those who may read the record. */
  emergencies: z.number().int().nonnegative(),
  /** What the practice calls a role, where it has a word of its own. */
  roleLabels: RoleLabels,
})
export type SessionView = z.infer<typeof SessionView>

export const LockReason = z.enum(['idle', 'asked', 'switched', 'system-lock', 'suspend', 'signed-out', 'started'])
export type LockReason = z.infer<typeof LockReason>

export const StatusView = z.strictObject({
  stage: z.enum(['setup', 'trouble', 'signed-out', 'locked', 'open']),
  trouble: z.enum(storeTroubles).optional(),
  practice: z.string().optional(),
  workstation: z.string().optional(),
  people: z.array(PersonFace),
  /** Whose session is locked; the lock screen asks this person first. */
  lockedPerson: PersonId.optional(),
  lockReason: LockReason.optional(),
  lockedAt: Instant.optional(),
  /** Faxes a line is still working on: the only number shown while locked. */
  sending: z.number().int().nonnegative(),
  session: SessionView.optional(),
  shell: z.enum(['electron', 'stand-in', 'none']),
  keychain: z.enum(['system', 'stand-in', 'none']),
  platform: z.enum(['windows', 'mac', 'linux']),
  version: z.string(),
})
export type StatusView = z.infer<typeof StatusView>

export const PracticeFields = z.strictObject({
  name: shortText,
  addressLines: z.array(z.string().trim().max(80)).max(4),
  phone: z.string().trim().max(30),
  fax: z.string().trim().max(30),
  workstation: z.string().trim().max(40),
})
export type PracticeFields = z.infer<typeof PracticeFields>

export const sessionOperations = {
  'app.status': operation({
    right: 'anyone',
    whileLocked: true,
    audit: 'refusals',
    input: z.strictObject({}),
    output: StatusView,
  }),
  /** Makes the store, its keys and the first person (administrator, privacy officer and sender). Answers the recovery code, once. */
  'setup.create': operation({
    right: 'anyone',
    whileLocked: true,
    audit: 'each',
    input: z.strictObject({
      practice: PracticeFields,
      administrator: z.strictObject({ name: shortText, password }),
    }),
    output: z.strictObject({ recoveryGroups: z.array(z.string()), status: StatusView }),
  }),
  /** Proves that the recovery code was written down: one of its groups (counted from 0), typed back. */
  'setup.confirmRecovery': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ group: z.number().int().min(0).max(15), text: z.string().max(20) }),
    output: z.strictObject({}),
  }),
  /** A new recovery code; the old one stops working at once. */
  'setup.newRecoveryCode': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({}),
    output: z.strictObject({ recoveryGroups: z.array(z.string()) }),
  }),
  /**
   * Sign-in and unlock are one act: it ends whatever session was locked here. Fault code-needed: the password is right,
   * and the person signs in with a one-time code too (or one of their backup codes): ask again with both.
   */
  'session.signIn': operation({
    right: 'anyone',
    whileLocked: true,
    audit: 'each',
    input: z.strictObject({ personId: PersonId, password, code: z.string().max(40).optional() }),
    output: StatusView,
  }),
  /** For a lost keychain or a forgotten password: the printed code opens, and sets a new password for the person. */
  'session.recover': operation({
    right: 'anyone',
    whileLocked: true,
    audit: 'each',
    input: z.strictObject({ personId: PersonId, code: z.string().min(1).max(100), newPassword: password }),
    output: StatusView,
  }),
  'session.lock': operation({
    right: 'signed-in',
    whileLocked: true,
    audit: 'each',
    beforeCodes: true,
    /** `toSwitch`: for somebody else, who is asked for their name first. */
    input: z.strictObject({ toSwitch: z.boolean().optional() }),
    output: z.strictObject({}),
  }),
  'session.signOut': operation({
    right: 'signed-in',
    whileLocked: true,
    audit: 'each',
    beforeCodes: true,
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
  /** Somebody used mouse or keyboard; puts off the idle lock. */
  'session.touch': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    beforeCodes: true,
    input: z.strictObject({}),
    output: z.strictObject({}),
  }),
  /** Where one stands now, kept in memory until one signs out: unlocking goes back there. */
  'session.stand': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: Standing,
    output: z.strictObject({}),
  }),
  /** Something was copied out of the page: its digest, so that a lock can take it off the clipboard. */
  'session.copied': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: z.strictObject({ sha256: Sha256 }),
    output: z.strictObject({}),
  }),
  /**
   * Before a risky act the person at the desk proves once more that it is they: by the password, or by a one-time code.
   * Holds for two minutes. Fault: sign-in-refused, as slowly as at sign-in.
   */
  'session.prove': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'each',
    beforeCodes: true,
    input: z.union([z.strictObject({ password }), z.strictObject({ code: z.string().min(1).max(40) })]),
    output: z.strictObject({}),
  }),
} as const
