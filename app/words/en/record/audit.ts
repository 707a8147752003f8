/** The record in words. */
import type { AuditAction } from '../../../contract/index.ts'
import type { VerificationView } from '../../../contract/audit.ts'
import type { AuditDetails, AuditOutcome } from '../../../domain/audit.ts'
import { canonicalVersion } from '../../../domain/audit.ts'
import type { Fault } from '../../../domain/outcome.ts'

/** For each act: what was done, and its name when it was refused or failed ("Sign-in" refused). */
const acts: Readonly<Record<AuditAction, readonly [done: string, name: string]>> = {
  'app.status': ['Looked at the state of the desk', 'Looking at the state of the desk'],
  'setup.create': ['Set up the practice', 'Set-up'],
  'setup.confirmRecovery': ['Confirmed the recovery key', 'Confirming the recovery key'],
  'setup.newRecoveryCode': ['Made a new recovery key', 'A new recovery key'],
  'session.signIn': ['Signed in', 'Sign-in'],
  'session.recover': ['Signed in with the recovery key', 'Sign-in with the recovery key'],
  'session.lock': ['Locked', 'Locking'],
  'session.signOut': ['Signed out', 'Signing out'],
  'session.touch': ['Used mouse or keyboard', 'A sign of activity'],
  'session.stand': ['Went to a screen', 'Going to a screen'],
  'session.copied': ['Copied text', 'Copying text'],
  'session.prove': ['Proved who was at the desk', 'Proving who is at the desk'],
  'people.list': ['Read the list of people', 'Reading the list of people'],
  'people.add': ['Added a person', 'Adding a person'],
  'people.changeRoles': ['Changed roles', 'Changing roles'],
  'people.disable': ['Disabled a person', 'Disabling a person'],
  'people.changePassword': ['Changed own password', 'Changing the own password'],
  'people.resetSecondFactor': ['Took a person’s one-time codes away', 'Taking one-time codes away'],
  'people.colleagues': ['Read who else can send', 'Reading who else can send'],
  'people.openWork': ['Read what lies open with a person', 'Reading what lies open with a person'],
  'people.handOver': ['Handed over the work of a person', 'Handing over the work of a person'],
  'drafts.handOver': ['Handed over a draft', 'Handing over a draft'],
  'drafts.ofOthers': ['Read the list of others’ drafts', 'Reading the list of others’ drafts'],
  'emergency.open': ['Alarm: opened another’s fax in an emergency', 'Emergency access'],
  'emergency.list': ['Read the list of emergency accesses', 'Reading the list of emergency accesses'],
  'emergency.acknowledge': ['Answered for an emergency access', 'Answering for an emergency access'],
  'secondFactor.begin': ['Began to set up one-time codes', 'Setting up one-time codes'],
  'secondFactor.confirm': ['Signs in with one-time codes from now on', 'Confirming a one-time code'],
  'secondFactor.remove': ['Signs in without one-time codes from now on', 'Turning one-time codes off'],
  'settings.read': ['Read the settings', 'Reading the settings'],
  'settings.change': ['Changed a setting', 'Changing a setting'],
  'preferences.read': ['Read the appearance', 'Reading the appearance'],
  'preferences.change': ['Changed the appearance', 'Changing the appearance'],
  'contacts.search': ['Searched contacts', 'Searching contacts'],
  'contacts.read': ['Opened a contact', 'Opening a contact'],
  'contacts.lookAlikes': ['Compared a number with those known', 'Comparing a number'],
  'contacts.importOpen': ['Opened a file of contacts', 'Opening a file of contacts'],
  'contacts.importServer': ['Opened the directory server', 'Opening the directory server'],
  'contacts.importRead': ['Read contacts to choose from', 'Reading contacts to choose from'],
  'contacts.imports': ['Looked at the imports', 'Looking at the imports'],
  'contacts.importState': ['Looked at an import', 'Looking at an import'],
  'contacts.importRows': ['Looked at the rows of an import', 'Looking at the rows of an import'],
  'contacts.importChoose': ['Chose what is imported', 'Choosing what is imported'],
  'contacts.importAdd': ['Imported contacts', 'Importing contacts'],
  'contacts.importClose': ['Closed an import', 'Closing an import'],
  'contacts.directoryMatch': ['Compared a contact with directories', 'Comparing a contact with directories'],
  'contacts.directoryServer': ['Looked at the directory server’s address', 'Looking at the directory server’s address'],
  'contacts.setDirectoryServer': ['Changed the directory server', 'Changing the directory server'],
  'contacts.undoImport': ['Took an import back', 'Taking an import back'],
  'contacts.add': ['Added a contact', 'Adding a contact'],
  'contacts.change': ['Changed a contact', 'Changing a contact'],
  'contacts.verifyByCallBack': ['Verified a number by call-back', 'Verifying a number'],
  'contacts.favourite': ['Marked a contact', 'Marking a contact'],
  'contacts.archive': ['Archived a contact', 'Archiving a contact'],
  'contacts.restore': ['Restored a contact', 'Restoring a contact'],
  'contacts.archived': ['Read the archived contacts', 'Reading the archived contacts'],
  'contacts.merge': ['Merged two contacts', 'Merging contacts'],
  'contacts.undoMerge': ['Took a merge back', 'Taking a merge back'],
  'contacts.export': ['Exported the contacts', 'Exporting the contacts'],
  'contacts.verifyByDirectory': ['Verified a number by directory', 'Verifying a number'],
  'contacts.verifyByReceived': ['Verified a number by a received fax', 'Verifying a number'],
  'contacts.sendTestFax': ['Sent a test fax', 'Sending a test fax'],
  'contacts.readBack': ['Verified a number by test fax', 'Verifying a number'],
  'contacts.confirm': ['Confirmed a number as second person', 'Confirming a number'],
  'contacts.giveUp': ['Gave a verification up', 'Giving a verification up'],
  'contacts.revoke': ['Withdrew a verification', 'Withdrawing a verification'],
  'contacts.block': ['Blocked a number', 'Blocking a number'],
  'contacts.unblock': ['Unblocked a number', 'Unblocking a number'],
  'contacts.history': ['Looked at what happened to a number', 'Looking at a number'],
  'contacts.due': ['Looked at what is due for a re-check', 'Looking at what is due'],
  'drafts.list': ['Read the list of drafts', 'Reading the list of drafts'],
  'drafts.create': ['Began a fax', 'Beginning a fax'],
  'drafts.open': ['Opened a draft', 'Opening a draft'],
  'drafts.save': ['Worked on a draft', 'Working on a draft'],
  'drafts.discard': ['Discarded a draft', 'Discarding a draft'],
  'drafts.restore': ['Took a draft back', 'Taking a draft back'],
  'documents.add': ['Added a document', 'Adding a document'],
  'scans.list': ['Looked at the scans', 'Looking at the scans'],
  'scans.use': ['Took a scan for a fax', 'Taking a scan'],
  'scans.discard': ['Discarded a scan', 'Discarding a scan'],
  'scans.restore': ['Took a discarded scan back', 'Taking a scan back'],
  'scans.again': ['Tried an unreadable scan again', 'Trying a scan again'],
  'inbox.read': ['Looked at the scanner folder’s settings', 'Looking at the scanner folder’s settings'],
  'inbox.change': ['Changed the scanner folder', 'Changing the scanner folder'],
  'scan.taken-in': ['Took a scan in', 'Taking a scan in'],
  'scan.set-aside': ['Set a file of the scanner aside that could not be read', 'Setting a file aside'],
  'packet.seal': ['Sealed the pages', 'Sealing the pages'],
  'packet.measure': ['Measured the sealed pages', 'Measuring the sealed pages'],
  'faxes.list': ['Read the list of faxes', 'Reading the list of faxes'],
  'faxes.counts': ['Counted faxes', 'Counting faxes'],
  'faxes.read': ['Opened a fax', 'Opening a fax'],
  'faxes.send': ['Queued a fax', 'Queuing a fax'],
  'faxes.undo': ['Took a fax back', 'Taking a fax back'],
  'faxes.cancel': ['Cancelled a fax', 'Cancelling a fax'],
  'faxes.sendAgain': ['Began to send a fax again', 'Sending a fax again'],
  'faxes.settle': ['Settled an uncertain fax', 'Settling an uncertain fax'],
  'faxes.plan': ['Planned a fax', 'Planning a fax'],
  'lines.outbox': ['Read how lines do', 'Reading how lines do'],
  'lines.rules': ['Set calls and retries of a line', 'Setting calls and retries of a line'],
  'lines.list': ['Read the lines', 'Reading the lines'],
  'lines.add': ['Added a line', 'Adding a line'],
  'lines.change': ['Changed a line', 'Changing a line'],
  'lines.remove': ['Removed a line', 'Removing a line'],
  'lines.check': ['Checked a line', 'Checking a line'],
  'lines.agreement': ['Recorded an agreement', 'Recording an agreement'],
  'lines.savePaper': ['Saved the paper of an agreement', 'Saving the paper of an agreement'],
  'audit.list': ['Read the record', 'Reading the record'],
  'audit.verify': ['Verified the chain', 'Verifying the chain'],
  'audit.stopVerifying': ['Stopped a verification of the chain', 'Stopping a verification'],
  'alerts.list': ['Read the alerts', 'Reading the alerts'],
  'alerts.acknowledge': ['Looked at an alert', 'Acknowledging an alert'],
  'configuration.approve': ['Approved the settings', 'Approving the settings'],
  'sink.read': ['Looked at the other log', 'Looking at the other log'],
  'sink.toSyslog': ['Sends the record by syslog from now on', 'Sending the record by syslog'],
  'sink.toFile': ['Sends the record to a file from now on', 'Sending the record to a file'],
  'sink.off': ['Sends the record nowhere from now on', 'Turning the other log off'],
  'sink.test': ['Tried the other log', 'Trying the other log'],
  'audit.answerSetBack': ['Answered for a record set back', 'Answering for a record set back'],
  'reports.choices': ['Looked at what reports there are', 'Looking at reports'],
  'reports.make': ['Made a report', 'A report'],
  'reports.stop': ['Stopped a report', 'Stopping a report'],
  'reports.review': ['Signed off a review of the record', 'Signing off a review'],
  'reports.callBackSheets': ['Made call-back sheets', 'Making call-back sheets'],
  'reports.confirmation': ['Made a confirmation report', 'A confirmation report'],
  'reports.export': ['Exported the record', 'Exporting the record'],
  'reports.save': ['Saved a report', 'Saving a report'],
  'insights.read': ['Looked at insights', 'Looking at insights'],
  'door.unknown': ['Asked for something unknown', 'Something unknown'],
  'store.created': ['Store created', 'Creating the store'],
  'store.opened': ['Store opened', 'Opening the store'],
  'sign-in.refused-before-opening': ['Sign-in refused while closed', 'Sign-in while closed'],
  'sign-in.code-asked': ['Password accepted, code asked for', 'Asking for a code'],
  'session.locked': ['Locked by itself', 'Locking'],
  'session.ended': ['Signed out, locked for long', 'Ending a session'],
  'fax.queued': ['Queued', 'Queuing'],
  'fax.attempt-started': ['Dialled', 'Dialling'],
  'fax.accepted': ['Taken by the line', 'Handing over to the line'],
  'fax.sending': ['Answered, pages going', 'Sending pages'],
  'fax.stop-asked': ['Asked the line to stop', 'Asking the line to stop'],
  'fax.delivered': ['Delivered', 'Delivery'],
  'fax.attempt-failed': ['Attempt failed', 'An attempt'],
  'fax.failed': ['Not sent', 'Sending'],
  'fax.uncertain': ['Outcome unknown', 'Asking the line'],
  'fax.reconciled': ['Outcome learned from the line', 'Asking the line'],
  'fax.cancelled': ['Cancelled', 'Cancelling'],
  'fax.put-on-hold': ['Put a fax on hold', 'Putting a fax on hold'],
  'fax.line-changed': ['Gave a fax to another line', 'Giving a fax to another line'],
  'line.paused': ['Paused a line', 'Pausing a line'],
  'line.resumed': ['Took a line up again', 'Taking a line up again'],
  'fax.content-removed': ['Pages removed at the line', 'Removing the pages at the line'],
  'number.needs-recheck': ['Number needs a re-check', 'Doubting a number'],
  'document.opened': ['Opened pages', 'Opening pages'],
  'document.destroyed': ['Destroyed a document', 'Destroying a document'],
  'audit.set-back': ['Found the store set back', 'Looking for the end of the record'],
  'audit.alert': ['Alert', 'An alert'],
  'audit.checkpoint': ['Checkpoint signed', 'Signing a checkpoint'],
}

