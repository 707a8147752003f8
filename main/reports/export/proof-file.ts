/**
 * The export that proves itself: entries and checkpoints as JSON, one a line, as build/verifier/FORMAT.md describes it.
 * What is written here is for ever: another form is another version.
 */
import type { EntryRow } from '../../store/record/audit.ts'
import { checkpointsAfter, entriesAfter } from '../../store/record/audit.ts'
import { viewOf } from '../../audit/checkpoint.ts'
import { canonicalVersion } from '#app/domain/record/audit.ts'
import type { ReadStore } from '../../store/store.ts'

/** The rows of a report, for reading beside the proof. */
export type ReportBeside = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: () => AsyncIterable<readonly (readonly (string | number)[])[]>
}

export type ProofParts = {
  readonly read: ReadStore
  readonly first: number
  /** The last entry: one that a checkpoint signs. */
  readonly last: number
  readonly publicKey: string
  /** What nothing vouches for, for reading only. */
  readonly notProven: { readonly practice: string; readonly people: Readonly<Record<string, string>> }
  readonly report: ReportBeside | undefined
}

const slice = 1000

/** Entries `first` to `last`, a slice at a time, so that memory does not grow with the record. */
export async function* entrySlices(read: ReadStore, first: number, last: number): AsyncGenerator<readonly EntryRow[]> {
  for (let after = first - 1; after < last;) {
    const rows = (await entriesAfter(read, after, slice)).filter(({ sequence }) => sequence <= last)
    const end = rows.at(-1)
    if (!end) return
    yield rows
    after = end.sequence
  }
}

/** The file, in pieces. */
export async function* proofFile(parts: ProofParts): AsyncGenerator<string> {
  const { read, first, last, publicKey, notProven } = parts
  const head = { format: 'faxdesk-export-1', canonicalVersion, first, last, publicKey }
  yield `${JSON.stringify(head).slice(0, -1)},\n"entries":[\n`
  let lead = ''
  for await (const rows of entrySlices(read, first, last)) {
    yield lead + rows.map(entryLine).join(',\n')
    lead = ',\n'
  }
  yield '\n],\n"checkpoints":[\n'
  lead = ''
  for (let after = first - 2; ;) {
    const rows = await checkpointsAfter(read, after, slice)
    const kept = rows.filter(({ sequence }) => sequence <= last)
    if (kept.length > 0) yield lead + kept.map((row) => JSON.stringify(viewOf(row))).join(',\n')
    if (kept.length < slice) break
    lead = ',\n'
    after = kept.at(-1)?.sequence ?? last
  }
  yield `\n],\n"notProven":${JSON.stringify(notProven).slice(0, -1)}`
  if (parts.report) yield* beside(parts.report)
  yield '}}\n'
}

async function* beside({ title, columns, rows }: ReportBeside): AsyncGenerator<string> {
  yield `,"report":${JSON.stringify({ title, columns }).slice(0, -1)},"rows":[\n`
  let lead = ''
  for await (const some of rows()) {
    if (some.length === 0) continue
    yield lead + some.map((row) => JSON.stringify(row)).join(',\n')
    lead = ',\n'
  }
  yield '\n]}'
}

/** An entry as it is hashed; the MAC stays here. */
const entryLine = ({ mac: _mac, ...entry }: EntryRow): string => JSON.stringify(entry)
