/** Where the Send screen reads pages of a draft, relative to its own address. */
import type { ChosenPage } from '#app/contract/desk/drafts.ts'
import type { DocumentId, FaxId } from '#app/domain/ids.ts'
import type { PictureBox } from '#app/domain/pages/picture.ts'

/** An original, whole. */
export const originalUrl = (id: DocumentId): string => `document/original/${id}`

/** The small picture of one page of an original. */
export const thumbUrl = (draftId: FaxId, { documentId, index }: Pick<ChosenPage, 'documentId' | 'index'>): string =>
  `document/thumb/${draftId}-${documentId}-${index}`

/** A page of a sealed packet, from 1. The hash makes another address for other bytes; nothing is kept under it. */
export type SealedPage = { readonly faxId: FaxId; readonly page: number; readonly sha256: string }

/** A sealed page in a room of so many device pixels: in its colours, or as the far machine prints it. */
export const sealedPageUrl = (
  look: 'sealed' | 'received',
  { faxId, page, sha256 }: SealedPage,
  box: PictureBox,
): string => `document/${look}/${faxId}-${page}-${roomOf(box)}?${sha256}`

/** A page of the cover sheet, from 1, as it was saved at this revision, in a room of so many device pixels. */
export const coverPageUrl = (draftId: FaxId, page: number, revision: number, box: PictureBox): string =>
  `document/cover/${draftId}-${page}-${roomOf(box)}?revision=${revision}`

const roomOf = ({ widthPx, heightPx }: PictureBox): string => `${widthPx}x${heightPx}`
