/**
 * Reading a source into rows that wait: in the background, part by part, so that the desk answers meanwhile and memory
 * stays flat however long the source is. It ends in rows that wait, or in a word for what went wrong and no rows.
 */
import type { ImportTrouble } from '#app/contract/book/contact-imports.ts'
import { importLimits, type ImportMapping, type SourceRow } from '#app/domain/contact/contact-import.ts'
import type { ImportId } from '#app/domain/ids.ts'
import type { Clock, Network } from '../../ports.ts'
import { insertRows } from '../../store/contacts/import-rows.ts'
import type { Store } from '../../store/store.ts'
import type { ImportRowTable } from '../../store/tables.ts'
import { createJudge } from './judge.ts'
import { readTable } from './readers/csv.ts'
import { readBundle, readNdjson } from './readers/fhir-file.ts'
import { readServer, ServerError } from './readers/fhir-server.ts'
import { readNppes, type DirectoryChoice } from './readers/nppes.ts'
import type { FileSource } from './readers/source.ts'
import { readCards } from './readers/vcard.ts'

/** What is opened, and all that reading it has to know. */
export type Opened =
  | {
      readonly kind: 'csv'
      readonly file: FileSource
      readonly titles: readonly string[]
      readonly mapping: ImportMapping
    }
  | { readonly kind: 'vcard'; readonly file: FileSource }
  | { readonly kind: 'nppes'; readonly file: FileSource; readonly choice: DirectoryChoice }
  | { readonly kind: 'fhir'; readonly file: FileSource; readonly perLine: boolean }
  | { readonly kind: 'fhir-server'; readonly base: string }

export type Progress = { readonly done: number; readonly of: number }

export type ReadingParts = {
  readonly store: Store
  readonly network: Pick<Network, 'fetch'>
  readonly clock: Clock
}

type Reading = {
  readonly id: ImportId
  readonly opened: Opened
  readonly signal: AbortSignal
  readonly passed: (progress: Progress) => void
}

/** Rows of one transaction while reading, and rows judged in one go: few enough that nobody at the desk feels it. */
const rowsAtOnce = 80
const judgedAtOnce = 20

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Reads all of it; undefined when its rows wait, or it was called off. */
export async function readInto(
  { store, ...parts }: ReadingParts,
  reading: Reading,
): Promise<ImportTrouble | undefined> {
  const { id, opened, signal } = reading
  const { judge } = await createJudge(store.read, id)
  let count = 0
  let waiting: ImportRowTable[] = []
  const keep = async (): Promise<void> => {
    const rows = waiting
    waiting = []
    await store.write((tx) => insertRows(tx, rows))
    await breath()
  }
  try {
    for await (const rows of rowsOf(parts, reading)) {
      if (signal.aborted) return undefined
      if (count + rows.length > importLimits.rowsAtMost) return 'too-many-rows'
      for (const row of rows) {
        count += 1
        waiting.push(judge(row, count))
        if (waiting.length >= rowsAtOnce) await keep()
        else if (waiting.length % judgedAtOnce === 0) await breath()
      }
      await breath()
    }
    await keep()
    if ('file' in opened && !signal.aborted && !(await opened.file.unchanged())) return 'changed-while-read'
    return count === 0 && !signal.aborted ? 'empty' : undefined
  } catch (error) {
    if (error instanceof ServerError) return error.why
    if (isFileTrouble(error)) return 'unreadable'
    throw error
  }
}

function rowsOf(
  { network, clock }: Omit<ReadingParts, 'store'>,
  { opened, signal, passed }: Reading,
): AsyncIterable<readonly SourceRow[]> {
  if (opened.kind === 'fhir-server')
    return readServer({ network, clock, base: opened.base, signal, passed: (done, of) => passed({ done, of }) })
  const { file } = opened
  const pieces = file.chunks(signal, (done) => passed({ done, of: file.sizeBytes }))
  switch (opened.kind) {
    case 'csv':
      return readTable(pieces, opened.mapping)
    case 'vcard':
      return readCards(pieces)
    case 'nppes':
      return readNppes(pieces, opened.choice)
    case 'fhir':
      return opened.perLine ? readNdjson(pieces) : readBundle(pieces)
  }
}

/** What the system says of a disk, a stick or a share: not ours to mend, and no bug. */
const isFileTrouble = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'read' || error.syscall === 'fstat')
