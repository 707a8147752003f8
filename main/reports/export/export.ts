/**
 * The record taken out of the house: as proof with its own verifier beside it, or as a table. Whoever takes it proves
 * once more who they are, and the record says what was taken.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Output, Parsed } from '#app/contract/index.ts'
import type { CheckpointView } from '#app/contract/audit.ts'
import { AuditOutcome } from '#app/domain/audit.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { actorsOf, detailsOf } from '../../audit/entries.ts'
import { signCheckpoint, viewOf, type CheckpointParts } from '../../audit/checkpoint.ts'
import type { Act } from '../../door/handler.ts'
import type { SamePerson } from '../../people/same-person.ts'
import type { Files } from '../../ports.ts'
import { putFile } from '../../store/engine/put.ts'
import { listPeople } from '../../store/people/people.ts'
import { checkpointFrom, endsBetween } from '../../store/record/reports.ts'
import { practiceSetting, readSetting } from '../../store/settings.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import { reportDates } from '../dates.ts'
import { byteOrderMark, line } from './csv.ts'
import { fits, type Choice } from '../subjects.ts'
import { entrySlices, proofFile } from './proof-file.ts'

export type ExportParts = {
  readonly store: Store
  readonly checkpoints: CheckpointParts
  readonly samePerson: SamePerson
  readonly askWhereToSave: Files['askWhereToSave']
  /** The text of the program that checks exports. */
  readonly verifier: () => Promise<string>
}

export const verifierName = 'faxdesk-verify.mjs'

type Input = Parsed<'reports.export'>

export async function exportRecord(
  parts: ExportParts,
  input: Input,
  act: Act,
): Promise<Outcome<Output<'reports.export'>>> {
  const { store, checkpoints, samePerson, askWhereToSave } = parts
  const { format, from, to, password, subject, actor } = input
  if (from >= to) return fail({ code: 'invalid', issues: ['to'] })
  // A chain with gaps proves nothing.
  if (format === 'proof' && (subject !== 'everything' || actor !== undefined))
    return fail({ code: 'invalid', issues: ['subject'] })
  const same = await samePerson(act, password)
  if (!same.ok) return same
  const dates = reportDates()
  const name = words.reports.exportFile(dates.iso(from), dates.iso(Math.min(to - 1, act.at)))
  const place = await askWhereToSave(`${name}.${format === 'proof' ? 'json' : 'csv'}`)
  if (place === undefined) {
    act.about({ details: { format, saved: false } })
    return ok({ saved: false })
  }
  const head = await store.write((tx) => signCheckpoint(tx, checkpoints))
  const ends = head && (await endsBetween(store.read, { from, to, upTo: head.sequence }))
  if (!head || !ends) return notFound
  const covering = await checkpointFrom(store.read, ends.last)
  const checkpoint = covering ? viewOf(covering) : head
  const last = format === 'proof' ? checkpoint.sequence : ends.last
  const sha256 = await write(parts, place, input, { first: ends.first, last, checkpoint })
  const entries = last - ends.first + 1
  act.about({ details: { format, from, to, entries, upTo: last, sha256 } })
  return ok({ saved: true, entries, checkpoint })
}

type Span = { readonly first: number; readonly last: number; readonly checkpoint: CheckpointView }

/** Writes what was asked for; a full disk leaves no half file. Answers the SHA-256 of what was written. */
async function write({ store, verifier }: ExportParts, place: string, input: Input, span: Span) {
  const hash = createHash('sha256')
  if (input.format === 'csv') await putFile(place, hashed(hash, table(store.read, span, input)))
  else {
    await putFile(path.join(path.dirname(place), verifierName), await verifier())
    const { first, last, checkpoint } = span
    const notProven = await namesIn(store.read)
    const file = proofFile({ read: store.read, first, last, publicKey: checkpoint.publicKey, notProven })
    await putFile(place, hashed(hash, file))
  }
  return hash.digest('hex')
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

async function* table(read: ReadStore, { first, last }: Span, choice: Choice): AsyncGenerator<string> {
  const { exportColumns } = words.reports
  const actors = await actorsOf(read)
  yield byteOrderMark + line(exportColumns)
  for await (const rows of entrySlices(read, first, last)) {
    yield rows
      .filter(fits(choice))
      .map(({ sequence, at, actor, action, subject, outcome, details, hash }) => {
        const said = words.audit.action(action, AuditOutcome.catch('failed').parse(outcome))
        const what = words.audit.what(subject, detailsOf(details))
        const when = new Date(at).toISOString()
        return line([sequence, when, actors(actor).shortName, said, what, outcome, action, subject, actor, hash])
      })
      .join('')
  }
}
