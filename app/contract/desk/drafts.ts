/** Documents and drafts: what a person puts together before a fax exists on any line. */
import { z } from 'zod'
import { CoverAsked, CoverTemplate } from '../../domain/pages/cover.ts'
import { documentLimits } from '../../domain/pages/document.ts'
import { BroughtId, DocumentId, FaxId, Instant, LineId, NumberId, Sha256 } from '../../domain/ids.ts'
import { PageMarks } from '../../domain/pages/page-marks.ts'
import { LeftKind } from '../../domain/pages/page-checks.ts'
import { PacketForm } from '../../domain/fax/packet-form.ts'
import { Check } from '../../domain/fax/preflight.ts'
import { Quality } from '../../domain/fax/quality.ts'
import { recipientsAtMost } from '../../domain/contact/group.ts'
import { PatientRequest, Purpose } from '../../domain/purpose/purpose.ts'
import { ApprovalView } from './approvals.ts'
import { ContactView, LookAlike } from '../book/contacts.ts'
import { operation } from '../operation.ts'

export const Turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])
export { Purpose, Quality }

export const DocumentView = z.strictObject({
  id: DocumentId,
  name: z.string(),
  bytes: z.number().int(),
  sha256: Sha256,
  /** Visible page sizes in points after crop box and rotation. */
  pages: z.array(z.strictObject({ widthPt: z.number(), heightPt: z.number() })),
})
export type DocumentView = z.infer<typeof DocumentView>

/** One page of the packet-to-be, in order. `turn` is added clockwise to the page's own rotation, in degrees. */
export const ChosenPage = z.strictObject({
  documentId: DocumentId,
  index: z.number().int().min(0),
  turn: Turn,
  included: z.boolean(),
  /** Parts hidden and repairs: such a page is sent as a picture. */
  ...PageMarks.shape,
  /** What was seen on it and left as it is: it is not said again. */
  left: z.array(LeftKind).max(LeftKind.options.length).optional(),
})
export type ChosenPage = z.infer<typeof ChosenPage>

export const DraftContent = z.strictObject({
  pages: z.array(ChosenPage).max(documentLimits.placesAtMost),
  numberId: NumberId.nullable(),
  /** Who gets the same besides, each a fax of its own; no number twice. */
  others: z
    .array(NumberId)
    .max(recipientsAtMost - 1)
    .optional(),
  cover: z.strictObject({
    included: z.boolean(),
    /** Which sheet; absent in drafts from before there was a choice: the standard one. */
    template: CoverTemplate.optional(),
    /** Who it is from, as printed; empty means the signed-in person. */
    from: z.string().max(80),
    /** "Re" on the cover and in lists: initials or a case number, never a patient's name. */
    reference: z.string().max(40),
    message: z.string().max(600),
  }),
  purpose: Purpose.nullable(),
  /** The patient's own request, where that is the purpose. */
  request: PatientRequest.optional(),
  quality: Quality,
  /** How its pages are handed over; absent: as its line says. */
  packetForm: PacketForm.optional(),
  lineId: LineId.nullable(),
})
export type DraftContent = z.infer<typeof DraftContent>

/** One of several recipients of a draft, judged as if the fax went to nobody else. */
export const OneOfMany = z.strictObject({
  numberId: NumberId,
  /** Absent where the number is in use no more. */
  contact: ContactView.optional(),
  /** Of its checks, what stops it or is to be looked at; empty: it may go. */
  checks: z.array(Check),
})
export type OneOfMany = z.infer<typeof OneOfMany>

/** What became of a fax: it arrived, is on its way, may or may not have arrived, or arrived in part. */
const BecameOfSent = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['arrived', 'going', 'unknown']) }),
  z.strictObject({ is: z.literal('partly'), through: z.number().int(), pages: z.number().int() }),
])
export type BecameOfSent = z.infer<typeof BecameOfSent>

/** A file of the draft that was sent before, when and to whom; `mine` if by the person who asks. The latest time only. */
export const SentBefore = z.strictObject({
  documentId: DocumentId,
  at: Instant,
  to: z.string(),
  mine: z.boolean(),
  became: BecameOfSent,
})
export type SentBefore = z.infer<typeof SentBefore>

export const DraftView = z.strictObject({
  id: FaxId,
  revision: z.number().int(),
  content: DraftContent,
  documents: z.array(DocumentView),
  sentBefore: z.array(SentBefore),
  /** Whom the chosen number belongs to; absent while none is chosen. */
  recipient: ContactView.optional(),
  /** A supervisor's word that it may be sent to this recipient once; absent for none, and once it holds no more. */
  approval: ApprovalView.optional(),
  /** What its number could be mistaken for, until a first fax has arrived there. */
  lookAlikes: z.array(LookAlike),
  /** Where there are several: every one of them, the first as well, in order. Empty for one. */
  recipients: z.array(OneOfMany),
  checks: z.array(Check),
  /** What the practice asks for on the cover sheet and is empty. */
  coverMissing: z.array(CoverAsked),
  /** The signed authorization, where one is attached. */
  form: DocumentView.optional(),
  /** Why faxes usually go to the (first) recipient: what its contact says, else why the last one went there. */
  usualPurpose: Purpose.optional(),
  savedAt: Instant,
  /** Pages that would go, cover included. */
  pagesTotal: z.number().int(),
  /** Estimated call time for this quality, in ms. */
  estimateMs: z.number().int(),
  /** What that would cost on the chosen line, in US dollars; absent where no price was typed in. */
  estimateUsd: z.number().optional(),
})
export type DraftView = z.infer<typeof DraftView>

