/** A document's every page through the service, whatever one of them does, with the time each took. */
import type { DocumentRefusal } from '#app/domain/pages/document.ts'
import type { DocumentService } from '#main/documents/client.ts'
import type { RenditionPage } from '#main/documents/service/protocol.ts'

/** A page is made or refused in ten seconds, by whatever it takes. */
export const pageMsAtMost = 10_000

export type MadePage =
  { readonly kind: 'made'; readonly page: RenditionPage } | { readonly kind: 'refused'; readonly why: DocumentRefusal }

export interface Made {
  readonly pages: readonly MadePage[]
  /** The longest that one page was waited for, in ms. */
  readonly slowestMs: number
}

/** Waits for what the service answers; answers that too, and how long it took, in ms. */
export async function timed<T>(act: () => Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now()
  return [await act(), performance.now() - began]
}

/** Makes pages of `quality`, from `first` (from 0) to `end` (outside); after a page that is refused the next one is begun. */
export async function makePages(
  service: Pick<DocumentService, 'rendition'>,
  bytes: Uint8Array,
  { quality, first = 0, end }: { readonly quality: 'standard' | 'fine'; readonly first?: number; readonly end: number },
): Promise<Made> {
  const pages: MadePage[] = []
  let slowestMs = 0
  let since = performance.now()
  const waited = (): void => {
    const now = performance.now()
    slowestMs = Math.max(slowestMs, now - since)
    since = now
  }
  while (first + pages.length < end) {
    const from = first + pages.length
    since = performance.now()
    const onPage = (page: RenditionPage): void => {
      waited()
      pages.push({ kind: 'made', page })
    }
    const answer = await service.rendition(bytes, quality, { first: from, count: end - from, onPage })
    waited()
    if (answer.ok) continue
    pages.push({ kind: 'refused', why: answer.fault.code === 'document' ? answer.fault.refusal : 'crashed' })
  }
  return { pages, slowestMs }
}
