/**
 * Every fault in words: what happened, what was not done, what to do. Total by type: a new fault does not compile
 * until it has a sentence.
 */
import { documentLimits, type DocumentRefusal } from '../../domain/pages/document.ts'
import {
  unreachable,
  type Conflict,
  type Fault,
  type NumberRefusal,
  type PasswordRefusal,
  type StoreTrouble,
} from '../../domain/outcome.ts'
import { passwordAtLeast, passwordAtMost } from '../../domain/password.ts'

/** One or two sentences for a person who wanted something that was not done. */
export function faultText(fault: Fault): string {
  switch (fault.code) {
    case 'locked':
      return 'Faxdesk is locked. Nothing was changed. Unlock it and do this again.'
    case 'forbidden':
      return 'Your role does not include this. Nothing was changed. Ask an administrator.'
    case 'unknown-operation':
      return 'This window and Faxdesk do not match. Nothing was changed. Close Faxdesk and start it again.'
    case 'invalid':
      return 'Something in this form is missing or too long. Nothing was saved. Check the fields.'
    case 'not-found':
      return 'This is no longer here. Somebody may have removed it. Nothing was changed.'
    case 'conflict':
      return conflicts[fault.why]
    case 'sign-in-refused':
      return refusedSignIn(fault.waitMs)
    case 'code-needed':
      return 'The password is right. Type the one-time code as well.'
    case 'proof-needed':
      return 'This was not done, because nobody proved that it is you at the desk. Do it again with your password.'
    case 'codes-due':
      return 'Your role needs one-time codes. Nothing was done. Set them up first.'
    case 'password-refused':
      return passwordRefusals[fault.why]
    case 'document':
      return documentRefusals[fault.refusal]
    case 'pages':
      return pagesRefusals[fault.refusal](fault.page === undefined ? 'A page' : `Page ${fault.page}`)
    case 'number':
      return numberRefusals[fault.refusal]
    case 'stopped':
      return 'The fax was not sent: a check still says stop. Mend what the list shows in red, then send.'
    case 'store':
      return storeFaults[fault.kind]
    case 'internal':
      return `Something went wrong inside Faxdesk and this was not done. If it happens again, report ${fault.incident}.`
    default:
      return unreachable(fault, 'fault')
  }
}

const conflicts: Readonly<Record<Conflict, string>> = {
  'already-set-up': 'This computer is set up already. Nothing was changed. Sign in instead.',
  'not-set-up': 'This computer is not set up yet. Nothing was done. Set up the practice first.',
  'changed-meanwhile':
    'This was changed in the meantime. Your change was not saved. Look at it as it is now, then change it again.',
  'already-gone': 'It is too late to stop this: the fax is on its way. Nothing was changed.',
  'number-known': 'This fax number is already in your contacts. Nothing was added. Search for the number to find it.',
  'name-taken': 'Somebody already has this name here. Nobody was added. Add a middle name or initial.',
  'group-name-taken': 'There is a group of this name already. Nothing was saved. Choose another name.',
  'last-administrator':
    'This is the only administrator. Nothing was changed. Make somebody else an administrator first.',
  'code-differs':
    'This is not the code the phone shows now. Nothing was changed. Wait for the next one and type that; if it differs again, check the time on the phone and on this computer.',
  'cannot-send':
    'This person cannot send faxes here, so the draft would lie with nobody. It was not handed over. Choose somebody else.',
  'own-access': 'You took this access yourself. Somebody else must look into it and answer for it.',
  'code-required':
    'The practice asks for one-time codes in your role. Nothing was changed. An administrator can change that under Settings, Security.',
  'recovery-code-differs': 'That is not what the sheet says. Compare it letter by letter and type it again.',
  'number-heard-differs':
    'The number you were told is not the one stored here. The number stays unverified. Ask again, or change the number.',
  'same-number-called':
    'You called the fax number itself. The number stays unverified. Call a voice number taken from another source.',
  'number-blocked': 'This number is blocked. Nothing was changed. Unblock it first, and say why in the note.',
  'not-blocked': 'This number is not blocked. Nothing was changed.',
  'not-pending': 'Nothing is waited for at this number any more. Nothing was changed. Look at it as it is now.',
  'same-person': 'You made this check yourself. The number stays unverified until somebody else confirms it.',
  'read-back-differs':
    'That is not the code on the test fax. The number stays unverified. Ask them to read it once more from the page.',
  'directory-differs': 'The directory has another number. The number stays unverified. Call them and ask.',
  'received-differs': 'That fax came from another number. The number stays unverified.',
  'same-contact': 'A contact cannot be merged with itself. Nothing was changed. Choose another one.',
  'typed-off':
    'Numbers typed by hand are off at this practice. Nothing was added. An administrator can allow them under Settings, Security.',
  'typed-differs':
    'The two numbers differ. Nothing was added. Look at the source document once more and type both again.',
  'not-approvable':
    'No approval can help here: the number may be sent to already, or it is blocked or withdrawn. Nothing was approved.',
  'own-approval': 'Nobody approves for themselves. Nothing was approved. Ask another supervisor to come to this desk.',
  'cannot-approve': 'This person’s role does not include approving. Nothing was approved. Ask a supervisor.',
  'digits-differ':
    'Those are not the last four digits of the number. Nothing was approved. Look the number up again, in a source of your own.',
  'kind-differs': 'The settings are for another kind of line. Nothing was changed. Remove the line and add it again.',
  'line-in-use':
    'Faxes wait for this line or are on their way over it. It was not removed. Cancel them or let them finish first.',
  'conduit-refused':
    'A fax service keeps the pages, so it is not a mere conduit and must sign an agreement. Nothing was recorded. Ask the company for its BAA.',
  'agreement-differs':
    'This agreement does not fit this line, or it ends before it begins. Nothing was recorded. Check its kind and dates.',
  'report-stopped': 'The report was stopped. Nothing of it was kept.',
  'file-held':
    'Another program uses this file, or Faxdesk may not change it. It stays where it is. Close it there, then do this again.',
  'packet-differs': 'The pages changed after the preview. The fax was not sent. Look at the preview again, then send.',
}

