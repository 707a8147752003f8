/** Where the Send screen reads pages of a draft, relative to its own address. */
import type { ChosenPage } from '#app/contract/desk/drafts.ts'
import type { DocumentId, FaxId } from '#app/domain/ids.ts'

/** An original, whole. */
export const originalUrl = (id: DocumentId): string => `document/original/${id}`

/** The small picture of one page of an original. */
export const thumbUrl = (draftId: FaxId, { documentId, index }: Pick<ChosenPage, 'documentId' | 'index'>): string =>
  `document/thumb/${draftId}-${documentId}-${index}`

/** The cover sheet as it was saved at this revision. */
export const coverUrl = (draftId: FaxId, revision: number): string => `document/cover/${draftId}?revision=${revision}`
