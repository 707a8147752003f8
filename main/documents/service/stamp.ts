/**
 * The sender line on every page (47 CFR 68.318(d)): when it was sent, by whom and from which number, and which page of
 * how many. It stands in a strip of its own along the top; the page is made smaller by that strip, never written over.
 */
import type { PageBox } from '#app/domain/pages/page-marks.ts'
import { sheetOf, type Edges } from '../rendition/place.ts'
import type { Progress } from './flatten.ts'
import { letGo, takenIn } from './files.ts'
import { openFile, withPage, type Engine } from './pdfium.ts'
import type { Pdf, Stamp } from './protocol.ts'
import type { Sealed } from './seal.ts'
import { Refused } from './refused.ts'
import { save } from './save.ts'
import { tidy } from './sealing/tidy.ts'

/** Of a page as wide as Letter, in points: large enough to be read at 98 rows to the inch. */
const strip = { height: 24, baseline: 8, size: 12.5, margin: 27 } as const
const letterWidth = 612
/** A line too long is narrowed so far, and set smaller from there. */
const narrowest = 0.82

interface Size {
  readonly width: number
  readonly height: number
}

/** How much larger than on Letter everything is drawn: a fax makes wide pages smaller. */
const unitOf = ({ width, height }: Size): number =>
  Math.min(Math.max(1, width / letterWidth), height / (strip.height * 6))

/** What the strip leaves of a page, whose size is in points: in proportion, in the middle of the lower edge. */
export function roomUnderStrip(size: Size): PageBox {
  const share = 1 - (strip.height * unitOf(size)) / size.height
  return { left: (1 - share) / 2, top: 1 - share, width: share, height: share }
}

/**
 * A sealed PDF with the line on all its pages; the `painted` ones have room for it. Same input, same bytes; `progress` goes
 * on counting. The bytes it had without the line are used up.
 */
export async function stampPages(
  engine: Engine,
  { bytes, pages, painted }: Sealed,
  { stamp, font: fontBytes }: { readonly stamp: Stamp; readonly font: Uint8Array },
  progress: Progress,
): Promise<Pdf> {
  // Building has left room in PDFium's memory: there, and not beside it, the file waits for its successor.
  const file = takenIn(engine, bytes)
  letGo(bytes)
  const { handle, close } = openFile(engine, file, undefined)
  const { api, lend } = engine
  const font = lend(fontBytes, (pointer) => api.FPDFText_LoadFont(handle, pointer, fontBytes.length, trueType, true))
  try {
    if (font === 0) throw new RangeError('no font')
    for (let index = 0; index < pages; index += 1) {
      const text = `${stamp.text}   ${pageOf(stamp, index + 1, pages)}`
      const sight = withPage(engine, handle, index, (page) => {
        const seen = sightOf(boxOf(engine, page), api.FPDFPage_GetRotation(page))
        if (!painted.has(index)) shrink(engine, page, seen)
        return seen
      })
      // What was moved is read anew: PDFium keeps the old places of a loaded page.
      withPage(engine, handle, index, (page) => write(engine, handle, { page, font, text, sight }))
      await progress(pages + index + 1)
    }
    return { bytes: tidy(save(engine, handle)), pages }
  } finally {
    if (font !== 0) api.FPDFFont_Close(font)
    close()
  }
}

const pageOf = ({ pageOf }: Stamp, page: number, pages: number): string =>
  pageOf.replace('{page}', String(page)).replace('{pages}', String(pages))

/** FPDF_FONT_TRUETYPE, fpdf_edit.h. */
const trueType = 2

/** The page as people see it: its size, and how a place in it lies in the page's own measure (a PDF matrix). */
interface Sight extends Size {
  readonly matrix: Matrix
}

type Matrix = readonly [number, number, number, number, number, number]

/** Makes the page's picture smaller, towards the middle of its lower edge. */
function shrink(engine: Engine, page: number, sight: Sight): void {
  const { api, lend } = engine
  const box = boxOf(engine, page)
  const scale = roomUnderStrip(sight).height
  const [x, y] = placed(sight.matrix, sight.width / 2, 0)
  const at = (value: number, middle: number): number => middle + (value - middle) * scale
  const matrix = Float32Array.of(scale, 0, 0, scale, x * (1 - scale), y * (1 - scale))
  // FS_RECTF: left, top, right, bottom. What lay outside the page stays outside.
  const clip = Float32Array.of(at(box.left, x), at(box.top, y), at(box.right, x), at(box.bottom, y))
  const done = lend(bytesOf(matrix), (matrixAt) =>
    lend(bytesOf(clip), (clipAt) => api.FPDFPage_TransFormWithClip(page, matrixAt, clipAt)),
  )
  // A page without contents has nothing to make smaller.
  if (!done && api.FPDFPage_CountObjects(page) > 0) throw new Refused('damaged')
}

function boxOf(engine: Engine, page: number): Edges {
  const sheet = sheetOf(engine, page)
  if (!sheet) throw new Refused('damaged')
  return sheet
}

/** @param turns quarter turns clockwise */
function sightOf({ left, top, right, bottom }: Edges, turns: number): Sight {
  const [across, down] = [right - left, top - bottom]
  const [width, height] = turns % 2 === 0 ? [across, down] : [down, across]
  const matrices: Readonly<Record<number, Matrix>> = {
    1: [0, 1, -1, 0, right, bottom],
    2: [-1, 0, 0, -1, right, top],
    3: [0, -1, 1, 0, left, top],
  }
  return { width, height, matrix: matrices[turns] ?? [1, 0, 0, 1, left, bottom] }
}

const placed = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
]

interface Line {
  readonly page: number
  readonly font: number
  readonly text: string
  readonly sight: Sight
}

function write({ api, lend, read }: Engine, document: number, { page, font, text, sight }: Line): void {
  const { width, height, matrix } = sight
  const unit = unitOf(sight)
  const object = api.FPDFPageObj_CreateTextObj(document, font, strip.size * unit)
  if (object === 0) throw new RangeError('out of memory')
  lend(utf16(text), (pointer) => api.FPDFText_SetText(object, pointer))
  const wide = lend(new Uint8Array(16), (at) => {
    api.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)
    return new Float32Array(read(at, 16).buffer)[2] ?? 0
  })
  const fit = Math.min(1, (width - 2 * strip.margin * unit) / Math.max(wide, 1))
  const narrow = Math.max(fit, narrowest)
  const down = fit / narrow
  const x = (width - wide * fit) / 2
  const y = height - (strip.height - strip.baseline) * unit
  const [e, f] = placed(matrix, x, y)
  const [a, b, c, d] = matrix
  api.FPDFPageObj_Transform(object, a * fit, b * fit, c * down, d * down, e, f)
  api.FPDFPage_InsertObject(page, object)
  if (!api.FPDFPage_GenerateContent(page)) throw new Refused('damaged')
}

const bytesOf = (values: Float32Array): Uint8Array => new Uint8Array(values.buffer)

/** As PDFium takes text: UTF-16, little end first, with a closing zero. */
const utf16 = (text: string): Uint8Array => Buffer.from(`${text}\0`, 'utf16le')
