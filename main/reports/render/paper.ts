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
  for (const face of ['regular', 'bold'] as const) registerFont(doc, face, fonts[face])
  const finished = new Promise<void>((done, failed) => {
    doc.on('data', hear)
    doc.on('end', done)
    doc.on('error', failed)
  })
  const faces = facesOf(doc)
  const last = lastText(doc, faces)
  return {
    width: sizes[size][0],
    height: sizes[size][1],
    measure: faces.measure,
    ...drawWith(doc, faces),
    newPage: () => turnPage(doc),
    printLast: (x, y) => last.place(x, y),
    finish: (text) => {
      last.write(text)
      doc.end()
      return finished
    },
  }
}

/** Fonts as pdfkit has read them, by their files: reading takes longer than printing a cover sheet. */
const readFonts = new WeakMap<Uint8Array, Uint8Array>()

/** pdfkit takes a font it has read for one still to be read, and its types know only those. */
function registerFont(doc: PDFKit.PDFDocument, face: Face, file: Uint8Array): void {
  doc.registerFont(face, readFonts.get(file) ?? file)
  readFonts.set(file, fontInUse(doc, face).font)
}

/** pdfkit keeps every page for its list of them, which needs no more than the page's number. */
function turnPage(doc: PDFKit.PDFDocument): void {
  const done = doc.page as PDFKit.PDFPage | null
  doc.addPage()
  if (done) Object.assign(done.dictionary, { data: {} })
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
  readonly id: string
  /** What the font's file was read into. */
  readonly font: Uint8Array
  readonly ref: () => object
  readonly encode: (text: string) => readonly [readonly string[], readonly { readonly advanceWidth: number }[]]
}

function fontInUse(doc: PDFKit.PDFDocument, face: Face): FontInUse {
  const { _font: font } = doc.font(face) as unknown as { readonly _font: FontInUse }
  return font
}

interface Letter {
  /** As the file writes it: the number of its shape in the font, in hexadecimal digits. */
  readonly code: string
  /** In points at a size of 1. */
  readonly width: number
}

/** Both faces, letter by letter. Each is looked up once; pdfkit would shape every string anew, for its width and again for its ink. */
function facesOf(doc: PDFKit.PDFDocument) {
  const faceOf = (face: Face) => ({ font: fontInUse(doc, face), letters: new Map<string, Letter>() })
  const faces = { regular: faceOf('regular'), bold: faceOf('bold') }
  function letter(character: string, face: Face): Letter {
    const { font, letters } = faces[face]
    const known = letters.get(character)
    if (known) return known
    const [codes, places] = font.encode(character)
    const width = places.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) / 1000
    const made: Letter = { code: codes.join(''), width }
    letters.set(character, made)
    return made
  }
  const measure: Measure = (text, face, size) => {
    let width = 0
    for (const character of text) width += letter(character, face).width
    return width * size
  }
  return {
    measure,
    font: (face: Face): FontInUse => faces[face].font,
    codes: (text: string, face: Face): string => {
      let all = ''
      for (const character of text) all += letter(character, face).code
      return all
    },
  }
}
type Faces = ReturnType<typeof facesOf>

/**
 * A text on every page that is known only at the end: a form (PDF 32000-1 § 8.10) that the pages name and that is
 * written last. Keeping all pages open until then would take memory that grows with the report.
 */
function lastText(doc: PDFKit.PDFDocument, faces: Faces) {
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
      const font = faces.font(face)
      Object.assign(form.data as object, { Resources: { Font: { [font.id]: font.ref() } } })
      form.end(`BT /${font.id} ${size} Tf <${faces.codes(text, face)}> Tj ET`)
    },
  }
}

/** What blocks draw on. */
export type Sheet = Omit<Paper, 'finish'>

type Drawing = Pick<Paper, 'print' | 'printSet' | 'rule' | 'box' | 'sign' | 'picture'>
const before = { start: 0, middle: 0.5, end: 1 } as const

const rounded = (points: number): number => Math.round(points * 1000) / 1000

/** As bytes: pdfkit turns text into them a character at a time, a fifth of a long report's work. Its types know only text. */
const inkOf = (strokes: string): string => Buffer.from(`${strokes}\n`, 'latin1') as unknown as string

function drawWith(doc: PDFKit.PDFDocument, faces: Faces): Drawing {
  const signs = signForms(doc)
  const print: Paper['print'] = (text, x, y, face, size, anchor = 'start') => {
    const line = printable(text)
    if (line === '') return
    const left = x - before[anchor] * faces.measure(line, face, size)
    const font = faces.font(face)
    doc.page.fonts[font.id] ??= font.ref()
    // pdfkit counts from the top of the page; letters would stand on their heads.
    const at = `1 0 0 -1 ${rounded(left)} ${rounded(y)} Tm`
    doc.addContent(inkOf(`BT /${font.id} ${size} Tf ${at} <${faces.codes(line, face)}> Tj ET`))
  }
  return {
    print,
    printSet(set, x, top, anchor) {
      set.lines.forEach((line, at) =>
        print(line, x, top + at * set.leading + baseline(set), set.face, set.size, anchor),
      )
      return top + set.lines.length * set.leading
    },
    rule: (x1, y1, x2, y2, weight) => {
      const [from, to] = [`${rounded(x1)} ${rounded(y1)} m`, `${rounded(x2)} ${rounded(y2)} l`]
      doc.addContent(inkOf(`0 G ${weight} w ${from} ${to} S`))
    },
    box(x, y, width, height, weight, radius = 0) {
      const inset = weight / 2
      doc.lineWidth(weight)
      const outline = [x + inset, y + inset, width - weight, height - weight] as const
      void (radius > 0 ? doc.roundedRect(...outline, radius) : doc.rect(...outline)).stroke('#000')
    },
    picture: (png, x, y, width, height) => void doc.image(Buffer.from(png), x, y, { width, height }),
    sign(path, x, y, size, weight) {
      const name = signs.nameOf(path, rounded((weight * 24) / size))
      const scale = rounded(size / 24)
      doc.addContent(inkOf(`q ${scale} 0 0 ${scale} ${rounded(x)} ${rounded(y)} cm /${name} Do Q`))
    },
  }
}

/** Signs are drawn once, as forms (PDF 32000-1 § 8.10) that pages name: a table has one in every row. */
function signForms(doc: PDFKit.PDFDocument) {
  const forms = new Map<string, { readonly name: string; readonly form: PDFKit.PDFKitReference }>()
  function drawn(path: string, weight: number): PDFKit.PDFKitReference {
    const form = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [-2, -2, 26, 26] })
    const page = doc.page
    // pdfkit draws on its page only: for these strokes the form takes the page's place.
    doc.page = { write: (strokes: string) => form.write(strokes) } as unknown as PDFKit.PDFPage
    doc.lineWidth(weight).lineCap('round').lineJoin('round').path(path)
    doc.page = page
    form.end('0 G S')
    return form
  }
  return {
    nameOf(path: string, weight: number): string {
      const key = `${weight} ${path}`
      const one = forms.get(key) ?? { name: `Sign${forms.size}`, form: drawn(path, weight) }
      forms.set(key, one)
      doc.page.xobjects[one.name] ??= one.form
      return one.name
    },
  }
}
