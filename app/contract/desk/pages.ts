/** What can be asked about the pages of a draft: what their legibility is judged by, and where words stand on them. */
import { z } from 'zod'
import { DocumentId, FaxId } from '../../domain/ids.ts'
import { PageFacts } from '../../domain/pages/legibility.ts'
import { PageBox } from '../../domain/pages/page-marks.ts'
import { operation } from '../operation.ts'

const own = { right: 'fax.send', whileLocked: false, audit: 'session' } as const

/** For each page of a document: the boxes around what was found, and whether there is any text to search. */
export const FoundWords = z.strictObject({
  documentId: DocumentId,
  pages: z.array(z.strictObject({ boxes: z.array(PageBox), searchable: z.boolean() })),
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
  /** Finds words on all pages of the draft, whose text is searched; they are used and forgotten. Faults as above. */
  'pages.find': operation({
    ...own,
    input: z.strictObject({ draftId: FaxId, text: z.string().trim().min(2).max(200) }),
    output: z.strictObject({ documents: z.array(FoundWords) }),
  }),
} as const
