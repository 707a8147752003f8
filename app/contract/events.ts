/** What main tells the page without being asked. Ids and counts; the page asks for the rest. */
import { z } from 'zod'
import { ContactId, FaxId, ImportId } from '../domain/ids.ts'
import { event } from './operation.ts'
import { FaxCounts, FaxSummary } from './desk/faxes.ts'
import { Preferences } from './people/people.ts'
import { Ticket } from './record/reports.ts'

export const events = {
  /** Stage, session or the number being sent changed: ask `app.status`. */
  'session.changed': event({ right: 'anyone', whileLocked: true, payload: z.strictObject({}) }),
  'preferences.changed': event({ right: 'anyone', whileLocked: true, payload: Preferences }),
  'fax.changed': event({
    right: 'fax.read',
    whileLocked: false,
    payload: z.strictObject({ fax: FaxSummary, counts: FaxCounts }),
  }),
  /** A fax left the list of faxes (undo) or a draft came or went. */
  'drafts.changed': event({
    right: 'fax.send',
    whileLocked: false,
    payload: z.strictObject({ id: FaxId, counts: FaxCounts }),
  }),
  /** What the scanner left came, went or waits for something else: ask `scans.list`. */
  'scans.changed': event({ right: 'fax.send', whileLocked: false, payload: z.strictObject({}) }),
  /** A received fax came, was opened, or stands differently: ask `received.list`. */
  'received.changed': event({
    right: 'fax.read',
    whileLocked: false,
    payload: z.strictObject({ unread: z.number().int() }),
  }),
  'contact.changed': event({
    right: 'contacts.read',
    whileLocked: false,
    payload: z.strictObject({ id: ContactId }),
  }),
  /** An import came further, or ended: ask `contacts.importState`. */
  'contacts.importMoved': event({
    right: 'contacts.change',
    whileLocked: false,
    payload: z.strictObject({ id: ImportId }),
  }),
  /** Many contacts came, or went again, at once: ask `contacts.search`. */
  'contacts.imported': event({ right: 'contacts.read', whileLocked: false, payload: z.strictObject({}) }),
  /** A group came, went or has other members: ask `groups.list`. */
  'groups.changed': event({ right: 'contacts.read', whileLocked: false, payload: z.strictObject({}) }),
  /** A line came, went, or stands differently: ask `lines.list`. */
  'lines.changed': event({ right: 'anyone', whileLocked: false, payload: z.strictObject({}) }),
  /** A verification of the chain is under way: entries judged so far, and all of them. */
  'audit.verifying': event({
    right: 'audit.read',
    whileLocked: false,
    payload: z.strictObject({ entries: z.number().int(), of: z.number().int() }),
  }),
  /** An alert was raised or acknowledged, or the settings approved: ask `alerts.list`. */
  'alerts.changed': event({ right: 'audit.read', whileLocked: false, payload: z.strictObject({}) }),
  /** The other log stands differently: ask `sink.read`. */
  'sink.changed': event({ right: 'anyone', whileLocked: false, payload: z.strictObject({}) }),
  'audit.grown': event({
    right: 'audit.read',
    whileLocked: false,
    payload: z.strictObject({ sequence: z.number().int() }),
  }),
  /** How far a report has come: rows of all rows, pages so far. Told to whoever may make one. */
  'report.progress': event({
    right: 'audit.read',
    whileLocked: false,
    payload: z.strictObject({ ticket: Ticket, rows: z.number().int(), of: z.number().int(), pages: z.number().int() }),
  }),
} as const
export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]['payload']>
/** One event as it travels. */
export type AnyEvent = { readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName]
