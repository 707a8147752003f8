/** What can be asked about the pages of a draft: what their legibility is judged by, and where words stand on them. */
import { z } from 'zod'
import { CoverField } from '../../domain/pages/cover.ts'
import { DocumentId, FaxId } from '../../domain/ids.ts'
import { PageFacts } from '../../domain/pages/legibility.ts'
import { PageBox } from '../../domain/pages/page-marks.ts'
import { operation } from '../operation.ts'

const own = { right: 'fax.send', whileLocked: false, audit: 'session' } as const

/** Of each page: the boxes around what was found, whether they are `all` there are, and whether there is text to search. */
export const FoundWords = z.strictObject({
  documentId: DocumentId,
  pages: z.array(z.strictObject({ boxes: z.array(PageBox), all: z.boolean(), searchable: z.boolean() })),
})
export type FoundWords = z.infer<typeof FoundWords>

export const pageOperations = {
  /** Measures every page of one document of the person's own draft. Faults: not-found, document. */
  'pages.facts': operation({
    ...own,
    input: z.strictObject({ draftId: FaxId, documentId: DocumentId }),
    output: z.strictObject({ pages: z.array(PageFacts) }),
  }),
  /** Reads a page of a measured document that is a picture, for whom it is about; `unread` if that fails. Faults as above. */
  'pages.read': operation({
    ...own,
    input: z.strictObject({ draftId: FaxId, documentId: DocumentId, index: z.int().min(0) }),
    output: z.strictObject({ page: PageFacts }),
  }),
  /**
   * Draws the cover sheet of the draft as saved: a small grey PNG of each page in base64, none where there is no sheet,
   * and the fields that do not stand whole on it. Faults: not-found, document.
   */
  'pages.cover': operation({
    ...own,
    // One's own sheet says nothing that its author does not know: looking at it leaves no entry.
    audit: 'refusals',
    input: z.strictObject({ draftId: FaxId }),
    output: z.strictObject({ pictures: z.array(z.base64()).max(2), shortened: z.array(CoverField) }),
  }),
  /** Finds words on all pages of the draft, whose text is searched; they are used and forgotten. Faults as above. */
  'pages.find': operation({
    ...own,
    input: z.strictObject({ draftId: FaxId, text: z.string().trim().min(2).max(200) }),
    output: z.strictObject({ documents: z.array(FoundWords) }),
  }),
} as const
