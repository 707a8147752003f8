/** Scans: what the scanner left in its folder, waiting on the Send screen until a person makes a fax of it. */
import { z } from 'zod'
import { documentRefusals } from '../../domain/pages/document.ts'
import { FaxId, Instant, ScanId } from '../../domain/ids.ts'
import { DraftView } from './drafts.ts'
import { operation } from '../operation.ts'

const WaitsFor = z.enum(['growing', 'incomplete', 'busy', 'no-access', 'disk-full', 'trouble'])
export type WaitsFor = z.infer<typeof WaitsFor>

/** `missing`: the folder is not there (a drive or a share is away). `no-access`: it may not be read. */
const FolderStanding = z.enum(['off', 'watching', 'missing', 'no-access'])
export type FolderStanding = z.infer<typeof FolderStanding>

/**
 * `aside`: in a folder of its own inside the scanner's. `left`: where the scanner put it, for originals are kept.
 * `gone`: not to be found. `away`: the folder is not there or may not be read at the moment.
 */
const ScanFile = z.enum(['aside', 'left', 'gone', 'away'])
export type ScanFile = z.infer<typeof ScanFile>

export const ScanView = z.strictObject({
  id: ScanId,
  name: z.string(),
  /** Of the scanner's file. */
  bytes: z.number().int(),
  /** 0 for one that could not be read. */
  pages: z.number().int(),
  at: Instant,
  /** Of one that could not be read: why, and where its file lies. */
  unreadable: z.strictObject({ refusal: z.enum(documentRefusals), file: ScanFile }).optional(),
})
export type ScanView = z.infer<typeof ScanView>

export const ScanList = z.strictObject({
  folder: FolderStanding,
  /** Files that are there and not taken in yet. */
  waiting: z.array(z.strictObject({ name: z.string(), why: WaitsFor })),
  /** Newest first. */
  scans: z.array(ScanView),
})
export type ScanList = z.infer<typeof ScanList>

export const InboxView = z.strictObject({
  /** Absolute path on this computer; null while no folder is watched. */
  folder: z.string().nullable(),
  /** Whether the scanner's own file is removed once its encrypted copy was read back. */
  removeOriginals: z.boolean(),
  standing: FolderStanding,
})
export type InboxView = z.infer<typeof InboxView>

const own = { right: 'fax.send', whileLocked: false } as const
const one = z.strictObject({ id: ScanId })
const settings = { right: 'settings.change', whileLocked: false } as const

export const scanOperations = {
  'scans.list': operation({ ...own, audit: 'session', input: z.strictObject({}), output: ScanList }),
  /** Puts a scan's pages at the end of a draft. The scan leaves the list. */
  'scans.use': operation({
    ...own,
    audit: 'each',
    input: z.strictObject({ id: ScanId, draftId: FaxId }),
    output: DraftView,
  }),
  /** Takes a scan off the list; no file is touched. Of those that could not be read, only where none lies aside. */
  'scans.discard': operation({ ...own, audit: 'each', input: one, output: z.strictObject({}) }),
  /** Takes a discard back, within the same session. Not for a file that could not be read. */
  'scans.restore': operation({ ...own, audit: 'each', input: one, output: z.strictObject({}) }),
  /** Deletes a file that could not be read, where it lies aside. There is no way back. */
  'scans.remove': operation({ ...own, audit: 'each', input: one, output: z.strictObject({}) }),
  /** A file that could not be read is tried once more, lying aside or left. */
  'scans.again': operation({ ...own, audit: 'each', input: one, output: z.strictObject({}) }),
  'inbox.read': operation({ ...settings, audit: 'session', input: z.strictObject({}), output: InboxView }),
  /** `choose` asks for the folder with the system's own dialog; `off` stops watching. What waits stays where it is. */
  'inbox.change': operation({
    ...settings,
    audit: 'each',
    input: z.strictObject({ folder: z.enum(['choose', 'off']).optional(), removeOriginals: z.boolean().optional() }),
    output: InboxView,
  }),
} as const
