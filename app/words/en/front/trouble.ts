/** When the records cannot be opened: one screen a kind. What happened, what was left alone, what to do. */
import type { StatusView } from '../../../contract/people/session.ts'

export type TroubleKind = NonNullable<StatusView['trouble']>

export type TroubleWords = { readonly title: string; readonly what: string; readonly steps: readonly string[] }

const kinds: Readonly<Record<TroubleKind, TroubleWords>> = {
  'wrong-key': {
    title: 'These records belong to another key',
    what: 'The file with the records is whole, but the key on this computer is not the one it was made with.',
    steps: [
      'If the records were copied here from another computer, open them with that computer’s recovery key.',
      'If a backup was put back, put back the key file of the same day beside it.',
      'If neither is true, leave Faxdesk closed and ask your administrator.',
    ],
  },
  damaged: {
    title: 'The records are damaged',
    what: 'Part of the file with the records cannot be read any more. Faxdesk has not opened it, so that it gets no worse.',
    steps: [
      'Make a copy of the Faxdesk folder as it is now, onto another disk.',
      'Put back the newest backup of the folder.',
      'Check this computer’s disk: damage of this kind often comes from there. Then start Faxdesk again.',
    ],
  },
  busy: {
    title: 'Another program is holding the records',
    what: 'Something else has the records open, often a backup or a virus scanner.',
    steps: ['Wait until it has finished, or close it.', 'Then open Faxdesk again.'],
  },
  full: {
    title: 'The disk is full',
    what: 'Faxdesk needs room to write down what it does, so it does nothing until there is some. Faxes already queued are kept.',
    steps: ['Empty the recycle bin and move large files to another disk.', 'Then open Faxdesk again. 1 GB is plenty.'],
  },
  'read-only': {
    title: 'Faxdesk may not write here',
    what: 'The folder with the records can be read but not written. Every act must be recorded, so Faxdesk stays closed.',
    steps: [
      'Ask whoever looks after this computer to let your account write to the Faxdesk folder.',
      'If the folder lies on a network drive, check that the drive is connected.',
      'Then open Faxdesk again.',
    ],
  },
  'newer-version': {
    title: 'These records need a newer Faxdesk',
    what: 'They were last opened by a newer version. This older one would misread them, so it has left them alone.',
    steps: ['Update Faxdesk on this computer.', 'The records open by themselves after the update.'],
  },
  'keychain-changed': {
    title: 'This computer’s keychain has changed',
    what: 'The keychain no longer holds what Faxdesk put there. That happens after a new Windows or Mac account, or a reset.',
    steps: [
      'Sign in with your password; that opens the records without the keychain.',
      'Or use the printed recovery key.',
    ],
  },
  unreadable: {
    title: 'The records cannot be read',
    what: 'The computer reported an error when Faxdesk tried to read the file with the records.',
    steps: [
      'If the folder lies on a network drive or a second disk, check that it is connected.',
      'Check this computer’s disk for errors.',
      'Then open Faxdesk again.',
    ],
  },
  'store-missing': {
    title: 'The records are not where they were',
    what: 'The keys are here, but the file with the records is gone from the Faxdesk folder. Faxdesk has not made a new one.',
    steps: [
      'If the folder was moved, move the file back, or put back the newest backup.',
      'If the folder lies on a network drive, check that the drive is connected.',
      'Then open Faxdesk again.',
    ],
  },
  'keys-missing': {
    title: 'The keys are not where they were',
    what: 'The records are here, but the file with their keys is gone from the Faxdesk folder. Nobody can open the records without it.',
    steps: [
      'Put back the key file from the newest backup; it lies beside the records.',
      'Do not set up Faxdesk anew in this folder: that would not bring the records back.',
      'Then open Faxdesk again.',
    ],
  },
  'keys-damaged': {
    title: 'The keys are damaged',
    what: 'The file with the keys cannot be read. The records themselves are untouched.',
    steps: [
      'Put back the key file from the newest backup.',
      'Check this computer’s disk for errors.',
      'Then open Faxdesk again.',
    ],
  },
}

export const trouble = {
  kept: 'Nothing was changed or deleted.',
  retry: 'Open again',
  close: 'Close Faxdesk',
  todo: 'What to do',
  password: 'Sign in with a password',
  sheet: 'Open with the recovery key',
  kinds,
} as const
