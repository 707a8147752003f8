/**
 * One printed document: pages of a size, text set on base lines, rules and boxes, all in black. Wraps pdfkit so that
 * nobody else knows it. Only the two small fonts are used; pdfkit's own would need files beside the bundle.
 */
import PDFDocument from 'pdfkit'
import { lastTextStyle, printable, type Face, type Measure, type Set } from './text.ts'

export interface Fonts {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
}

export type PaperSize = 'letter' | 'a4'
const sizes = { letter: [612, 792], a4: [595, 842] } as const

export interface Paper {
  readonly width: number
  readonly height: number
  readonly measure: Measure
  newPage(): void
  /** Prints one line with its base line at `y`; `anchor` says which part of it stands at `x`. */
  print(text: string, x: number, y: number, face: Face, size: number, anchor?: 'start' | 'middle' | 'end'): void
  /** Prints set lines below `top` and answers where they end. */
  printSet(set: Set, x: number, top: number, anchor?: 'start' | 'middle' | 'end'): number
  rule(x1: number, y1: number, x2: number, y2: number, weight: number): void
  /** A box whose line lies wholly inside the given measure. */
  box(x: number, y: number, width: number, height: number, weight: number, radius?: number): void
  /** Strokes an SVG path drawn on a 24-unit grid, `size` points wide. */
  sign(path: string, x: number, y: number, size: number, weight: number): void
  /** A PNG of one bit, `width` points wide and as high as `height`. */
  picture(png: Uint8Array, x: number, y: number, width: number, height: number): void
  /** Leaves room at a base line for a text that only `finish` tells: how many pages there are. */
  printLast(x: number, y: number): void
  /** Ends the document; `last` is printed wherever `printLast` left room. */
  finish(last: string): Promise<void>
}

/** Inter's own proportions: where the base line lies in a line of a given leading. */
const baseline = (set: Set): number => set.leading / 2 + set.size * 0.36

/**
 * Begins a document without a page. `at` (epoch ms) is its only date, so the same record gives the same bytes. The bytes
 * are handed to `hear` as they come; a finished page is not kept.
 */
export function openPaper(fonts: Fonts, size: PaperSize, at: number, hear: (bytes: Uint8Array) => void): Paper {
  const doc = new PDFDocument({
    autoFirstPage: false,
    font: '',
    // It would keep every word ever printed.
    fontLayoutCache: false,
    margin: 0,
    size: [...sizes[size]],
    info: { CreationDate: new Date(at), Producer: 'Faxdesk', Creator: 'Faxdesk' },
  })
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold)
  const finished = new Promise<void>((done, failed) => {
    doc.on('data', hear)
    doc.on('end', done)
    doc.on('error', failed)
  })
  const measure = measureWith(doc)
  const last = lastText(doc)
  return {
    width: sizes[size][0],
    height: sizes[size][1],
    measure,
    ...drawWith(doc, measure),
    newPage: () => void doc.addPage(),
    printLast: (x, y) => last.place(x, y),
    finish: (text) => {
      last.write(text)
      doc.end()
      return finished
    },
  }
}

/** The same for a document of a few pages, whose bytes are wanted together. */
export function openWholePaper(fonts: Fonts, size: PaperSize, at: number) {
  const chunks: Uint8Array[] = []
  const paper = openPaper(fonts, size, at, (bytes) => void chunks.push(bytes))
  const finish = async (last = ''): Promise<Uint8Array> => {
    await paper.finish(last)
    return Buffer.concat(chunks)
  }
  return { ...paper, finish }
}

/** What pdfkit knows of the font in use, and its types leave out. */
interface FontInUse {
  readonly _font: {
    readonly id: string
    readonly ref: () => object
    readonly encode: (text: string) => readonly [readonly string[], unknown]
  }
}

/**
 * A text on every page that is known only at the end: a form (PDF 32000-1 § 8.10) that the pages name and that is
 * written last. Keeping all pages open until then would take memory that grows with the report.
 */
function lastText(doc: PDFKit.PDFDocument) {
  const { face, size } = lastTextStyle
  let form: PDFKit.PDFKitReference | undefined
  return {
    place(x: number, y: number): void {
      form ??= doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, -size, 200, size * 2] })
      doc.page.xobjects['Last'] = form
      doc.save().translate(x, y).scale(1, -1).addContent('/Last Do').restore()
    },
    write(text: string): void {
      if (!form) return
      const { _font: font } = doc.font(face) as unknown as FontInUse
      Object.assign(form.data as object, { Resources: { Font: { [font.id]: font.ref() } } })
      const [glyphs] = font.encode(text)
      form.end(`BT /${font.id} ${size} Tf <${glyphs.join('')}> Tj ET`)
    },
  }
}

/** pdfkit shapes a whole string for its width; character widths, once known, make long tables affordable. */
function measureWith(doc: PDFKit.PDFDocument): Measure {
  const widths = { regular: new Map<string, number>(), bold: new Map<string, number>() }
  const widthOf = (character: string, face: Face): number => {
    const known = widths[face].get(character)
    if (known !== undefined) return known
    const width = doc.font(face).fontSize(1000).widthOfString(character) / 1000
    widths[face].set(character, width)
    return width
  }
  return (text, face, size) => {
    let width = 0
    for (const character of text) width += widthOf(character, face)
    return width * size
  }
}

/** What blocks draw on. */
export type Sheet = Omit<Paper, 'finish'>

type Drawing = Pick<Paper, 'print' | 'printSet' | 'rule' | 'box' | 'sign' | 'picture'>
const before = { start: 0, middle: 0.5, end: 1 } as const

function drawWith(doc: PDFKit.PDFDocument, measure: Measure): Drawing {
  const print: Paper['print'] = (text, x, y, face, size, anchor = 'start') => {
    const line = printable(text)
    if (line === '') return
    const left = x - before[anchor] * measure(line, face, size)
    doc.font(face).fontSize(size).text(line, left, y, { lineBreak: false, baseline: 'alphabetic' })
  }
  return {
    print,
    printSet(set, x, top, anchor) {
      set.lines.forEach((line, at) =>
        print(line, x, top + at * set.leading + baseline(set), set.face, set.size, anchor),
      )
      return top + set.lines.length * set.leading
    },
    rule: (x1, y1, x2, y2, weight) => void doc.lineWidth(weight).moveTo(x1, y1).lineTo(x2, y2).stroke('#000'),
    box(x, y, width, height, weight, radius = 0) {
      const inset = weight / 2
      doc.lineWidth(weight)
      const outline = [x + inset, y + inset, width - weight, height - weight] as const
      void (radius > 0 ? doc.roundedRect(...outline, radius) : doc.rect(...outline)).stroke('#000')
    },
    picture: (png, x, y, width, height) => void doc.image(Buffer.from(png), x, y, { width, height }),
    sign(path, x, y, size, weight) {
      doc
        .save()
        .translate(x, y)
        .scale(size / 24)
        .lineWidth((weight * 24) / size)
      doc.lineCap('round').lineJoin('round').path(path).stroke('#000').restore()
    },
  }
}
