/**
 * Sealing: cover and chosen pages become one new PDF, built by import. Nothing but the pages' own pictures may come
 * in: an edited original would still hold the pages a person took out (reference/documents §5).
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import { repaired } from '#app/domain/pages/page-marks.ts'
import { paintedPdf, paintPage, type Painted, type Paper } from '../redaction/paint.ts'
import { proveHidden } from '../redaction/prove.ts'
import { openDrawing } from '../rendition/draw.ts'
import type { RenditionTools } from '../rendition/rendition.ts'
import { letGo } from './files.ts'
import { flattenPages, type Progress } from './flatten.ts'
import { openDocument, withPage, type Engine, type OpenDocument } from './pdfium.ts'
import type { ChosenPage, Packet, Pdf, Source } from './protocol.ts'
import { asPage, Refused } from './refused.ts'
import { save } from './save.ts'
import { changedPages } from './sealing/changed.ts'
import { tidy } from './sealing/tidy.ts'

/** `painted`: places of pages that went as pictures. */
export interface Sealed extends Pdf {
  readonly painted: ReadonlySet<number>
}

/** Puts the sender line on the pages of a packet that is built. */
export type Stamping = (built: Sealed) => Promise<Pdf>

/**
 * Seals a packet. Same input, same bytes. Refuses what `openDocument` refuses, a page that the document does not have
 * (damaged), no pages at all (no-pages), too-many-pages, too-many-dots on a page that goes as a picture, and not-hidden.
 */
export async function seal(tools: RenditionTools, packet: Packet, progress: Progress, stamp?: Stamping): Promise<Pdf> {
  const chosen = packet.sources.reduce((sum, source) => sum + source.pages.length, 0)
  if (chosen > documentLimits.pagesAtMost) throw new Refused('too-many-pages')
  const sources = withCover(packet)
  const stamped = stamp !== undefined
  const paper: Paper = { quality: packet.quality ?? 'fine', strip: stamped }
  const make = async (asPictures: ReadonlySet<ChosenPage>): Promise<Sealed> => {
    const built = await build({ tools, paper, asPictures }, sources, progress)
    return stamp ? { ...built, ...(await stamp(built)) } : built
  }
  const made = await make(new Set())
  const changed = await changedPages(tools.engine, { ...made, stamped }, sources, progress)
  if (changed.size === 0) return { bytes: made.bytes, pages: made.pages }
  letGo(made.bytes)
  const { bytes, pages } = await make(changed)
  return { bytes, pages }
}

/** One new PDF; pages among `asPictures` go as pictures, as others may for reasons of their own. */
async function build(how: How, sources: readonly Source[], progress: Progress): Promise<Sealed> {
  const { engine } = how.tools
  const target = engine.api.FPDF_CreateNewDocument()
  if (target === 0) throw new RangeError('out of memory')
  try {
    const sealing: Sealing = { ...how, target, painted: new Map() }
    for (const source of sources) await appendSource(sealing, source, progress)
    const pages = engine.api.FPDF_GetPageCount(target)
    if (pages === 0) throw new Refused('no-pages')
    const bytes = tidy(save(engine, target))
    if (sealing.painted.size > 0) proveHidden(engine, bytes, sealing.painted)
    return { bytes, pages, painted: new Set(sealing.painted.keys()) }
  } finally {
    engine.api.FPDF_CloseDocument(target)
  }
}

function withCover({ cover, sources }: Packet): readonly Source[] {
  if (!cover) return sources
  return [
    { bytes: cover.bytes, pages: Array.from({ length: cover.pages }, (_, index) => ({ index, turn: 0 })) },
    ...sources,
  ]
}

interface How {
  readonly tools: RenditionTools
  readonly paper: Paper
  readonly asPictures: ReadonlySet<ChosenPage>
}

interface Sealing extends How {
  readonly target: number
  /** Pages that go as pictures, by their place in the packet. */
  readonly painted: Map<number, Painted>
}

