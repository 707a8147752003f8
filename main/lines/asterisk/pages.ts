/** A sealed packet as the TIFF a fax server sends: the very dots of its rendition, in G4. */
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { DocumentService } from '../../documents/client.ts'
import { writeTiff } from '../../documents/rendition/tiff.ts'

/** @returns the TIFF and how many pages it has; undefined where the packet could not be drawn */
export type FaxTiff = (
  packet: Uint8Array,
  quality: Quality,
) => Promise<{ readonly bytes: Uint8Array; readonly pages: number } | undefined>

export const faxTiffWith =
  (documents: Pick<DocumentService, 'rendition'>): FaxTiff =>
  async (packet, quality) => {
    const drawn = await documents.rendition(packet, quality)
    if (!drawn.ok) return undefined
    const pages = drawn.value.pages.map(({ g4, widthPx, heightPx }) => ({
      bytes: g4,
      widthPx,
      heightPx,
      coding: { kind: 't6' } as const,
    }))
    return { bytes: writeTiff(pages, quality), pages: pages.length }
  }
