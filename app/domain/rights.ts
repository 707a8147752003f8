/**
 * Roles and rights: one table, deny by default. The door asks it; nothing else decides who may do what.
 * A person may hold several roles (in a one-person practice the first person does); rights add up. Whoever looks after
 * the desk neither sends nor reads faxes by that role, and whoever looks into the record does not send: a person who
 * does both holds both roles, and every list says so.
 */
export const roles = ['sender', 'supervisor', 'privacy-officer', 'administrator'] as const
export type Role = (typeof roles)[number]

export const rights = [
  'fax.send',
  'fax.read',
  'fax.read-others',
  'approve',
  'drafts.hand-over',
  'contacts.read',
  'contacts.change',
  'people.manage',
  'settings.change',
  'audit.read',
  'insights.read',
] as const
export type Right = (typeof rights)[number]

/**
 * What the first person here holds: somebody must be able to do each thing until others are added, but for what takes
 * a second pair of eyes.
 */
export const firstRoles: readonly Role[] = Object.freeze(['administrator', 'privacy-officer', 'sender'])

const table: Readonly<Record<Role, readonly Right[]>> = Object.freeze({
  sender: ['fax.send', 'fax.read', 'contacts.read', 'contacts.change'],
  supervisor: [
    'fax.send',
    'fax.read',
    'fax.read-others',
    'approve',
    'drafts.hand-over',
    'contacts.read',
    'contacts.change',
    'insights.read',
  ],
  'privacy-officer': ['fax.read', 'fax.read-others', 'contacts.read', 'audit.read', 'insights.read'],
  administrator: ['contacts.read', 'people.manage', 'settings.change', 'insights.read'],
})

/** Whether one of the roles grants the right. */
export const granted = (held: readonly Role[], right: Right): boolean =>
  held.some((role) => Object.hasOwn(table, role) && table[role].includes(right))

/** All rights that the roles grant together, in the table's order. */
export const rightsOf = (held: readonly Role[]): readonly Right[] => rights.filter((right) => granted(held, right))

/** Whether a person of these roles signs in with a one-time code where the practice asks for it: those who can do the most harm. */
export const needsCode = (held: readonly Role[]): boolean =>
  held.includes('administrator') || held.includes('privacy-officer')
