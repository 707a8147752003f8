/** People who sign in here, the practice's own facts, and this computer's appearance. */
import { z } from 'zod'
import { Instant, PersonId } from '../../domain/ids.ts'
import { operation } from '../operation.ts'
import { PersonFace, PracticeFields, Role, RoleLabels } from './session.ts'

export const PersonView = PersonFace.extend({
  name: z.string(),
  roles: z.array(Role),
  disabledAt: Instant.optional(),
  lastSignInAt: Instant.optional(),
  /** Whether they sign in with a one-time code; told only in the list. */
  secondFactor: z.boolean().optional(),
})
export type PersonView = z.infer<typeof PersonView>

export const SettingsView = z.strictObject({
  practice: PracticeFields,
  idleMinutes: z.number().int().min(1).max(30),
  /** Whether a second person confirms a number that was changed, or whose organisation was. */
  secondPerson: z.boolean(),
  verificationMonths: z.number().int().min(1).max(36),
  /** Whether a recipient's number may be typed by hand where a fax is sent. */
  typedNumbers: z.boolean(),
  /** Whether administrators and privacy officers must sign in with one-time codes. */
  requireCodes: z.boolean(),
  /** Minutes locked after which the session is over, drafts and all on screen; 0: never. */
  signOutMinutes: z.number().int().min(0).max(480),
  roleLabels: RoleLabels,
})
export type SettingsView = z.infer<typeof SettingsView>

/** Kept outside the store: never a secret, never about a patient. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  hideDetails: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

const name = z.string().trim().min(1).max(80)
const password = z.string().min(1).max(1000)

export const peopleOperations = {
  'people.list': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(PersonView) }),
  }),
  'people.add': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({ name, roles: z.array(Role).min(1), password }),
    output: PersonView,
  }),
  'people.changeRoles': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({ id: PersonId, roles: z.array(Role).min(1) }),
    output: PersonView,
  }),
  /** The person's key wrap is gone at once; the name stays in the record. */
  'people.disable': operation({
    right: 'people.manage',
    whileLocked: false,
    audit: 'each',
    risky: true,
    input: z.strictObject({ id: PersonId }),
    output: PersonView,
  }),
  'people.changePassword': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ current: password, next: password }),
    output: z.strictObject({}),
  }),
  'settings.read': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: z.strictObject({}),
    output: SettingsView,
  }),
  'settings.change': operation({
    right: 'settings.change',
    whileLocked: false,
    audit: 'each',
    // What the desk protects itself with; the practice's own facts and words protect nothing.
    risky: ({ practice: _practice, roleLabels: _labels, ...safety }: Partial<SettingsView>) =>
      Object.keys(safety).length > 0,
    input: SettingsView.partial(),
    output: SettingsView,
  }),
  'preferences.read': operation({
    right: 'anyone',
    whileLocked: true,
    audit: 'refusals',
    input: z.strictObject({}),
    output: Preferences,
  }),
  'preferences.change': operation({
    right: 'anyone',
    whileLocked: true,
    audit: 'refusals',
    input: Preferences.partial(),
    output: Preferences,
  }),
} as const
