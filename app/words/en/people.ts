/** People who sign in here, what they may do, and how they are added and disabled. */
import type { Right, Role } from '../../domain/rights.ts'

const rights: Readonly<Record<Right, string>> = {
  'fax.send': 'Send to verified contacts',
  'fax.read': 'See the list of faxes, open own ones',
  'fax.read-others': 'Open other people’s faxes',
  approve: 'Approve an unverified number once',
  'drafts.hand-over': 'Hand over other people’s drafts',
  'contacts.read': 'See contacts',
  'contacts.change': 'Add contacts and verify numbers',
  'people.manage': 'Add people and set roles',
  'settings.change': 'Change settings',
  'audit.read': 'See the audit record and make reports',
}

const roles: Readonly<Record<Role, string>> = {
  sender: 'Sender',
  supervisor: 'Supervisor',
  'privacy-officer': 'Privacy officer',
  administrator: 'Administrator',
}

export const people = {
  title: 'Users & roles',
  lead: 'Everyone signs in as themselves. Shared sign-ins are not possible.',
  add: 'Add a person',
  name: 'Name',
  role: 'Role',
  signIn: 'Last sign-in',
  state: 'State',
  more: 'More',
  never: 'Not yet',
  withCode: 'password and code',
  you: 'you',
  active: 'Active',
  disabled: (on: string) => `Disabled ${on}`,
  change: (name: string) => `Change ${name}`,
  rights,
  roles,
  roleNotes: {
    sender: 'Puts faxes together, sends them, keeps contacts.',
    supervisor: 'Does what a sender does, opens everybody’s faxes, approves and hands over.',
    'privacy-officer': 'Reads faxes and the record, makes reports. Sends nothing.',
    administrator: 'Looks after people, lines and settings. Sees no fax.',
  },
  table: 'What each role can do',
  permission: 'Permission',
  yes: 'Yes',
  no: 'No',
  adding: {
    title: 'Add a person',
    lead: 'They sign in with their own name. Nobody here can see a password.',
    fullName: 'Full name',
    password: 'First password',
    passwordHint: 'Tell it in person. They can change it under Settings, You.',
    nameMissing: 'Type the name.',
    roleMissing: 'Choose at least one role.',
    add: 'Add',
    added: (name: string) => `${name} can sign in now.`,
  },
  changing: {
    save: 'Save roles',
    saved: (name: string) => `Roles of ${name} saved.`,
    disable: 'Disable sign-in',
    disableTitle: (name: string) => `Disable ${name}?`,
    disableText:
      'The key of this person is destroyed at once and the name leaves the sign-in screen. Everything they did stays in the record. This cannot be taken back.',
    disableDone: (name: string) => `${name} can no longer sign in.`,
    takeCodes: 'Take one-time codes away',
    takenCodes: (name: string) => `${name} signs in with the password alone now.`,
    gone: 'This person can no longer sign in. The name stays in the record.',
  },
} as const
