/** The characters of a page: where they stand as people see the page, how large, how dark. */
import type { PageBox } from '#app/domain/pages/page-marks.ts'
import type { Engine } from '../service/pdfium.ts'

export interface Character {
  readonly text: string
  /** In points on the page. */
  readonly sizePt: number
  /** The grey it is filled with, 0 is black. */
  readonly fill: number
  /** In shares of the page as it is seen; absent for blanks that PDFium adds. */
  readonly box: PageBox | undefined
}

/** A page with more writing than this is no page anybody reads. */
const charactersAtMost = 30_000
/** A device this large keeps six digits of every place. */
const device = 1_000_000

/** The characters of a loaded page, in reading order. */
export function charactersOf(engine: Engine, page: number): readonly Character[] {
  const { api } = engine
  const text = api.FPDFText_LoadPage(page)
  if (text === 0) return []
  const room = engine.hold(new Uint8Array(64))
  try {
    const toPage = placeOnPage(engine, page, room.pointer)
    const count = Math.min(api.FPDFText_CountChars(text), charactersAtMost)
    return Array.from({ length: Math.max(0, count) }, (_, at) => character(engine, text, at, room.pointer, toPage))
  } finally {
    room.free()
    api.FPDFText_ClosePage(text)
  }
}

type ToPage = (left: number, bottom: number, right: number, top: number) => PageBox

/** From a page's own points to shares of what is seen: three points tell the whole map. */
function placeOnPage({ api, look }: Engine, page: number, pointer: number): ToPage {
  const seen = (x: number, y: number): readonly [number, number] => {
    api.FPDF_PageToDevice(page, 0, 0, device, device, 0, x, y, pointer, pointer + 4)
    const view = new DataView(look(pointer, 8).slice().buffer)
    return [view.getInt32(0, true) / device, view.getInt32(4, true) / device]
  }
  const [[ox, oy], [ax, ay], [bx, by]] = [seen(0, 0), seen(100, 0), seen(0, 100)]
  const at = (x: number, y: number): readonly [number, number] => [
    ox + ((ax - ox) * x + (bx - ox) * y) / 100,
    oy + ((ay - oy) * x + (by - oy) * y) / 100,
  ]
  return (left, bottom, right, top) => {
    const [[x1, y1], [x2, y2]] = [at(left, bottom), at(right, top)]
    return { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) }
  }
}

function character(engine: Engine, text: number, at: number, pointer: number, toPage: ToPage): Character {
  const { api } = engine
  const code = api.FPDFText_GetUnicode(text, at)
  // FPDFText_GetCharBox writes left, right, bottom, top.
  const boxed =
    api.FPDFText_IsGenerated(text, at) !== 1 &&
    api.FPDFText_GetCharBox(text, at, pointer, pointer + 8, pointer + 16, pointer + 24)
  const [left = 0, right = 0, bottom = 0, top = 0] = boxed ? new Float64Array(engine.read(pointer, 32).buffer) : []
  return {
    text: code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ',
    sizePt: boxed ? sizeOf(engine, text, at, pointer) : 0,
    fill: boxed ? fillOf(engine, text, at, pointer) : 255,
    box: boxed ? toPage(left, bottom, right, top) : undefined,
  }
}

/** A font's size says little before its matrix: many writers set size 1 and scale the text. */
function sizeOf({ api, read }: Engine, text: number, at: number, pointer: number): number {
  const size = api.FPDFText_GetFontSize(text, at)
  if (!api.FPDFText_GetMatrix(text, at, pointer)) return size
  const [, , c = 0, d = 1] = new Float32Array(read(pointer, 24).buffer)
  return size * Math.hypot(c, d)
}

function fillOf({ api, read }: Engine, text: number, at: number, pointer: number): number {
  if (!api.FPDFText_GetFillColor(text, at, pointer, pointer + 4, pointer + 8, pointer + 12)) return 0
  const [red = 0, green = 0, blue = 0] = new Uint32Array(read(pointer, 12).buffer)
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue)
}