const known = (action: string): action is AuditAction => Object.hasOwn(acts, action)

/** An entry's action in words. Entries outlive versions: an action this one does not know keeps its bare name. */
function action(name: string, outcome: AuditOutcome): string {
  if (!known(name)) return name
  const [done, act] = acts[name]
  return outcome === 'done' ? done : `${act} ${outcome}`
}

/** What an entry says beside its action: subject, then details, in one line; `names` for ids of which the reader may know them. */
function what(subject: string, details: AuditDetails, names: Readonly<Record<string, string>> = {}): string {
  const named = (value: Value): Value => (typeof value === 'string' ? (names[value] ?? value) : value)
  const parts = Object.entries(details).map(([key, value]) => detail(key, named(value)))
  return [named(subject), ...parts].filter((part) => part !== '').join(' · ')
}

type Value = string | number | boolean

const faults: Readonly<Record<Fault['code'], string>> = {
  locked: 'the desk was locked',
  forbidden: 'not in the role',
  'unknown-operation': 'unknown to Faxdesk',
  invalid: 'not well formed',
  'not-found': 'no longer there',
  conflict: 'no longer fitting',
  'sign-in-refused': 'name and password did not fit',
  'code-needed': 'without a code',
  'proof-needed': 'without proving who it was',
  'codes-due': 'without one-time codes in a role that needs them',
  'password-refused': 'new password too weak',
  document: 'document not usable',
  number: 'number not usable',
  stopped: 'stopped by a check',
  store: 'trouble with the store',
  internal: 'a fault in Faxdesk',
}

