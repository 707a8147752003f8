/**
 * The thread in which reports are printed: asks for pieces, a handful at a time, and gives back bytes as they come. It is
 * fed only by ourselves, parses nothing and ends with its report.
 */
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openReport } from './report.ts'
import type { Frame, Piece } from './types.ts'

/** What the thread is given: absolute paths of the fonts, and what stands around every page. */
export type ReportWork = { readonly regularFont: string; readonly boldFont: string; readonly frame: Frame }
/** What it is sent each time it asks. */
export type MorePieces = { readonly pieces: readonly Piece[]; readonly last: boolean }
/** What it says: bytes of the file so far not handed over, and pages so far. `done`: there is nothing more. */
export type Printed = { readonly done: boolean; readonly bytes: Uint8Array; readonly pages: number }

async function print(work: ReportWork, port: NonNullable<typeof parentPort>): Promise<void> {
  const [regular, bold] = await Promise.all([readFile(work.regularFont), readFile(work.boldFont)])
  let chunks: Uint8Array[] = []
  const report = openReport({ regular, bold }, work.frame, (chunk) => chunks.push(chunk))
  const tell = (done: boolean, pages: number): void => {
    const bytes = together(chunks)
    chunks = []
    port.postMessage({ done, bytes, pages } satisfies Printed, [bytes.buffer])
  }
  port.on('message', ({ pieces, last }: MorePieces) => {
    for (const piece of pieces) report.put(piece)
    if (!last) return tell(false, report.pages())
    void report.finish().then((pages) => {
      tell(true, pages)
      port.close()
    })
  })
  tell(false, 0)
}

/** In a buffer of their own, so that it can be handed over instead of copied. */
function together(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

if (!parentPort) throw new TypeError('reports are printed in a thread')
await print(workerData as ReportWork, parentPort)
