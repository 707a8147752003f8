/**
 * Pages that must not be sent as they were copied, and go as pictures of what the original shows: those that bring along
 * more than they show, and those that look otherwise once they are copied and the sender line has its room. Optional
 * content (ISO 32000-2 §8.11) is shown or hidden by what the document as a whole says of it, and that is not copied: a
 * layer that nobody was to see would be sent. Others undo the very state that makes room for the line.
 */
import type { PageBox } from '#app/domain/pages/page-marks.ts'
import { dotsOn, picturesOn, tooManyDots } from '../../rendition/page-pictures.ts'
import { flattenPages, type Progress } from '../flatten.ts'
import { openDocument, turned, withPage, type Engine } from '../pdfium.ts'
import type { ChosenPage, Source } from '../protocol.ts'
import type { Sealed } from '../seal.ts'
import { roomUnderStrip } from '../stamp.ts'
import { unseenIn } from './unseen.ts'

/**
 * Those of the chosen pages that the sealed PDF, which has them in this order, does not show as their originals do, or
 * whose copies may hold something of the pages left out. Pages that went as pictures are not looked at: they are what was
 * drawn from the original. With `stamped` ones the sender line is left out.
 */
export async function changedPages(
  engine: Engine,
  { bytes: sealed, painted, stamped }: Sealed & { readonly stamped: boolean },
  sources: readonly Source[],
  progress: Progress,
): Promise<ReadonlySet<ChosenPage>> {
  const changed = new Set<ChosenPage>()
  const layers = hasLayers(sealed)
  const unseen = unseenIn(sealed)
  const copy = openDocument(engine, sealed, undefined)
  try {
    let place = 0
    for (const { bytes, password, pages } of sources) {
      const kept = new Map(pages.map((page, at) => [place + at, page] as const).filter(([at]) => !painted.has(at)))
      place += pages.length
      if (kept.size === 0) continue
      const original = openDocument(engine, bytes, password)
      try {
        // Copied pages have their notes and answers in them.
        await flattenPages(engine, original.handle, new Set([...kept.values()].map(({ index }) => index)), progress)
        const some = new Set(pages.map(({ index }) => index)).size < original.pages
        for (const [at, page] of kept) {
          if (some && unseen(at)) {
            changed.add(page)
            continue
          }
          const seen = withPage(engine, original.handle, page.index, (own) =>
            turned(engine, own, page.turn, () => sightOf(engine, own, whole, layers)),
          )
          await progress(at)
          if (!withPage(engine, copy.handle, at, (own) => isSeen(engine, own, seen, stamped))) changed.add(page)
          await progress(at)
        }
      } finally {
        original.close()
      }
    }
  } finally {
    copy.close()
  }
  return changed
}

/** Whether a file as PDFium writes it, its dictionaries in plain sight, has anything that may be shown or not. */
const hasLayers = (saved: Uint8Array): boolean => {
  const file = Buffer.from(saved.buffer, saved.byteOffset, saved.byteLength)
  return file.includes('/OCG') || file.includes('/OCMD')
}

/** What there is to see on a page: its dots, small and in grey, or where its objects lie. */
type Sight = { readonly dots: Uint8Array } | { readonly places: readonly number[] }

const whole: PageBox = { left: 0, top: 0, width: 1, height: 1 }
/**
 * Scans take as long to be drawn small as large, and nothing of a picture can be lost on the way but its place: where
 * there are no layers, the places of all objects of such a page are compared instead. A page of 100 dots to the inch has
 * fewer.
 */
const dotsLookedAt = 1_000_000

function sightOf(engine: Engine, page: number, room: PageBox, layers: boolean): Sight {
  const pictures = picturesOn(engine, page)
  const dear = tooManyDots(engine, pictures) || (!layers && dotsOn(engine, pictures) > dotsLookedAt)
  return dear ? { places: placesOf(engine, page, room) } : { dots: dotsOf(engine, page, room) }
}

