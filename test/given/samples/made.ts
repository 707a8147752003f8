/** Sample documents: the files of this folder, and PDFs written object by object when a test needs them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'

/** The bytes of a file in this folder. */
export const samplePath = (name: string): string => path.join(import.meta.dirname, name)
export const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(samplePath(name)))

/** An object's dictionary, without its angle brackets, and its stream where it has one. */
export type MadeObject = string | { readonly dictionary: string; readonly stream: Uint8Array }

/** A PDF of numbered objects; the first is the catalog. Offsets are right, so nothing needs repair. */
export function madePdf(objects: readonly MadeObject[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const starts = objects.map((object, at) => {
    const start = parts.reduce((sum, part) => sum + part.length, 0)
    const body = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), written(object), Buffer.from('\nendobj\n')])
    parts.push(body)
    return start
  })
  const table = parts.reduce((sum, part) => sum + part.length, 0)
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\n`))
  parts.push(Buffer.from(`startxref\n${table}\n%%EOF\n`))
  return new Uint8Array(Buffer.concat(parts))
}

function written(object: MadeObject): Buffer {
  if (typeof object === 'string') return Buffer.from(`<<${object}>>`)
  const head = Buffer.from(`<<${object.dictionary}/Length ${object.stream.length}>>\nstream\n`)
  return Buffer.concat([head, object.stream, Buffer.from('\nendstream')])
}

export const textStream = (text: string): MadeObject => ({
  dictionary: '',
  stream: Buffer.from(`BT /F1 24 Tf 72 700 Td (${text}) Tj ET`),
})

const font = '/Type/Font/Subtype/Type1/BaseFont/Helvetica'

/** The sentence on page `index` of `madePages`: found only if that page is there. */
export const pageSentence = (index: number): string => `This is sheet number ${index + 1} of the made document`

/** A document of `count` Letter pages. `extra` is put into each page's dictionary, `objects` behind all others. */
export function madePages(count: number, extra = '', objects: readonly MadeObject[] = []): Uint8Array {
  const kids = Array.from({ length: count }, (_, index) => `${4 + 2 * index} 0 R`).join(' ')
  const pages = Array.from({ length: count }, (_, index) => [
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + 2 * index} 0 R${extra}`,
    textStream(pageSentence(index)),
  ])
  return madePdf([
    '/Type/Catalog/Pages 2 0 R',
    `/Type/Pages/Kids[${kids}]/Count ${count}`,
    font,
    ...pages.flat(),
    ...objects,
  ])
}

/**
 * A one-page form with a value in its text field and no mark for print. Its picture is left to the reader, or, when
 * `stale`, still that of the empty field, as programs leave it that fill forms without drawing them.
 */
export const undrawnForm = (answer: string, stale = false): Uint8Array =>
  madePdf([
    '/Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/NeedAppearances true/DR<</Font<</F1 3 0 R>>>>/DA(/F1 18 Tf 0 g)>>',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    font,
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R/Annots[6 0 R]',
    textStream('Name'),
    `/Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(${answer})/DA(/F1 18 Tf 0 g)/Rect[72 600 400 630]/P 4 0 R${stale ? '/AP<</N 7 0 R>>' : ''}`,
    { dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 328 30]', stream: Buffer.from('/Tx BMC EMC') },
  ])

/** What pages and documents carry besides their pictures; each holds `secret` in the clear. */
export function pageWithPrivateData(secret: string): Uint8Array {
  const hidden = (dictionary: string): MadeObject => ({ dictionary, stream: Buffer.from(secret) })
  const text = textStream('Only this may be seen')
  return madePdf([
    `/Type/Catalog/Pages 2 0 R/Metadata 6 0 R/Outlines<</First 7 0 R/Last 7 0 R/Count 1>>/OpenAction<</S/JavaScript/JS(${secret})>>` +
      '/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>/AF[8 0 R]',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    font,
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>/XObject<</X 11 0 R>>>>/Contents 5 0 R' +
      `/Metadata 6 0 R/PieceInfo<</Editor<</Private 9 0 R>>>>/Thumb 10 0 R/AF[8 0 R]/AA<</O<</S/JavaScript/JS(${secret})>>>>` +
      `/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(${secret})>>>> <</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(${secret})>>]`,
    typeof text === 'string' ? text : { ...text, stream: Buffer.concat([text.stream, Buffer.from(' /X Do')]) },
    hidden('/Type/Metadata/Subtype/XML'),
    `/Title(${secret})/Parent 1 0 R`,
    '/Type/Filespec/F(a)/EF<</F 9 0 R>>',
    hidden('/Type/EmbeddedFile'),
    hidden('/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray'),
    {
      dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Metadata 6 0 R/PieceInfo<</E<</Private 9 0 R>>>>',
      stream: Buffer.from('n'),
    },
  ])
}

/** A page whose content, a few kB in the file, unpacks to 64 times `megabytes`. */
export function unpackingBomb(megabytes: number): Uint8Array {
  const repeated = deflateSync(deflateSync(Buffer.alloc(megabytes << 20, 'q Q '), { level: 1 }))
  const many = Array.from({ length: 64 }, () => '5 0 R').join(' ')
  return madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    font,
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>/Contents[${many}]/Annots[6 0 R]`,
    { dictionary: '/Filter[/FlateDecode/FlateDecode]', stream: repeated },
    '/Type/Annot/Subtype/Square/Rect[9 9 99 99]/AP<</N 7 0 R>>',
    { dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 90 90]', stream: Buffer.from('0 0 90 90 re S') },
  ])
}
