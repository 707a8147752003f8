/**
 * FHIR resources in a file: a Bundle, or one resource a line (NDJSON, as bulk exports write them). Entry by entry, each
 * small; an entry that is not is passed over with the file refused, so that memory stays flat whatever comes.
 */
import { emptyRow, type SourceRow } from '#app/domain/contact/contact-import.ts'
import { createResources, type Resources } from './fhir.ts'
import { createBundleReader, isObject, textIn, type Json } from './json.ts'
import { asBytes, linesOf, textOf } from './lines.ts'

/** An entry in which so many bytes pass without its end is no resource of a directory. */
const entryBytesAtMost = 8 * 1024 * 1024
const rowsAtOnce = 500

/** The recipients of a Bundle. What comes after the first place that is not JSON is reported as cut off. */
export async function* readBundle(pieces: AsyncIterable<Buffer>) {
  const resources = createResources()
  const reader = createBundleReader()
  let entries = 0
  let since = 0
  let cutOff = false
  for await (const piece of asBytes(pieces)) {
    const rows: SourceRow[] = []
    try {
      for (const { path, value } of reader.push(piece)) {
        since = 0
        if (path !== 'entry') continue
        entries += 1
        rows.push(...taken(resources, value, entries))
      }
    } catch {
      cutOff = true
    }
    since += piece.length
    yield rows
    if (cutOff || since > entryBytesAtMost || resources.full()) break
  }
  if (cutOff || !reader.ended()) yield [{ ...emptyRow, line: entries + 1, trouble: 'cut-off' } satisfies SourceRow]
  yield* inParts(resources.rows())
}

/** The recipients of a file with one resource a line. */
export async function* readNdjson(pieces: AsyncIterable<Buffer>) {
  const resources = createResources()
  for await (const lines of linesOf(asBytes(pieces))) {
    yield lines.flatMap((line): readonly SourceRow[] => {
      const text = textOf(line.bytes).trim()
      if (text === '' && line.bytes.length > 0) return []
      const value = parsed(text)
      const row = resources.take(value ?? null, '', line.number)
      return row ? [row] : []
    })
    if (resources.full()) break
  }
  yield* inParts(resources.rows())
}

/** An entry of a Bundle: its resource, found again by the entry's full address. */
export function taken(resources: Resources, entry: Json, line: number): readonly SourceRow[] {
  const value = isObject(entry) ? entry : {}
  const row = resources.take(value['resource'] ?? null, textIn(value, 'fullUrl'), line)
  return row ? [row] : []
}

export function* inParts(rows: Iterable<SourceRow>): Generator<readonly SourceRow[]> {
  let part: SourceRow[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < rowsAtOnce) continue
    yield part
    part = []
  }
  yield part
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
