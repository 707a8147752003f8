/** Scans of written pages as scanners make them: greys, noise, a slant. Same seed, same dots. */
import { faxWidthPx } from '#app/domain/pages/rendition.ts'
import { openDrawing } from '#main/documents/rendition/draw.ts'
import { straighten } from '#main/documents/redaction/straighten.ts'
import { drawnPage, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { openDocument, withPage } from '#main/documents/service/pdfium.ts'
import type { MadeScan } from './legible.ts'

/** A PDF's first page as grey dots at the density of a fax. */
export function greyPage({ engine, kernel }: RenditionTools, bytes: Uint8Array): MadeScan {
  const document = openDocument(engine, bytes, undefined)
  const drawing = openDrawing(engine, kernel, document, bytes)
  try {
    const grey = withPage(engine, document.handle, 0, (page) => {
      drawnPage({ engine, kernel }, drawing, page, 'fine')
      return kernel.grey().slice()
    })
    return { grey, widthPx: faxWidthPx, heightPx: grey.length / faxWidthPx }
  } finally {
    drawing.close()
    document.close()
  }
}

export type Wear = {
  readonly seed: number
  /** Clockwise, in degrees. */
  readonly skewDeg?: number
  /** How far greys stray, of 255. */
  readonly noise?: number
  /** Of 100,000 dots: specks of dirt. */
  readonly specks?: number
  /** The grey of the paper, at shares of the page. */
  readonly light?: (across: number, down: number) => number
}

/** The same page after a scanner had it. */
export function worn(
  { grey, widthPx, heightPx }: MadeScan,
  { seed, skewDeg = 0, noise = 8, specks = 0, light = () => 238 }: Wear,
): MadeScan {
  const dots = grey.slice()
  if (skewDeg !== 0) straighten(dots, heightPx, skewDeg, 'fine')
  const next = random(seed)
  for (let at = 0; at < dots.length; at += 1) {
    const speck = next() < specks / 100_000
    const paper = light((at % widthPx) / widthPx, Math.floor(at / widthPx) / heightPx)
    const seen = paper * (0.16 + (0.84 * (dots[at] ?? 255)) / 255)
    dots[at] = speck ? 40 : Math.max(0, Math.min(255, Math.round(seen + noise * (2 * next() - 1))))
  }
  return { grey: dots, widthPx, heightPx }
}

/** The same numbers for the same seed, 0 to 1. */
export function random(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const [across, down] = [faxWidthPx, 2200] as const

/** A picture of shades, as a camera makes it: nothing is written on it. */
export function photograph(seed: number): MadeScan {
  const next = random(seed)
  const grey = Uint8Array.from({ length: across * down }, (_, at) => {
    const [x, y] = [at % across, Math.floor(at / across)]
    return 128 + 60 * Math.sin(x / 90) * Math.cos(y / 70) + 40 * Math.sin(x / 13 + y / 31) + 20 * next()
  })
  return { grey, widthPx: across, heightPx: down }
}

/** Columns and rows of a page; the last ones are outside. */
type Part = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** The page with what `over` says in a part of it, from the dots that were there. */
export function overlaid(page: MadeScan, part: Part, over: (x: number, y: number, grey: number) => number): MadeScan {
  const grey = page.grey.slice()
  for (let y = part.top; y < part.bottom; y += 1) {
    for (let x = part.left; x < part.right; x += 1) {
      const at = y * page.widthPx + x
      grey[at] = over(x, y, grey[at] ?? 255)
    }
  }
  return { ...page, grey }
}

/** The page with a part of a photograph stuck on it, from the same place. */
export const withPhotograph = (page: MadeScan, part: Part, photo: MadeScan): MadeScan =>
  overlaid(page, part, (x, y) => photo.grey[y * photo.widthPx + x] ?? 0)

/** Lines of a pen that look like a hand and say nothing. */
export function scrawl(): MadeScan {
  const grey = new Uint8Array(across * down).fill(255)
  for (let line = 0; line < 20; line += 1) {
    for (let step = 0; step < 6000; step += 1) {
      const wave =
        18 * Math.sin(step / 23 + line) + 14 * Math.sin((step / 57) * (1 + line / 9)) + 8 * Math.sin(step / 11)
      dab(grey, Math.round(150 + step * 0.22 + 10 * Math.cos(step / 19)), Math.round(150 + line * 90 + wave))
    }
  }
  return { grey, widthPx: across, heightPx: down }
}

function dab(grey: Uint8Array, x: number, y: number): void {
  for (let row = y - 2; row <= y + 2; row += 1) grey.fill(20, row * across + x - 2, row * across + x + 3)
}