const passwordRefusals: Readonly<Record<PasswordRefusal, string>> = {
  'too-short': `The password is too short and was not saved. It needs ${passwordAtLeast} characters or more.`,
  'too-long': `The password is too long and was not saved. It may have ${passwordAtMost} characters at most.`,
  'too-common': 'The password is easy to guess and was not saved. Four unrelated words make a good one.',
  'contains-name': 'The password is mostly your name and was not saved. Four unrelated words make a good one.',
}

const mebibyte = 1024 * 1024
const million = 1_000_000

const documentRefusals: Readonly<Record<DocumentRefusal, string>> = {
  empty: 'The file is empty. It was not added. Scan or save it again.',
  'not-a-pdf': 'The file is not a PDF. It was not added. Save or scan it as a PDF first.',
  'unknown-kind':
    'Faxdesk cannot read this kind of file. It was not added. Save or scan it as PDF, TIFF, JPEG or PNG first.',
  heic: 'The picture is in the HEIC format of a phone, which Faxdesk cannot read. It was not added. Save it as JPEG first.',
  'changed-meanwhile':
    'The file could not be read to its end: it changed, moved, or is a folder. It was not added. Wait until it is finished, then add it again.',
  'picture-coding':
    'The picture is stored in a way Faxdesk cannot read without guessing. It was not added. Scan or save it as PDF first.',
  'too-many-dots': `A page of the file has more than ${documentLimits.dotsAtMost / million} million dots. It was not added. Scan it at 300 dots an inch.`,
  encrypted: 'The file is protected with a password. It was not added. Add it again and type its password.',
  'wrong-password':
    'The file is protected and the password does not open it. It was not added. Type the password again, or ask for it where the file comes from.',
  damaged: 'The file is damaged or cut off. It was not added. Scan or save it again.',
  'no-pages': 'The file has no pages. It was not added. Scan or save it again.',
  'too-many-pages': `The file has more than ${documentLimits.pagesAtMost} pages. It was not added. Split it into smaller files.`,
  'too-large': `The file, or the PDF made of it, is larger than ${documentLimits.bytesAtMost / mebibyte} MB. It was not added. Scan it at a lower resolution, or split it.`,
  'not-hidden':
    'It could not be shown that the hidden parts are gone, so the pages were not made. Nothing was sent. Leave that page out, or scan it again with the parts covered.',
  crashed:
    'Reading the file failed. It was not added; everything else is as it was. Save it again as a PDF, then try once more.',
  'took-too-long': 'Reading the file took too long and was stopped. It was not added. Try again with fewer pages.',
  'called-off': 'Nobody waited for the file any more, so it was not added. Add it again if it is needed.',
}

