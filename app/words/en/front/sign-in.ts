/** Sign-in, lock and the way back in. These screens say nothing about any patient, recipient or fax but a count. */
import type { LockReason } from '../../../contract/session.ts'

const reasons: Readonly<Record<LockReason, string>> = {
  idle: 'Locked after a while without use',
  asked: 'Locked by hand',
  'system-lock': 'Locked with the computer',
  suspend: 'Locked when the computer slept',
  'signed-out': 'Signed out',
  started: 'Faxdesk was started',
}

export const signIn = {
  who: 'Who are you?',
  choose: 'Choose your name',
  passwordFor: (name: string) => `Password for ${name}`,
  password: 'Password',
  signIn: 'Sign in',
  unlock: 'Unlock',
  notYou: (name: string) => `Not ${name}? Choose another person or press`,
  switchPerson: 'Switch person',
  forgot: 'Forgot your password?',
  reason: (reason: LockReason | undefined) => reasons[reason ?? 'asked'],
  sending: (count: number) => (count === 1 ? '1 fax is being sent' : `${count} faxes are being sent`),
  refused: 'Name and password do not fit.',
  code: {
    title: 'One-time code',
    lead: 'Open the authenticator app on your phone and type the six digits it shows.',
    digits: 'Six digits',
    refused: 'This code does not fit. Each code works once; wait for the next one.',
    fromSheet: 'Use a backup code',
    fromPhone: 'Use the phone',
    backup: 'Backup code',
    backupLead: 'Type one of the codes from your sheet. Each works once.',
    notYou: (name: string) => `Not ${name}?`,
  },
  capsLock: 'Caps Lock is on.',
  wait: (wait: string) => `Try again in ${wait}.`,
  noPeople: 'Nobody can sign in on this computer yet.',
  recover: {
    title: 'Open with the recovery key',
    lead: 'The printed sheet opens Faxdesk and sets a new password. Using it is recorded.',
    who: 'Whose password is forgotten?',
    code: 'Recovery key',
    codeHint: 'All groups from the sheet. Small letters and spaces do not matter.',
    next: 'New password',
    again: 'New password again',
    differ: 'The two passwords differ.',
    open: 'Set password and open',
    refused: 'This key does not open Faxdesk. Nothing was changed. Compare it with the sheet.',
    back: 'Back to sign-in',
    noSheet: 'An administrator can open Faxdesk with the sheet; there is no other way in.',
  },
} as const
