/** Where some words stand in a document, so that they can be hidden. What is looked for is used and forgotten. */
import { around, withBoxes, withinPage, type PageBox } from '#app/domain/pages/page-marks.ts'
import { charactersOf, type Character } from '../legibility/text.ts'
import { flattenPages, type Progress } from '../service/flatten.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'

export interface FoundOn {
  /** One for each line of each occurrence, as many as a page may have. */
  readonly boxes: readonly PageBox[]
  /** Whether these cover every occurrence on the page. */
  readonly all: boolean
  readonly searchable: boolean
}

export interface Found {
  readonly pages: readonly FoundOn[]
}

/** Upper and lower case, and how wide a gap is, make no difference. Refuses what `openDocument` refuses. */
export async function findWords(engine: Engine, bytes: Uint8Array, wanted: string, progress: Progress): Promise<Found> {
  const document = openDocument(engine, bytes, undefined)
  const pages: Found['pages'][number][] = []
  try {
    // Typed answers and stamps are read where they are printed.
    await flattenPages(engine, document.handle, new Set(Array(document.pages).keys()), progress)
    for (let index = 0; index < document.pages; index += 1) {
      pages.push(withPage(engine, document.handle, index, (page) => foundOn(engine, page, wanted)))
      await progress(document.pages + index + 1)
    }
    return { pages }
  } finally {
    document.close()
  }
}

function foundOn(engine: Engine, page: number, wanted: string): FoundOn {
  const characters = charactersOf(engine, page)
  const found = occurrences(characters, wanted)
  const { boxes, covered } = withBoxes([], found)
  return {
    boxes,
    all: covered === found.length && characters.length === charactersOn(engine, page),
    searchable: characters.some(({ text }) => text.trim() !== ''),
  }
}

/** How many characters a page has, those included that nobody reads any more. */
function charactersOn({ api }: Engine, page: number): number {
  const text = api.FPDFText_LoadPage(page)
  if (text === 0) return 0
  const count = api.FPDFText_CountChars(text)
  api.FPDFText_ClosePage(text)
  return Math.max(0, count)
}

/** Letters as they are compared: without case, accents in one form. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** One box for each line of each occurrence of `wanted`. */
export function occurrences(characters: readonly Character[], wanted: string): readonly PageBox[] {
  const { text, origins } = plain(characters)
  const needle = folded(wanted).trim().replaceAll(/\s+/g, ' ')
  const found: PageBox[] = []
  if (needle === '') return found
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
    const own = origins.slice(at, at + needle.length).flatMap((origin) => characters[origin]?.box ?? [])
    found.push(...lines(own))
  }
  return found
}

/** The text with one blank for any gap, and for each letter of it the character it came from. */
function plain(characters: readonly Character[]): { readonly text: string; readonly origins: readonly number[] } {
  const letters: string[] = []
  const origins: number[] = []
  for (const [at, { text }] of characters.entries()) {
    if (text.trim() === '' || text === '\u00ad' || text === '\ufffe') {
      if (letters.at(-1) !== ' ' && text.trim() === '') {
        letters.push(' ')
        origins.push(at)
      }
      continue
    }
    for (const letter of folded(text)) {
      letters.push(letter)
      for (let unit = 0; unit < letter.length; unit += 1) origins.push(at)
    }
  }
  return { text: letters.join(''), origins }
}

/** Glyphs reach beyond the boxes fonts claim for them. */
const margin = 0.15

function lines(boxes: readonly PageBox[]): readonly PageBox[] {
  const found: PageBox[] = []
  for (const box of boxes) {
    const last = found.at(-1)
    const overlap = last ? Math.min(last.top + last.height, box.top + box.height) - Math.max(last.top, box.top) : -1
    if (last && overlap > -0.5 * Math.min(last.height, box.height) && box.left >= last.left - 0.001)
      found[found.length - 1] = around(last, box)
    else found.push(box)
  }
  return found.map((box) => {
    const [across, down] = [0.004, Math.max(box.height * margin, 0.002)]
    return withinPage({
      left: box.left - across,
      top: box.top - down,
      width: box.width + 2 * across,
      height: box.height + 2 * down,
    })
  })
}
