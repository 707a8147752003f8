/** A PDF with one picture a page, edge to edge: the form in which scanners themselves write PDFs. */

/** A picture's dots as a PDF keeps them. */
export interface Coded {
  readonly coding: 'g4' | 'flate' | 'jpeg'
  readonly colours: 1 | 3
  readonly coded: readonly Uint8Array[]
}

export interface PicturePage extends Coded {
  readonly widthPx: number
  readonly heightPx: number
  /** 1 to 8, as Exif and TIFF 6.0 §8 number them. */
  readonly orientation: number
  readonly dpi: readonly [number, number]
}

type Part = Uint8Array | string

/** Writes the pages, in order. */
export function writePictures(pages: readonly PicturePage[]): Uint8Array {
  const kids = pages.map((_, at) => `${3 + at * 3} 0 R`).join(' ')
  const objects: (readonly Part[])[] = [
    ['<</Type/Catalog/Pages 2 0 R>>'],
    [`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`],
    ...pages.flatMap((page, at) => objectsOf(page, 3 + at * 3)),
  ]
  return written(objects)
}

function objectsOf(page: PicturePage, number: number): readonly (readonly Part[])[] {
  const [width, height] = paperOf(page)
  const content = `q ${matrixOf(page.orientation, width, height)} cm /P Do Q`
  const box = `/MediaBox[0 0 ${points(width)} ${points(height)}]`
  return [
    [`<</Type/Page/Parent 2 0 R${box}/Resources<</XObject<</P ${number + 2} 0 R>>>>/Contents ${number + 1} 0 R>>`],
    stream('', [content]),
    stream(dictionaryOf(page), page.coded),
  ]
}

/** ISO 32000-2 §7.4.6: K below nought is G4. BlackIs1 stays false, so that nought is black, as DeviceGray has it. */
function dictionaryOf({ widthPx, heightPx, coding, colours }: PicturePage): string {
  const space = colours === 1 ? 'DeviceGray' : 'DeviceRGB'
  const size = `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace/${space}`
  if (coding === 'flate') return `${size}/BitsPerComponent 8/Filter/FlateDecode`
  if (coding === 'jpeg') return `${size}/BitsPerComponent 8/Filter/DCTDecode`
  const shape = `/K -1/Columns ${widthPx}/Rows ${heightPx}`
  return `${size}/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<<${shape}>>`
}

function stream(dictionary: string, parts: readonly Part[]): readonly Part[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return [`<<${dictionary}/Length ${length}>>\nstream\n`, ...parts, '\nendstream']
}

function written(objects: readonly (readonly Part[])[]): Uint8Array {
  const parts: Buffer[] = []
  let length = 0
  const add = (part: Part): void => {
    const bytes =
      typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    parts.push(bytes)
    length += bytes.length
  }
  add('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
  const rows = objects.map((object, at) => {
    const row = `${String(length).padStart(10, '0')} 00000 n \n`
    add(`${at + 1} 0 obj\n`)
    object.forEach(add)
    add('\nendobj\n')
    return row
  })
  const table = length
  const size = objects.length + 1
  add(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\n`)
  add(`startxref\n${table}\n%%EOF\n`)
  return Buffer.concat(parts)
}

const points = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Believable dots to the inch; libvips says 25.4 where a file says nothing, cameras say 72 and mean nothing. */
const dpiLeast = 50
const dpiMost = 4800
/** Wider or longer than anything a scanner feeds: A3 across, and the longest page a fax machine takes. */
const widestIn = 17
const longestIn = 40
const letterPt = [612, 792] as const

/** The upright page's width and height in points: the size it was scanned at, or Letter for what has no size. */
function paperOf({ widthPx, heightPx, dpi, orientation }: PicturePage): readonly [number, number] {
  const [across, down] = dpi
  const inches = [widthPx / across, heightPx / down] as const
  const believable = dpi.every((one) => one >= dpiLeast && one <= dpiMost)
  const lying = orientation > 4
  if (believable && inches[0] <= widestIn && inches[1] <= longestIn) {
    const size = [inches[0] * 72, inches[1] * 72] as const
    return lying ? [size[1], size[0]] : size
  }
  const [width, height] = lying ? [heightPx, widthPx] : [widthPx, heightPx]
  const scale = Math.min(letterPt[0] / width, letterPt[1] / height)
  return [width * scale, height * scale]
}

/** Turns and mirrors the unit square onto the page as Exif numbers them (CIPA DC-008, tag 0x0112). */
function matrixOf(orientation: number, width: number, height: number): string {
  const [w, h] = [points(width), points(height)]
  const matrices: Readonly<Record<number, string>> = {
    2: `-${w} 0 0 ${h} ${w} 0`,
    3: `-${w} 0 0 -${h} ${w} ${h}`,
    4: `${w} 0 0 -${h} 0 ${h}`,
    5: `0 -${h} -${w} 0 ${w} ${h}`,
    6: `0 -${h} ${w} 0 0 ${h}`,
    7: `0 ${h} ${w} 0 0 0`,
    8: `0 ${h} -${w} 0 ${w} 0`,
  }
  return matrices[orientation] ?? `${w} 0 0 ${h} 0 0`
}