async function appendSource(sealing: Sealing, source: Source, progress: Progress): Promise<void> {
  if (source.pages.length === 0) return
  const { tools, target } = sealing
  const { engine } = tools
  const indices = source.pages.map((page) => page.index)
  const before = engine.api.FPDF_GetPageCount(target)
  const document = openDocument(engine, source.bytes, source.password)
  try {
    if (indices.some((index) => index >= document.pages)) throw new Refused('damaged')
    await flattenPages(engine, document.handle, new Set(indices), (done) => progress(before + done))
    for (const { pictures, pages } of stretches(source, sealing.asPictures)) {
      if (pictures) await appendPainted(sealing, document, { ...source, pages }, progress)
      else appendKept(engine, target, document.handle, pages)
    }
  } finally {
    document.close()
  }
}

interface Stretch {
  readonly pictures: boolean
  readonly pages: ChosenPage[]
}

/**
 * Neighbours that go the same way. Pages of one file may share parts of it (ISO 32000-2 §7.8.3: resources), and a part
 * shared brings along whatever it holds: where anything in a file is hidden, all its pages go as pictures.
 */
function stretches({ pages, hides }: Source, asPictures: ReadonlySet<ChosenPage>): readonly Stretch[] {
  const found: Stretch[] = []
  for (const page of pages) {
    const pictures = hides === true || repaired(page) || asPictures.has(page)
    const last = found.at(-1)
    if (last?.pictures === pictures) last.pages.push(page)
    else found.push({ pictures, pages: [page] })
  }
  return found
}

function appendKept(engine: Engine, target: number, document: number, pages: readonly ChosenPage[]): void {
  const first = engine.api.FPDF_GetPageCount(target)
  const indices = pages.map(({ index }) => index)
  for (const index of new Set(indices)) ownAttributes(engine, document, index)
  append(engine, target, document, indices)
  turnPages(engine, target, first, pages)
}

/**
 * Import looks for what a page inherits among its parents, and for ever where those go round in a circle: a page that has
 * its rotation and boxes itself is not looked up.
 */
function ownAttributes(engine: Engine, document: number, index: number): void {
  const { api, lend, read } = engine
  withPage(engine, document, index, (page) => {
    api.FPDFPage_SetRotation(page, api.FPDFPage_GetRotation(page))
    // FPDF_GetPageBoundingBox writes left, top, right, bottom.
    const box = lend(new Uint8Array(16), (pointer) =>
      api.FPDF_GetPageBoundingBox(page, pointer) ? new Float32Array(read(pointer, 16).buffer) : undefined,
    )
    if (!box) throw new Refused('damaged')
    const [left = 0, top = 0, right = 0, bottom = 0] = box
    api.FPDFPage_SetCropBox(page, left, bottom, right, top)
    const own = lend(new Uint8Array(16), (at) => api.FPDFPage_GetMediaBox(page, at, at + 4, at + 8, at + 12))
    if (!own) api.FPDFPage_SetMediaBox(page, left, bottom, right, top)
  })
}

async function appendPainted(
  { tools, paper, target, painted }: Sealing,
  document: OpenDocument,
  { bytes, pages }: Source,
  progress: Progress,
): Promise<void> {
  const { engine } = tools
  const first = engine.api.FPDF_GetPageCount(target)
  const drawing = openDrawing(engine, tools.kernel, document, bytes)
  const made: Painted[] = []
  try {
    for (const page of pages) {
      made.push(asPage(first + made.length + 1, () => paintPage(tools, drawing, document.handle, page, paper)))
      await progress(first + made.length)
    }
  } finally {
    drawing.close()
  }
  const pictures = openDocument(engine, paintedPdf(made, paper.quality), undefined)
  try {
    append(engine, target, pictures.handle, [...made.keys()])
  } finally {
    pictures.close()
  }
  made.forEach((page, at) => painted.set(first + at, page))
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
