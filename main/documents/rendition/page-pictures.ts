/** The pictures on a page, wherever it keeps them: in its own list of objects, or in groups of objects. */
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Engine } from '../service/pdfium.ts'

/** A page may consist of countless pictures; those further on are treated as drawings. */
const objectsAtMost = 2000
const picturesAtMost = 200
/** Groups may hold groups, and hostile ones themselves. */
const depthAtMost = 4
/** FPDF_PAGEOBJ_IMAGE, fpdf_edit.h. */
export const imageObject = 3
/** FPDF_PAGEOBJ_FORM: a form XObject, which is a group of objects and no form anybody fills in. */
export const groupObject = 5

/** A PDF matrix (ISO 32000-2 §8.3.3): a, b, c, d, e, f. */
export type Matrix = readonly number[]
export type Point = readonly [number, number]

/** A picture: PDFium's handle, good for as long as the page is loaded, and where the group it is in lies on the page. */
export interface Picture {
  readonly object: number
  readonly matrix: Matrix
}

const unmoved: Matrix = [1, 0, 0, 1, 0, 0]

/** The pictures on a loaded page, in drawing order. */
export function picturesOn(engine: Engine, page: number): readonly Picture[] {
  const { api } = engine
  const found: Picture[] = []
  const count = api.FPDFPage_CountObjects(page)
  collect(engine, { count, at: (index) => api.FPDFPage_GetObject(page, index) }, unmoved, found)
  return found
}

/** Whether pictures have more dots together, by what they say of themselves, than can be drawn in a page's time. */
export const tooManyDots = (engine: Engine, pictures: readonly Picture[]): boolean =>
  dotsOn(engine, pictures) > documentLimits.dotsDrawnAtMost

/** How many dots pictures have together, by what they say of themselves. */
export const dotsOn = (engine: Engine, pictures: readonly Picture[]): number =>
  pictures.reduce((dots, { object }) => dots + dotsIn(engine, object), 0)

function dotsIn({ api, lend, read }: Engine, object: number): number {
  return lend(new Uint8Array(8), (pointer) => {
    if (!api.FPDFImageObj_GetImagePixelSize(object, pointer, pointer + 4)) return 0
    const [width = 0, height = 0] = new Uint32Array(read(pointer, 8).buffer)
    return width * height
  })
}

interface Objects {
  readonly count: number
  readonly at: (index: number) => number
}

const groupObjects = ({ api }: Engine, group: number): Objects => ({
  count: api.FPDFFormObj_CountObjects(group),
  at: (index) => api.FPDFFormObj_GetObject(group, index),
})

/** Finds pictures, and groups of objects with pictures in them (form XObjects), which lie in a space of their own. */
function collect(engine: Engine, { count, at }: Objects, matrix: Matrix, found: Picture[], depth = 0): void {
  const { api } = engine
  for (let index = 0; index < Math.min(count, objectsAtMost) && found.length < picturesAtMost; index += 1) {
    const object = at(index)
    const type = api.FPDFPageObj_GetType(object)
    if (type === groupObject && depth < depthAtMost) {
      const own = floatsOf(engine, 6, (pointer) => api.FPDFPageObj_GetMatrix(object, pointer))
      if (own) collect(engine, groupObjects(engine, object), times(own, matrix), found, depth + 1)
    }
    if (type === imageObject) found.push({ object, matrix })
  }
}

/** Floats that PDFium writes where it is told to; none if it says that it did not. */
export function floatsOf(
  { lend, read }: Engine,
  count: number,
  write: (pointer: number) => boolean,
): Matrix | undefined {
  return lend(new Uint8Array(count * 4), (pointer) =>
    write(pointer) ? [...new Float32Array(read(pointer, count * 4).buffer)] : undefined,
  )
}

/** First `inner`, then `outer`. */
function times(inner: Matrix, outer: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = inner
  const turn = ([x, y]: Point): Point => moved([x, y], [...outer.slice(0, 4), 0, 0])
  return [...turn([a, b]), ...turn([c, d]), ...moved([e, f], outer)]
}

/** A point of a space that lies on another as `matrix` says, there. */
export function moved([x, y]: Point, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}