function isSeen(engine: Engine, page: number, seen: Sight, stamped: boolean): boolean {
  const { api } = engine
  const size = { width: api.FPDF_GetPageWidthF(page), height: api.FPDF_GetPageHeightF(page) }
  const room = stamped ? roomUnderStrip(size) : whole
  if ('dots' in seen) return alike(seen.dots, dotsOf(engine, page, room))
  // The line is the last object of a page.
  const places = placesOf(engine, page, room).slice(0, seen.places.length)
  return seen.places.every((value, at) => Math.abs(value - (places[at] ?? Infinity)) <= placesApart)
}

/** FPDFBitmap_Gray, fpdfview.h. */
const greyFormat = 1
const widthPx = 432
const heightPx = 560
/** White around what is drawn, in dots: pictures at whole dots would turn out a dot wider or not by mere rounding. */
const inset = 0.4

/** A part of a page so small that a letter can still be missed on it, as large as the dots allow. */
function dotsOf(engine: Engine, page: number, { left, top, width, height }: PageBox): Uint8Array {
  const { api, lend, read, look } = engine
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, greyFormat, 0, 0)
  if (bitmap === 0) throw new RangeError('out of memory')
  const [across, down] = [(widthPx - 2 * inset) / width, (heightPx - 2 * inset) / height]
  const [scaleX, scaleY] = [across / api.FPDF_GetPageWidthF(page), down / api.FPDF_GetPageHeightF(page)]
  const matrix = Float32Array.of(scaleX, 0, 0, scaleY, inset - left * across, inset - top * down)
  const clip = Float32Array.of(0, 0, widthPx, heightPx)
  try {
    const buffer = api.FPDFBitmap_GetBuffer(bitmap)
    look(buffer, widthPx * heightPx).fill(0xff)
    lend(new Uint8Array(matrix.buffer), (matrixAt) =>
      lend(new Uint8Array(clip.buffer), (clipAt) =>
        api.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrixAt, clipAt, 0),
      ),
    )
    return read(buffer, widthPx * heightPx)
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}

/** One engine draws the same thing the same way, but for rounding: of greys, and of edges by a dot. */
const roundingAtMost = 8
/** The corners of a rule that was rounded otherwise; a letter has more. */
const oddAtMost = 4
const alike = (one: Uint8Array, other: Uint8Array): boolean => oddDots(one, other) + oddDots(other, one) <= oddAtMost

/** Dots darker or lighter than all that surround their place on the other picture. */
function oddDots(one: Uint8Array, other: Uint8Array): number {
  let odd = 0
  for (let at = 0; at < one.length; at += 1) {
    const dot = one[at] ?? 255
    if (Math.abs(dot - (other[at] ?? 255)) <= roundingAtMost) continue
    const near = [-widthPx, 0, widthPx].flatMap((row) => [-1, 0, 1].map((side) => other[at + row + side] ?? 255))
    if (dot < Math.min(...near) - roundingAtMost || dot > Math.max(...near) + roundingAtMost) odd += 1
  }
  return odd
}

/** Places are said in millionths of the page. */
const million = 1_000_000
const placesApart = 1000
const objectsAtMost = 2000

/** Type and two corners of each object, as it lies in a part of the page. */
function placesOf({ api, lend, read }: Engine, page: number, { left, top, width, height }: PageBox): readonly number[] {
  const [x, y] = [-left / width, -top / height].map((share) => Math.round(share * million))
  const [across, down] = [million / width, million / height].map(Math.round)
  const shown = (pageX: number, pageY: number): readonly number[] =>
    lend(new Uint8Array(8), (at) => {
      api.FPDF_PageToDevice(page, x ?? 0, y ?? 0, across ?? 0, down ?? 0, 0, pageX, pageY, at, at + 4)
      return [...new Int32Array(read(at, 8).buffer)]
    })
  const objects = Math.min(api.FPDFPage_CountObjects(page), objectsAtMost)
  return Array.from({ length: objects }, (_, at) => {
    const object = api.FPDFPage_GetObject(page, at)
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = lend(new Uint8Array(16), (bounds) => {
      api.FPDFPageObj_GetBounds(object, bounds, bounds + 4, bounds + 8, bounds + 12)
      return new Float32Array(read(bounds, 16).buffer)
    })
    return [api.FPDFPageObj_GetType(object) * million, ...shown(x1, y1), ...shown(x2, y2)]
  }).flat()
}
