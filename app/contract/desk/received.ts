/** Faxes that came in over the lines: what there is, and reading them. Nothing here files or assigns. */
import { z } from 'zod'
import { documentRefusals } from '../../domain/pages/document.ts'
import { Standing } from '../../domain/contact/contact.ts'
import { ContactId, E164, Instant, NumberId, ReceivedId } from '../../domain/ids.ts'
import { operation } from '../operation.ts'

/**
 * `expected`: known of and not fetched yet. `kept`: its pages lie here, encrypted. `unreadable`: the line has it and
 * nobody can read what it has. `gone`: the line no longer had it when it was fetched.
 */
export const ReceivedState = z.enum(['expected', 'kept', 'unreadable', 'gone'])
export type ReceivedState = z.infer<typeof ReceivedState>

/** Whether the line still has its copy. `stays`: it was asked to remove it and would not. */
export const LineCopy = z.enum(['there', 'to-remove', 'removed', 'stays'])
export type LineCopy = z.infer<typeof LineCopy>

export const ReceivedView = z.strictObject({
  id: ReceivedId,
  line: z.string(),
  training: z.boolean(),
  /** The number the line says it came from; undefined where it said none that can be called. */
  from: E164.optional(),
  /** What the line said instead of a number: a station's own name for itself. */
  station: z.string(),
  /** The contact whose number it is. */
  sender: z
    .strictObject({ id: ContactId, organisation: z.string(), numberId: NumberId, standing: Standing })
    .optional(),
  /** As kept; before that, as the line says. */
  pages: z.number().int(),
  at: Instant,
  state: ReceivedState,
  refusal: z.enum(documentRefusals).optional(),
  /** The call broke before its end: pages may be missing. */
  incomplete: z.boolean(),
  lineCopy: LineCopy,
  opened: z.strictObject({ by: z.string(), at: Instant }).optional(),
})
export type ReceivedView = z.infer<typeof ReceivedView>

export const ReceivingView = z.strictObject({
  /** Whether a line is told to remove its copy once ours was read back. */
  removeAtLine: z.boolean(),
  /** Lines faxes can be fetched from, by name. */
  lines: z.array(z.string()),
})
export type ReceivingView = z.infer<typeof ReceivingView>

const read = { right: 'fax.read', whileLocked: false } as const
const settings = { right: 'settings.change', whileLocked: false } as const
const nothing = z.strictObject({})
const one = z.strictObject({ id: ReceivedId })

export const receivedOperations = {
  /** Newest first. `before` continues a listing. */
  'received.list': operation({
    ...read,
    audit: 'session',
    input: z.strictObject({
      before: z.strictObject({ at: Instant, id: ReceivedId }).optional(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({
      faxes: z.array(ReceivedView),
      more: z.boolean(),
      unread: z.number().int(),
      /** Names of lines that did not answer when they were last asked. */
      silent: z.array(z.string()),
      /** Whether there is any line that faxes are fetched from, the training line apart. */
      connected: z.boolean(),
    }),
  }),
  'received.unread': operation({
    ...read,
    audit: 'refusals',
    input: nothing,
    output: z.strictObject({ unread: z.number().int() }),
  }),
  /** Must come before its pages are read: it is what goes on record, and marks the fax as opened. Fault: not-found. */
  'received.open': operation({ ...read, audit: 'each', input: one, output: ReceivedView }),
  /** Fetches one that could not be read, or was gone, once more. Fault: not-found. */
  'received.again': operation({ ...read, audit: 'each', input: one, output: ReceivedView }),
  /** Asks every line now; answers when what was there is fetched. */
  'received.look': operation({ ...read, audit: 'each', input: nothing, output: nothing }),
  'receiving.read': operation({ ...settings, audit: 'session', input: nothing, output: ReceivingView }),
  'receiving.change': operation({
    ...settings,
    audit: 'each',
    input: z.strictObject({ removeAtLine: z.boolean() }),
    output: ReceivingView,
  }),
} as const
