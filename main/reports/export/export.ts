/**
 * A report taken out of the house: as proof with its own verifier beside it, or as a table. The door has asked whoever
 * takes it to prove once more who they are, and the record says what was taken.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Output, Parsed } from '#app/contract/index.ts'
import type { CheckpointView } from '#app/contract/record/audit.ts'
import type { ReportChoice } from '#app/contract/record/reports.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { signCheckpoint, viewOf, type CheckpointParts } from '../../audit/checkpoint.ts'
import type { Act } from '../../door/handler.ts'
import type { Files } from '../../ports.ts'
import { putFile } from '../../store/engine/put.ts'
import { listPeople } from '../../store/people/people.ts'
import { checkpointFrom, endsBetween } from '../../store/record/reports.ts'
import { practiceSetting, readSetting } from '../../store/settings.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import type { Report } from '../kinds/kind.ts'
import { kindParts, reportOf } from '../make.ts'
import type { ReportParts } from '../parts.ts'
import { byteOrderMark, line } from './csv.ts'
import { proofFile, type ReportBeside } from './proof-file.ts'

export type ExportParts = {
  readonly store: Store
  readonly checkpoints: CheckpointParts
  readonly askWhereToSave: Files['askWhereToSave']
  /** The text of the program that checks exports. */
  readonly verifier: () => Promise<string>
}

export const verifierName = 'faxdesk-verify.mjs'

type Input = Parsed<'reports.export'>

export async function exportChoice(
  parts: ReportParts,
  { format, ...choice }: Input,
  act: Act,
): Promise<Outcome<Output<'reports.export'>>> {
  const { store, checkpoints, askWhereToSave } = parts
  const checked = await reportOf(parts, await kindParts(parts, choice, act, 0), false)
  if (!checked.ok) return checked
  const place = await askWhereToSave(`${checked.value.fileName}.${format === 'proof' ? 'json' : 'csv'}`)
  if (place === undefined) {
    act.about({ details: { format, saved: false } })
    return ok({ saved: false })
  }
  const head = await store.write((tx) => signCheckpoint(tx, checkpoints))
  const ends = head && (await endsBetween(store.read, { ...choice, upTo: head.sequence }))
  if (!head || !ends) return notFound
  const covering = await checkpointFrom(store.read, ends.last)
  const checkpoint = covering ? viewOf(covering) : head
  const last = format === 'proof' ? checkpoint.sequence : ends.last
  const report = await reportOf(parts, await kindParts(parts, choice, act, ends.last), false)
  if (!report.ok) return report
  const way = { format, first: ends.first, last, checkpoint, beside: narrowed(choice) }
  const { rows, sha256 } = await write(parts, place, report.value, way)
  const entries = last - ends.first + 1
  act.about({ details: { ...report.value.details, format, entries, rows, upTo: last, sha256 } })
  return ok({ saved: true, rows, entries, checkpoint })
}

/** Whether the choice is less than the whole record of its dates: then its own rows stand beside the proof. */
const narrowed = ({ kind, actor, outcome }: ReportChoice): boolean =>
  kind !== 'everything' || actor !== undefined || outcome !== undefined

type Way = {
  readonly format: Input['format']
  readonly first: number
  readonly last: number
  readonly checkpoint: CheckpointView
  /** Whether the report's own rows stand beside the proof. */
  readonly beside: boolean
}

/** Writes what was asked for; a full disk leaves no half file. Answers how many rows, and the SHA-256 of the file. */
async function write({ store, verifier }: ReportParts, place: string, report: Report, way: Way) {
  const hash = createHash('sha256')
  let rows = 0
  const counted = async function* () {
    for await (const some of report.rows()) {
      const cells = some.flatMap((row) => (row.cells ? [row.cells] : []))
      rows += cells.length
      yield cells
    }
  }
  if (way.format === 'csv') await putFile(place, hashed(hash, table(report, counted)))
  else {
    await putFile(path.join(path.dirname(place), verifierName), await verifier())
    const { first, last, checkpoint } = way
    const notProven = await namesIn(store.read)
    const beside: ReportBeside = { title: report.title, columns: report.titles, rows: counted }
    const parts = { read: store.read, first, last, publicKey: checkpoint.publicKey, notProven }
    await putFile(place, hashed(hash, proofFile({ ...parts, report: way.beside ? beside : undefined })))
  }
  return { rows, sha256: hash.digest('hex') }
}

async function* hashed(hash: ReturnType<typeof createHash>, pieces: AsyncIterable<string>) {
  for await (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}

const namesIn = async (read: ReadStore) => ({
  practice: (await readSetting(read, practiceSetting)).name,
  people: Object.fromEntries((await listPeople(read)).map(({ id, short_name }) => [id, short_name])),
})

async function* table(report: Report, rows: ReportBeside['rows']): AsyncGenerator<string> {
  yield byteOrderMark + line(report.titles)
  for await (const some of rows()) yield some.map(line).join('')
}