const day = (value: Value): string => new Date(Number(value)).toLocaleDateString('en-US', { dateStyle: 'medium' })
const only =
  (word: string, otherwise = '') =>
  (value: Value) =>
    value === true ? word : otherwise
const plural = (one: string, many: string) => (value: Value) => `${value} ${value === 1 ? one : many}`

/** Details that have a better form than their name and value. Empty: it is not for the eye. */
const forms: Readonly<Record<string, (value: Value) => string>> = {
  pages: plural('page', 'pages'),
  entries: plural('entry', 'entries'),
  attempts: plural('attempt', 'attempts'),
  fault: (value) => (Object.hasOwn(faults, String(value)) ? faults[value as Fault['code']] : String(value)),
  waitMs: (value) => (value === 0 ? '' : `wait ${Math.ceil(Number(value) / 1000)} s`),
  from: (value) => `from ${day(value)}`,
  // The end of a range is the first moment after it.
  to: (value) => `to ${day(Number(value) - 1)}`,
  lastAt: (value) => `last ${day(value)}`,
  until: (value) => `until ${day(value)}`,
  signedAt: () => '',
  signature: () => '',
  upTo: (value) => `up to entry ${value.toLocaleString('en-US')}`,
  unlocked: only('unlocked'),
  saved: only('', 'called off'),
  format: (value) => (value === 'proof' ? 'with proof' : `as ${value}`),
  reason: (value) => String(value).replaceAll('-', ' '),
  result: (value) => String(value),
  lookAlike: (value) => `sent over a look-alike: ${String(value).replaceAll('-', ' ')}`,
  ofContact: () => '',
  by: (value) => `by ${String(value).replaceAll('-', ' ')}`,
}

