/** Groups of recipients: making them, and sending to several at once. */
import { recipientsAtMost } from '../../../domain/contact/group.ts'
import type { CheckResult } from '../../../domain/fax/preflight.ts'

const recipients = (count: number): string => (count === 1 ? '1 recipient' : `${count} recipients`)
const faxes = (count: number): string => (count === 1 ? '1 fax' : `${count} faxes`)

/** Why one of several does not get the fax, and what lets it through. */
const refusals: Partial<Readonly<Record<CheckResult, { readonly why: string; readonly short: string }>>> = {
  'no-recipient': { why: 'This number is in use no more. Choose the contact again.', short: 'number no longer in use' },
  'recipient-unverified': { why: 'Nobody has checked this number yet.', short: 'number needs to be called back' },
  'recipient-expired': { why: 'The verification has expired.', short: 'number needs to be called back' },
  'recipient-revoked': { why: 'The verification was withdrawn.', short: 'number needs to be called back' },
  'recipient-pending': { why: 'The verification is not finished.', short: 'verification not finished' },
  'recipient-needs-recheck': {
    why: 'A fax failed there: the number needs a re-check.',
    short: 'number needs a re-check',
  },
  'recipient-blocked': { why: 'This number is blocked.', short: 'number blocked' },
  'recipient-twice': { why: 'The same number as another one here. It gets one fax.', short: 'same number as another' },
}

/** The first reason told; where several were refused for different ones, each once. */
function shortly(stops: readonly CheckResult[]): string {
  const said = stops.map((stop) => refusals[stop]?.short ?? 'stopped by a check')
  return [...new Set(said)].join(', ')
}

export const groups = {
  title: 'Groups',
  add: 'New group',
  columns: { name: 'Group', members: 'Recipients', ready: 'Ready to send to', changed: 'Last changed', acts: 'Acts' },
  recipients,
  allReady: 'All of them',
  someReady: (ready: number, all: number) => `${ready} of ${all}`,
  noneYet: 'Nobody is in it yet',
  changed: (day: string, who: string) => `${day}, ${who}`,
  empty: {
    title: 'No groups yet',
    text: 'A group is a list of recipients that often get the same pages. Each of them gets a fax of its own.',
  },
  newFax: (name: string) => `New fax to ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removed: 'The group was removed. Its contacts stay.',
  form: {
    makeTitle: 'New group',
    changeTitle: 'Change group',
    lead: 'Everybody in it gets a fax of their own. Each number is checked by itself when you send.',
    name: 'Name',
    members: 'Recipients',
    find: 'Add a recipient',
    findHint: 'Name, department or fax number',
    none: 'No contact found',
    found: 'Contacts found',
    add: (name: string) => `Add ${name}`,
    added: (name: string) => `${name} was added`,
    leave: (name: string) => `Leave out ${name}`,
    which: (name: string) => `Fax number of ${name}`,
    gone: 'This number is in use no more. Choose another one or leave it out.',
    full: `A group has ${recipientsAtMost} recipients at most.`,
    missing: 'Type a name. Nothing was saved.',
    save: 'Save',
    make: 'Make group',
    made: 'Group made',
    saved: 'Group saved',
  },

  send: {
    title: (count: number) => `Recipients, ${count}`,
    choose: 'Or a group',
    list: 'Recipients of this fax',
    also: 'Add a recipient',
    saveAs: 'Save as a group',
    leave: (name: string) => `Leave out ${name}`,
    callBack: (name: string) => `Call back ${name}`,
    gone: 'Number no longer in use',
    why: (result: CheckResult): string | undefined => refusals[result]?.why,
    each: (count: number) => `${faxes(count)}, each with a cover sheet of its own.`,
    refused: (count: number) => `${recipients(count)} will not get it. The others will.`,
    refusedWay: 'Who is left out stays in a draft, to be sent once the number is checked.',
    coverOf: (name: string) => `The cover sheet is shown for ${name}; each has its own name on it.`,
    added: (added: number, there: number) =>
      there > 0 ? `${recipients(added)} added, ${there} there already` : `${recipients(added)} added`,
    tooMany: `A fax goes to ${recipientsAtMost} recipients at most. Nobody was added.`,
    button: (count: number) => `Send ${faxes(count)}`,
    result: (queued: number, stops: readonly (readonly CheckResult[])[]) =>
      `${queued} queued, ${stops.length} not sent: ${shortly(stops.flat())}`,
    openRest: 'Open the draft',
    undoTo: (count: number, to: string) =>
      `${faxes(count)}, to ${to} and ${count === 2 ? '1 other' : `${count - 1} others`}`,
    undone: (back: number, left: number) =>
      left > 0
        ? `${faxes(back)} taken back. ${left} had left already.`
        : `${faxes(back)} taken back. Nothing was sent.`,
  },
  together: {
    mark: (place: number, of: number) => `${place} of ${of}`,
    says: (place: number, of: number) => `Sent together, ${place} of ${of}`,
    title: 'Sent together with',
  },
} as const
