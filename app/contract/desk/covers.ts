/** The practice's own words on cover sheets: one person writes them, another approves, and every version is kept. */
import { z } from 'zod'
import { CoverLogo, CoverTexts } from '../../domain/pages/cover.ts'
import { Instant, PersonId } from '../../domain/ids.ts'
import { operation } from '../operation.ts'

const who = z.strictObject({ id: PersonId, name: z.string(), at: Instant })

export const CoverVersion = z.strictObject({
  /** From 1; 0 are the words Faxdesk comes with. */
  version: z.number().int().nonnegative(),
  texts: CoverTexts,
  written: who.optional(),
  /** `alone`: nobody else in the practice may approve, and that is on record. Absent: it waits. */
  approved: who.extend({ alone: z.boolean() }).optional(),
})
export type CoverVersion = z.infer<typeof CoverVersion>

export const CoversView = z.strictObject({
  current: CoverVersion,
  /** What waits for approval. */
  proposed: CoverVersion.optional(),
  /** Approved versions that held before, the latest first. */
  before: z.array(CoverVersion),
  mayWrite: z.boolean(),
  /** Whether the person who asks may approve what waits. */
  mayApprove: z.boolean(),
})
export type CoversView = z.infer<typeof CoversView>

const signedIn = { right: 'signed-in', whileLocked: false } as const
const one = z.strictObject({ version: z.number().int().positive() })

export const coverOperations = {
  'covers.read': operation({ ...signedIn, audit: 'refusals', input: z.strictObject({}), output: CoversView }),
  /** A PDF, TIFF, JPEG or PNG as a sign for the head of cover sheets, in black and white; nothing is kept. Fault: document. */
  'covers.logo': operation({
    right: 'settings.change',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({ bytes: z.instanceof(Uint8Array) }),
    output: z.strictObject({ logo: CoverLogo }),
  }),
  /** Writes new words; they hold once approved. What waited before is replaced. */
  'covers.write': operation({
    right: 'settings.change',
    whileLocked: false,
    audit: 'each',
    input: CoverTexts,
    output: CoversView,
  }),
  /**
   * A different person who may change settings or read the record approves; where there is nobody else, the writer does.
   * Faults: conflict not-pending where another version waits; forbidden.
   */
  'covers.approve': operation({ ...signedIn, audit: 'each', input: one, output: CoversView }),
  /** Throws away what waits: its writer, or whoever could approve it. Faults as of approving. */
  'covers.drop': operation({ ...signedIn, audit: 'each', input: one, output: CoversView }),
} as const
