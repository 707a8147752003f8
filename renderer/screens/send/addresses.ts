/** Where the Send screen reads pages of a draft, relative to its own address. */
import type { ChosenPage } from '#app/contract/desk/drafts.ts'
import type { DocumentId, FaxId } from '#app/domain/ids.ts'

/** An original, whole. */
export const originalUrl = (id: DocumentId): string => `document/original/${id}`

/** The small picture of one page of an original. */
export const thumbUrl = (draftId: FaxId, { documentId, index }: Pick<ChosenPage, 'documentId' | 'index'>): string =>
  `document/thumb/${draftId}-${documentId}-${index}`

/** A page of a sealed packet, from 1. The hash makes another address for other bytes; nothing is kept under it. */
export type SealedPage = { readonly faxId: FaxId; readonly page: number; readonly sha256: string }

/** A sealed page as the far machine prints it: its dots, or greys in a smaller size, in device pixels. */
export function receivedUrl({ faxId, page, sha256 }: SealedPage, size?: { width: number; height: number }): string {
  return `document/received/${faxId}-${page}${size ? `-${size.width}x${size.height}` : ''}?${sha256}`
}

/** The cover sheet as it was saved at this revision. */
export const coverUrl = (draftId: FaxId, revision: number): string => `document/cover/${draftId}?revision=${revision}`