function detail(key: string, value: Value): string {
  if (Object.hasOwn(forms, key)) return forms[key]?.(value) ?? ''
  const shown = typeof value === 'string' && /^[0-9a-f]{40,}$/.test(value) ? `${value.slice(0, 8)} …` : String(value)
  return `${key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()} ${shown}`
}

const count = (entries: number): string => `${entries.toLocaleString('en-US')} ${entries === 1 ? 'entry' : 'entries'}`

const why: Readonly<Record<Extract<VerificationView, { result: 'broken' }>['why'], string>> = {
  changed: 'It was changed after it was written.',
  missing: 'It was removed.',
  'not-ours': 'It was not written by this Faxdesk.',
  'cut-off': 'Entries at the end were removed.',
  'set-back': 'The store is an older copy: what came after is gone.',
}

export const audit = {
  title: 'Audit & reports',
  system: 'Faxdesk',
  nobody: 'Nobody signed in',
  unknownPerson: 'Unknown person',
  action,
  actions: Object.keys(acts).filter(known),
  what,
  count,
  search: 'Reference or entry',
  entry: 'Entry',
  time: 'Time',
  person: 'Person',
  actionColumn: 'Action',
  whatColumn: 'What',
  anyone: 'Anyone',
  any: 'Any',
  dates: 'Dates',
  nothing: 'No entries in these dates.',
  verifyNow: 'Verify now',
  verifying: 'Verifying the chain',
  notVerified: 'The chain has not been verified since Faxdesk was started.',
  intact: (entries: number) => `Chain verified: ${count(entries)}`,
  intactNote: 'Nothing was changed or removed.',
  broken: (firstBad: number) => `Chain broken at entry ${firstBad.toLocaleString('en-US')}`,
  brokenNote: (reason: keyof typeof why, entries: number) =>
    entries > 0 ? `${why[reason]} Entries before it are intact.` : why[reason],
  checkpoint: (sequence: number, at: string) => `last checkpoint ${at}, entry ${sequence.toLocaleString('en-US')}`,
  linked: (previous: number) => (previous > 0 ? `linked to ${previous.toLocaleString('en-US')}` : 'first entry'),
  holds: 'Holds',
  notProven: 'After the break, cannot be proven',
  /** Printed with every checkpoint, so that a later reader knows how it was made. */
  method: `Entries in canonical form ${canonicalVersion}, SHA-256, signed with Ed25519`,
} as const