/** What is wrong with a page whose file can no longer be read as it was. */
const unreadable = (page: string): string =>
  `${page} cannot be read: its file is damaged there. Nothing was sent. Leave that page out, or scan it again.`

/** The files are in; no fax could be made of their pages. Each takes the page to blame: `Page 3`, or `A page`. */
const pagesRefusals: Readonly<Record<DocumentRefusal, (page: string) => string>> = {
  empty: unreadable,
  'not-a-pdf': unreadable,
  'unknown-kind': unreadable,
  heic: unreadable,
  'changed-meanwhile': unreadable,
  'picture-coding': unreadable,
  encrypted: unreadable,
  'wrong-password': unreadable,
  damaged: unreadable,
  'too-many-dots': (page) =>
    `${page} has pictures of more than ${documentLimits.dotsDrawnAtMost / million} million dots, too many to be drawn as a fax. Nothing was sent. Leave that page out, or scan it again at 300 dots an inch.`,
  'no-pages': () => 'There is no page to be sent. Nothing was sent. Add a file, or take a page in again.',
  'too-many-pages': () =>
    `There are more than ${documentLimits.pagesAtMost} pages. Nothing was sent. Leave pages out, or send them as two faxes.`,
  'too-large': () =>
    'The files are too large together for one fax. Nothing was sent. Send them as two faxes, or scan them at a lower resolution.',
  'not-hidden': () => documentRefusals['not-hidden'],
  crashed: (page) =>
    `${page} could not be drawn. Nothing was sent; everything is as it was. Leave that page out, or save its file again as a PDF and add that.`,
  'took-too-long': (page) =>
    `${page} took too long to draw and was stopped. Nothing was sent. Leave that page out, or scan it again at 300 dots an inch.`,
  'called-off': () =>
    'Nobody waited for the pages any more, so they were not made. Open the preview again if they are needed.',
}

const numberRefusals: Readonly<Record<NumberRefusal, string>> = {
  'not-a-number': 'This is not a phone number. Nothing was saved. Type it with its area code.',
  'too-short': 'The number is too short. Nothing was saved. Type it with its area code.',
  'too-long': 'The number is too long. Nothing was saved. Check for extra digits.',
  emergency: 'This is an emergency number. Faxdesk never dials it. Nothing was saved.',
  'premium-rate': 'This is a premium-rate number. Faxdesk never dials it. Nothing was saved.',
  'not-possible': 'No such number can exist. Nothing was saved. Check the digits.',
  'wrong-country':
    'This number is in another country. Nothing was saved. Add it as a contact, with where you found it, and have it verified.',
}

const storeFaults: Readonly<Record<StoreTrouble, string>> = {
  'wrong-key': 'The records on this computer cannot be opened with this key. Nothing was changed.',
  damaged: 'Part of the records cannot be read. This was not done. Close Faxdesk and tell your administrator.',
  busy: 'Another program is holding the records. This was not done. Try again in a moment.',
  full: 'The disk is full. This was not done, and what you had is kept. Make room on the disk, then try again.',
  'read-only': 'Faxdesk may not write to its folder. This was not done. Ask your administrator to allow it.',
  'newer-version': 'The records were written by a newer Faxdesk. Nothing was changed. Update Faxdesk here.',
  'keychain-changed': 'The keychain of this computer has changed. Open with your password or the recovery key.',
  'store-missing':
    'The file with the records is gone. This was not done. Put it back from a backup, then start Faxdesk again.',
  'keys-missing':
    'The file with the keys is gone. This was not done. Put it back from a backup, then start Faxdesk again.',
  'keys-damaged':
    'The file with the keys cannot be read. This was not done. Put it back from a backup, then start Faxdesk again.',
  unreadable: 'The records cannot be read from the disk. This was not done. Check the disk, then start Faxdesk again.',
}

function refusedSignIn(waitMs: number): string {
  const opening = 'Name and password do not fit. Nothing was opened.'
  return waitMs < 1000 ? `${opening} Type the password again.` : `${opening} Wait ${waitWords(waitMs)}, then try again.`
}

/** A wait in whole seconds or minutes, rounded up. */
export function waitWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000)
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.ceil(seconds / 60)} minutes`
}
