/** The scanner inbox: on the Send screen and in Settings. */
import type { FolderStanding, ScanFile, WaitsFor } from '../../../contract/desk/scans.ts'

const pages = (count: number): string => `${count} ${count === 1 ? 'page' : 'pages'}`

const waits: Readonly<Record<WaitsFor, string>> = {
  growing: 'Still being scanned',
  incomplete: 'Not complete yet',
  busy: 'In use by another program; tried again by itself',
  'no-access': 'Faxdesk may not move this file; tried again by itself',
  'disk-full': 'This computer’s disk is full; the scan stays where it is',
  trouble: 'Could not be taken in; tried again by itself',
}

const standings: Readonly<Record<FolderStanding, string>> = {
  off: 'Off',
  watching: 'Watching',
  missing: 'Folder away',
  'no-access': 'No access',
}

const files: Readonly<Record<ScanFile, string>> = {
  aside: 'The file lies in “Faxdesk could not read”, inside the scanner’s folder.',
  left: 'The file stays in the scanner’s folder, where the scanner put it.',
  gone: 'Faxdesk does not find its file any more.',
  away: 'Its file can be tried again or deleted once the scanner’s folder can be opened.',
}

export const scans = {
  title: 'Scanner inbox',
  lead: 'Newest first. Nothing is sent until you choose a recipient and press Send.',
  none: 'No scans wait. New ones show here by themselves.',
  off: 'Faxdesk can watch the folder your scanner saves to, and list each scan here.',
  offAsk: 'An administrator can choose the folder in Settings, Scanner inbox.',
  missing: 'The scanner’s folder is not there. Check the network drive or the cable; scans show again when it is back.',
  noAccess: 'Faxdesk may not open the scanner’s folder. An administrator can choose it again in Settings.',
  choose: 'Choose folder',
  standing: standings,
  waits,
  use: 'Make a fax of it',
  line: (count: number, time: string) => `${pages(count)} · ${time}`,
  unreadable: 'Could not be read',
  files,
  again: 'Try again',
  triedAgain: 'Faxdesk tries the file again. That can take a minute.',
  remove: 'Delete the file',
  removed: 'The file was deleted.',
  takeOff: 'Take off the list',
  takenOff: 'It was taken off the list.',
  discard: (name: string) => `Discard ${name}`,
  discarded: 'The scan was discarded.',
  settings: {
    title: 'Scanner inbox',
    lead: 'Faxdesk watches the folder this computer’s scanner saves to, and lists each scan on New fax.',
    folder: 'Scanner folder',
    folderNone: 'No folder is watched.',
    choose: 'Choose a folder',
    change: 'Choose another folder',
    stop: 'Stop watching',
    standing: 'At the moment',
    removes: 'Delete the scanner’s file once it is safe',
    removesHint:
      'Faxdesk keeps each scan encrypted and reads its copy back first. Files left in the folder can be read by anyone who opens it.',
    saved: 'Saved.',
  },
} as const