export const DraftSummary = z.strictObject({
  id: FaxId,
  recipient: z.string().optional(),
  /** How many get the same besides. */
  others: z.number().int().positive().optional(),
  reference: z.string(),
  pages: z.number().int(),
  missing: z.array(Check.shape.result),
  savedAt: Instant,
})
export type DraftSummary = z.infer<typeof DraftSummary>

export const SealedPacket = z.strictObject({
  faxId: FaxId,
  revision: z.number().int(),
  sha256: Sha256,
  bytes: z.number().int(),
  pages: z.number().int(),
  form: PacketForm,
  /** As finely as its line can, where that is not as finely as wanted. */
  quality: Quality,
})
export type SealedPacket = z.infer<typeof SealedPacket>

/** The call with a sealed packet, from the exact bytes of its rendition (G4). */
export const PacketMeasure = z.strictObject({
  sha256: Sha256,
  bytes: z.number().int(),
  durationMs: z.number().int(),
  /** In US dollars, on the chosen line; absent where no price was typed in. */
  usd: z.number().optional(),
})
export type PacketMeasure = z.infer<typeof PacketMeasure>

const own = { right: 'fax.send', whileLocked: false } as const
const one = z.strictObject({ id: FaxId })

export const draftOperations = {
  'drafts.list': operation({
    ...own,
    audit: 'session',
    input: z.strictObject({}),
    output: z.strictObject({ drafts: z.array(DraftSummary) }),
  }),
  'drafts.create': operation({ ...own, audit: 'each', input: z.strictObject({}), output: DraftView }),
  'drafts.open': operation({ ...own, audit: 'each', input: one, output: DraftView }),
  /** Saves what was typed or chosen. `revision` is the one this edit began from; fault conflict changed-meanwhile. */
  'drafts.save': operation({
    ...own,
    audit: 'session',
    input: z.strictObject({ id: FaxId, revision: z.number().int(), content: DraftContent }),
    output: DraftView,
  }),
  'drafts.discard': operation({ ...own, audit: 'each', input: one, output: z.strictObject({}) }),
  /** These pages, and no others, were found necessary for the purpose (45 CFR 164.502(b)). Fault: conflict changed-meanwhile. */
  'drafts.confirmPages': operation({
    ...own,
    audit: 'each',
    input: z.strictObject({ id: FaxId, revision: z.number().int() }),
    output: DraftView,
  }),
  /** Takes the signed authorization in, in place of one that is there. It is kept with the fax and is no part of what is sent. */
  'drafts.attachForm': operation({
    ...own,
    audit: 'each',
    input: z.strictObject({
      id: FaxId,
      name: z.string().max(255),
      bytes: z.instanceof(Uint8Array),
      password: z.string().max(1024).optional(),
    }),
    output: DraftView,
  }),
  'drafts.removeForm': operation({ ...own, audit: 'each', input: one, output: DraftView }),
  /** Takes a discard back within the same session. */
  'drafts.restore': operation({ ...own, audit: 'each', input: one, output: DraftView }),
  /**
   * Brings a piece of a file of `total` bytes over, behind those that were brought under an id, or the first of them:
   * one file of a draft at a time, and never its last piece. It is kept in memory until `documents.add` takes it, and no
   * longer than that takes. Faults: document too-large, at the first piece; document called-off, when it was thrown away.
   */
  'documents.bring': operation({
    ...own,
    audit: 'refusals',
    input: z.strictObject({
      draftId: FaxId,
      behind: BroughtId.optional(),
      total: z.int().positive(),
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= documentLimits.pieceBytes),
    }),
    output: z.strictObject({ id: BroughtId }),
  }),
  /**
   * Takes a dropped PDF, TIFF, JPEG or PNG in: sniffed, counted, encrypted, its pages appended to the draft. Bytes, never
   * a path: all of them, or the last behind those that were brought, which are forgotten whatever becomes of it.
   */
  'documents.add': operation({
    ...own,
    audit: 'each',
    input: z.strictObject({
      draftId: FaxId,
      name: z.string().max(255),
      behind: BroughtId.optional(),
      bytes: z.instanceof(Uint8Array),
      /** Of a protected PDF: used once and forgotten. Faults document encrypted and wrong-password ask for it. */
      password: z.string().max(1024).optional(),
    }),
    output: DraftView,
  }),
  /** Seals cover and chosen pages as one PDF: these bytes, and no others, may be sent. */
  'packet.seal': operation({
    ...own,
    audit: 'each',
    input: z.strictObject({ id: FaxId, revision: z.number().int() }),
    output: SealedPacket,
  }),
  /** How long the sealed packet takes on its line and what that costs. Faults: not-found; conflict packet-differs. */
  'packet.measure': operation({
    ...own,
    audit: 'session',
    input: z.strictObject({ id: FaxId, sha256: Sha256 }),
    output: PacketMeasure,
  }),
} as const
