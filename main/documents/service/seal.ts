/**
 * Sealing: cover and chosen pages become one new PDF, built by import. Nothing but the pages' own pictures may come
 * in: an edited original would still hold the pages a person took out (reference/documents §5).
 */
import { documentLimits } from '#app/domain/document.ts'
import { flattenPages, type Progress } from './flatten.ts'
import { openDocument, withPage, type Engine } from './pdfium.ts'
import type { ChosenPage, Packet, Pdf, Source } from './protocol.ts'
import { Refused } from './refused.ts'
import { save } from './save.ts'
import { tidy } from './tidy.ts'

/**
 * Seals a packet. Same input, same bytes. Refuses what `openDocument` refuses, a page that the document does not have
 * (damaged), no pages at all (no-pages) and too-many-pages.
 */
export async function seal(engine: Engine, packet: Packet, progress: Progress): Promise<Pdf> {
  const chosen = packet.sources.reduce((sum, source) => sum + source.pages.length, 0)
  if (chosen > documentLimits.pagesAtMost) throw new Refused('too-many-pages')
  const target = engine.api.FPDF_CreateNewDocument()
  if (target === 0) throw new RangeError('out of memory')
  try {
    for (const source of withCover(packet)) await appendSource(engine, target, source, progress)
    const pages = engine.api.FPDF_GetPageCount(target)
    if (pages === 0) throw new Refused('no-pages')
    return { bytes: tidy(save(engine, target)), pages }
  } finally {
    engine.api.FPDF_CloseDocument(target)
  }
}

const withCover = ({ cover, sources }: Packet): readonly Source[] =>
  cover ? [{ bytes: cover, pages: [{ index: 0, turn: 0 }] }, ...sources] : sources

async function appendSource(engine: Engine, target: number, source: Source, progress: Progress): Promise<void> {
  if (source.pages.length === 0) return
  const indices = source.pages.map((page) => page.index)
  const before = engine.api.FPDF_GetPageCount(target)
  const document = openDocument(engine, source.bytes, source.password)
  try {
    if (indices.some((index) => index >= document.pages)) throw new Refused('damaged')
    await flattenPages(engine, document.handle, new Set(indices), (done) => progress(before + done))
    append(engine, target, document.handle, indices)
  } finally {
    document.close()
  }
  turnPages(engine, target, before, source.pages)
}

/** One call for all pages of a source, so that fonts and pictures they share are copied once. */
function append(engine: Engine, target: number, document: number, indices: readonly number[]): void {
  const { api } = engine
  const list = new Uint8Array(Int32Array.from(indices).buffer)
  const imported = engine.lend(list, (pointer) =>
    api.FPDF_ImportPagesByIndex(target, document, pointer, indices.length, api.FPDF_GetPageCount(target)),
  )
  if (!imported) throw new Refused('damaged')
}

/** `turn` is added to the rotation the page brought along. */
function turnPages(engine: Engine, target: number, first: number, pages: readonly ChosenPage[]): void {
  const { api } = engine
  pages.forEach(({ turn }, offset) => {
    if (turn === 0) return
    withPage(engine, target, first + offset, (page) =>
      api.FPDFPage_SetRotation(page, (api.FPDFPage_GetRotation(page) + turn / 90) % 4),
    )
  })
}
