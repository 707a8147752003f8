/**
 * Facts about a document's pages by which it can be judged whether a fax of them can be read, and whether they belong
 * together. Measured on the very dots that would be sent at fine quality. Nothing is judged here, and nothing is kept.
 */
import { identityIn, identityLikely, together } from '#app/domain/pages/identity.ts'
import type { Identity } from '#app/domain/pages/legibility.ts'
import { pagesReadAtMost } from '#app/domain/pages/reading.ts'
import { faxDpi, faxWidthPx } from '#app/domain/pages/rendition.ts'
import { openDrawing, type Drawing } from '../rendition/draw.ts'
import { photographs } from '../rendition/photographs.ts'
import { drawnPage, type RenditionTools } from '../rendition/rendition.ts'
import { flattenPages } from '../service/flatten.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import type { MeasuredPage, RenditionPage } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'
import { answerLines, stackedLines } from './answers.ts'
import { areasOf } from './areas.ts'
import { inkBoxOf } from './ink-box.ts'
import { inkShareOf, measureScan } from './scan.ts'
import { shadesOn } from './shades.ts'
import { charactersOf, type Character } from './text.ts'

/** Told of each page when it is measured, with how many there are by then. */
export type OnFacts = (page: MeasuredPage, done: number) => Promise<void>

/** Measures some pages, one after the other; answers how many. Refuses what `openDocument` refuses, and no such page (damaged). */
export async function measureDocument(
  tools: RenditionTools,
  { bytes, first, count }: { readonly bytes: Uint8Array; readonly first: number; readonly count: number },
  onFacts: OnFacts,
): Promise<{ readonly pages: number; readonly of: number }> {
  const { engine } = tools
  const document = openDocument(engine, bytes, undefined)
  try {
    const pages = Math.min(count, document.pages - first)
    if (pages < 1) throw new Refused('damaged')
    const indices = Array.from({ length: pages }, (_, at) => first + at)
    const printed = indices.map((index) => printedOn(engine, document.handle, index))
    await flattenPages(engine, document.handle, new Set(indices), () => Promise.resolve())
    const drawing = openDrawing(engine, tools.kernel, document, bytes)
    try {
      for (const [at, index] of indices.entries()) {
        const facts = withPage(engine, document.handle, index, (page) =>
          measurePage(tools, drawing, page, { index, printed: printed[at] }),
        )
        await onFacts(facts, at + 1)
      }
    } finally {
      drawing.close()
    }
    return { pages, of: document.pages }
  } finally {
    document.close()
  }
}

/** How many characters a page has before what was typed or stamped on it is drawn; undefined where nothing was. */
function printedOn(engine: Engine, document: number, index: number): number | undefined {
  if (engine.api.EPDFPage_GetAnnotCountRaw(document, index) === 0) return undefined
  return withPage(engine, document, index, (page) => charactersOf(engine, page).length)
}

/** A page with fewer characters than this is a picture, whatever somebody has stamped on it. */
const writingLeast = 20
/** Less ink than this is a blank page. */
const inkLeast = 0.0005

interface Place {
  readonly index: number
  readonly printed: number | undefined
}

function measurePage(tools: RenditionTools, drawing: Drawing, page: number, { index, printed }: Place): MeasuredPage {
  const { engine, kernel } = tools
  const characters = charactersOf(engine, page)
  const { placed, lies, pictures } = drawnPage(tools, drawing, page, 'fine')
  const dots = { grey: kernel.grey().slice(), widthPx: faxWidthPx, heightPx: placed.heightPx }
  kernel.binarise()
  const ink = kernel.dots()
  const inked = inkBoxOf({ ...dots, ink }, placed)
  const inkShare = inkShareOf({ ...dots, ink })
  const scale = ((placed.widthPx / faxDpi.across) * 72) / engine.api.FPDF_GetPageWidthF(page)
  const text = areasOf(characters, { ...dots, leftPx: placed.leftPx, pageWidthPx: placed.widthPx }, scale)
  const written = text.reduce((sum, area) => sum + area.characters, 0)
  const picture = written < writingLeast && (inkShare > inkLeast || hasShade(dots.grey))
  const scan = picture ? measureScan({ ...dots, ink }) : undefined
  const found = photographs(engine, page, pictures, lies, { grey: dots.grey, ink, cells: () => kernel.cells() })
  // The first coding may move the kernel's memory: nothing of it is looked at from here on.
  const read = scan && index < pagesReadAtMost ? toRead(kernel, placed.heightPx) : {}
  return {
    text: [...text],
    ...(scan ? { scan } : {}),
    ...shadesOn(kernel, found, placed),
    inkShare,
    ...(inked ? { ink: inked } : {}),
    identity: identityOf(characters, printed),
    searchable: characters.some(({ text: own }) => own.trim() !== ''),
    ...read,
  }
}

/** No page of writing takes more; noise does. */
const dotBytesAtMost = 256 * 1024

/** The page in the kernel, small enough to be kept until somebody has time to read it. */
function toRead(kernel: RenditionTools['kernel'], heightPx: number): { readonly dots?: RenditionPage } {
  const g4 = kernel.g4()
  return g4.byteLength > dotBytesAtMost ? {} : { dots: { g4, widthPx: faxWidthPx, heightPx } }
}

/** Writing too faint to become ink is still there. */
const hasShade = (grey: Uint8Array): boolean => {
  let shaded = 0
  for (let at = 0; at < grey.length; at += 7) if ((grey[at] ?? 255) < 232) shaded += 1
  return shaded / (grey.length / 7) > inkLeast * 4
}

/** What is typed on the page comes once more, behind its labels; and what stands under one. */
function identityOf(characters: readonly Character[], printed = characters.length): Identity {
  const text = characters
    .map(({ text: own }) => own)
    .join('')
    .replaceAll(/\r\n?/g, '\n')
  const [own, typed] = [characters.slice(0, printed), characters.slice(printed)]
  return together(
    identityIn([text, ...answerLines(own, typed)].join('\n')),
    identityLikely(stackedLines(own).join('\n')),
  )
}
