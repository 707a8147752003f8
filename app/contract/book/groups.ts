/** Groups: saved lists of recipients. A fax to a group is one fax each; nothing here sends. */
import { z } from 'zod'
import { recipientsAtMost } from '../../domain/contact/group.ts'
import { E164, GroupId, Instant, NumberId } from '../../domain/ids.ts'
import { operation } from '../operation.ts'
import { ContactView, NumberView } from './contacts.ts'

export const GroupMember = z.strictObject({
  numberId: NumberId,
  e164: E164,
  contact: ContactView,
  /** Absent where the number was replaced: the contact then has another one, or none. */
  number: NumberView.optional(),
})
export type GroupMember = z.infer<typeof GroupMember>

export const GroupView = z.strictObject({
  id: GroupId,
  revision: z.number().int(),
  name: z.string(),
  /** In the order in which they were put together. */
  members: z.array(GroupMember),
  changedAt: Instant,
  changedByShortName: z.string(),
})
export type GroupView = z.infer<typeof GroupView>

const change = { right: 'contacts.change', whileLocked: false, audit: 'each' } as const
const fields = {
  name: z.string().trim().min(1).max(80),
  numberIds: z.array(NumberId).max(recipientsAtMost),
}

export const groupOperations = {
  /** By name. */
  'groups.list': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({}),
    output: z.strictObject({ groups: z.array(GroupView) }),
  }),
  /** Faults: conflict group-name-taken; not-found for a number that nobody has. */
  'groups.make': operation({ ...change, input: z.strictObject(fields), output: GroupView }),
  /** Faults: conflict changed-meanwhile, group-name-taken; not-found. */
  'groups.change': operation({
    ...change,
    input: z.strictObject({ id: GroupId, revision: z.number().int(), ...fields }),
    output: GroupView,
  }),
  /** The list goes; its contacts and what was sent to them stay. */
  'groups.remove': operation({ ...change, input: z.strictObject({ id: GroupId }), output: z.strictObject({}) }),
} as const
