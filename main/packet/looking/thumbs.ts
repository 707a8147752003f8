/**
 * Small pictures of the pages of originals, for the strip. A few neighbours are made in a row, because each row opens the
 * document once, and kept while somebody works, in memory only. Whose they are to see is asked elsewhere.
 */
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { DocumentService } from '../../documents/client.ts'
import type { Thumb } from '../../documents/service/protocol.ts'

export type Thumbs = {
  /**
   * The picture of a page, as PNG, made now unless it is kept; `bytes` reads its original. Once nobody waits for any of
   * a row its making is called off. Faults: what `bytes` answers; not-found for a page that is not there; document.
   */
  readonly of: (page: PageName, bytes: () => Promise<Outcome<Uint8Array>>, signal?: AbortSignal) => Promise<Png>
  readonly forget: () => void
}

/** `index` from 0. */
export type PageName = { readonly documentId: string; readonly index: number }
type Png = Outcome<Uint8Array>
type Row = { waiting: number; readonly off: AbortController }
type Making = { readonly png: Promise<Png>; readonly row: Row }

/** Short enough that whatever is more urgent need not wait long for the child. */
const inARow = 6
/** Of some ten kilobytes each. */
const keptAtMost = 480

export function createThumbs(documents: Pick<DocumentService, 'thumbs'>): Thumbs {
  const made = new Map<string, Making>()
  return {
    async of(page, bytes, signal) {
      const name = nameOf(page)
      if (!made.has(name)) {
        const original = await bytes()
        if (!original.ok) return original
        if (signal?.aborted) return calledOff
        if (!made.has(name)) begin(documents, made, page, original.value)
      }
      const making = made.get(name)
      if (!making) return notFound
      made.delete(name)
      made.set(name, making)
      return whileWanted(making, signal)
    },
    forget: () => made.clear(),
  }
}

const calledOff = fail({ code: 'document', refusal: 'called-off' })
const nameOf = ({ documentId, index }: PageName): string => `${documentId} ${index}`

/** The picture, unless the last who waits for its row goes away before. */
async function whileWanted({ png, row }: Making, signal: AbortSignal | undefined): Promise<Png> {
  let waits = true
  row.waiting += 1
  const leave = (): void => {
    if (waits) row.waiting -= 1
    waits = false
  }
  const gone = (): void => {
    leave()
    if (row.waiting === 0) row.off.abort()
  }
  signal?.addEventListener('abort', gone, { once: true })
  try {
    return await png
  } finally {
    signal?.removeEventListener('abort', gone)
    leave()
  }
}

/** Begins the row a page is in: the page itself first, then its neighbours that are not made yet. */
function begin(
  documents: Pick<DocumentService, 'thumbs'>,
  made: Map<string, Making>,
  { documentId, index }: PageName,
  original: Uint8Array,
): void {
  const row: Row = { waiting: 0, off: new AbortController() }
  const from = index - (index % inARow)
  const neighbours = Array.from({ length: inARow }, (_, at) => from + at).filter((page) => page !== index)
  const pages = [index, ...neighbours].filter((page) => !made.has(nameOf({ documentId, index: page })))
  const waits = new Map(pages.map((page) => [page, Promise.withResolvers<Png>()]))
  for (const [page, { promise }] of waits) made.set(nameOf({ documentId, index: page }), { png: promise, row })
  for (const oldest of [...made.keys()].slice(0, -keptAtMost)) made.delete(oldest)
  const heard = ({ index: page, png }: Thumb): void => {
    waits.get(page)?.resolve(png ? ok(png) : unshown)
    waits.delete(page)
  }
  const asked = { urgency: 'strip', signal: row.off.signal } as const
  void documents.thumbs(original, pages, heard, asked).then((outcome) => {
    const [inHand] = waits.keys()
    for (const [page, { resolve }] of waits) {
      // The page a child was given up over is known as one that cannot be shown; the others may be asked for again.
      if (page !== inHand || !endsChild(outcome)) made.delete(nameOf({ documentId, index: page }))
      resolve(outcome.ok ? notFound : outcome)
    }
  })
}

const unshown = fail({ code: 'document', refusal: 'damaged' })

const endsChild = (outcome: Outcome<unknown>): boolean =>
  !outcome.ok &&
  outcome.fault.code === 'document' &&
  (outcome.fault.refusal === 'crashed' || outcome.fault.refusal === 'took-too-long')
