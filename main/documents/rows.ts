/**
 * A rendition, made a row of pages at a time, by as many children as there are, and handed on in order. What a page is and
 * how it is drawn is not known here.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import { ok, type Fault, type Outcome } from '#app/domain/outcome.ts'
import type { RenditionQuality } from '#app/domain/pages/rendition.ts'
import type { Asked, Pool } from './pool.ts'
import { refused } from './runner.ts'
import type { RenditionOrder, RenditionPage } from './service/protocol.ts'
import { sniff } from './sniff.ts'

/** Pages of a rendition that one child makes in a row at most, before whatever is more urgent has its turn. */
const pagesInARow = 12
/** How many pages there are is known after the first row, and nobody else can begin before: it is short. */
const pagesAtFirst = 4
/** All pages together: more than any packet worth a call has, less than would hurt whoever keeps them. */
const renditionBytesAtMost = 128 * 1024 * 1024

/** A PDF, or some of its pages in order, as a fax machine prints them. The caller keeps it: nothing is kept here. */
export interface Rendition {
  readonly pages: readonly RenditionPage[]
  /** Of all these pages in G4. */
  readonly bytes: number
}

export interface RenditionChoice extends Asked {
  /** The first page to make, from 0. */
  readonly first?: number
  /** How many at most; all, if left out. */
  readonly count?: number
  /** Hears of each page, in order, as soon as it is made; it must not throw. */
  readonly onPage?: (page: RenditionPage, index: number) => void
}

/** Makes the pages that are asked for. Refuses as `DocumentService.rendition` says. */
export async function makeRows(
  pool: Pool,
  bytes: Uint8Array,
  quality: RenditionQuality,
  { first = 0, count = documentLimits.pagesAtMost + 1, onPage, ...asked }: RenditionChoice = {},
): Promise<Outcome<Rendition>> {
  const refusal = sniff(bytes)
  if (refusal) return refused(refusal)
  const enough = new AbortController()
  const row = inOrder(first, onPage, () => enough.abort())
  const signal = asked.signal ? AbortSignal.any([asked.signal, enough.signal]) : enough.signal
  const part = (from: number, pages: number): Promise<Outcome<{ readonly of: number }>> =>
    makeRow(pool, { bytes, quality, first: from, count: pages }, { ...asked, signal }, row.put)
  const begun = await part(first, Math.min(count, pagesAtFirst))
  if (!begun.ok) return begun
  const end = Math.min(first + count, begun.value.of)
  const rest = await Promise.all(
    evenRows(first + pagesAtFirst, end, pool.children).map(([from, pages]) => part(from, pages)),
  )
  if (enough.signal.aborted) return refused('too-large')
  const failed = rest.find((made) => !made.ok)
  if (failed) return failed
  return ok({ pages: row.pages(), bytes: row.bytes() })
}

/** Rows of pages, as many and as long for each child: where each begins, and how many pages it has. */
function evenRows(from: number, end: number, children: number): readonly (readonly [number, number])[] {
  if (end <= from) return []
  const rows = Math.ceil((end - from) / pagesInARow / children) * children
  const each = Math.ceil((end - from) / rows)
  return Array.from({ length: Math.ceil((end - from) / each) }, (_, at) => {
    const begin = from + at * each
    return [begin, Math.min(each, end - begin)]
  })
}

/** Makes a few pages, and answers how many the document has. */
async function makeRow(
  pool: Pool,
  order: RenditionOrder,
  asked: Asked,
  put: (index: number, page: RenditionPage) => void,
): Promise<Outcome<{ readonly of: number }>> {
  let made = 0
  const done = await pool.job('rendition', { order }, asked, (page) => {
    put(order.first + made, page)
    made += 1
  })
  // A child that counts other pages than it handed over has lost some; so has one whose document ends too soon.
  const whole = done.ok && made === done.value.pages && made === Math.min(order.count, done.value.of - order.first)
  if (done.ok) return whole ? done : refused('damaged')
  return endedBy(done.fault) ? refused(done.fault.refusal, order.first + made + 1) : done
}

/** Whether a child was given up over the page it had in hand. */
const endedBy = (fault: Fault): fault is Fault & { readonly code: 'document' } =>
  fault.code === 'document' && (fault.refusal === 'crashed' || fault.refusal === 'took-too-long')

/** Pages that may come in any order, handed on in the right one; `full` is called when they are more than we keep. */
function inOrder(first: number, onPage: RenditionChoice['onPage'], full: () => void) {
  const pages: RenditionPage[] = []
  let told = 0
  let bytes = 0
  return {
    put: (index: number, page: RenditionPage): void => {
      pages[index - first] = page
      bytes += page.g4.byteLength
      if (bytes > renditionBytesAtMost) return full()
      for (let next = pages[told]; next; next = pages[told]) {
        told += 1
        onPage?.(next, first + told - 1)
      }
    },
    pages: (): readonly RenditionPage[] => pages,
    bytes: () => bytes,
  }
}
