/** An export as it is written: a chain of the asked length in a real store, and what the exporter makes of it. */
import { signCheckpoint } from '#main/audit/checkpoint.ts'
import { proofFile } from '#main/reports/export/proof-file.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import type { CheckpointView } from '#app/contract/record/audit.ts'
import { givenRecord, type GivenRecord } from '#test/given/record.ts'

export type ExportEntry = {
  sequence: number
  at: number
  actor: string
  action: string
  subject: string
  outcome: string
  details: string
  previous: string
  hash: string
}

export type ExportFile = {
  format: string
  canonicalVersion: number
  first: number
  last: number
  publicKey: string
  entries: ExportEntry[]
  checkpoints: CheckpointView[]
}

const detailsFor = (at: number): AuditDetails =>
  at % 3 === 0
    ? { pages: at, line: 'training', whole: at % 2 === 0 }
    : at % 7 === 0
      ? { note: 'quote " back \\ é' }
      : {}

const batch = 500

/** A chain of `length` entries and those about its checkpoints, the last one signed by a checkpoint. */
export async function givenChain(length: number): Promise<GivenRecord & { readonly checkpoint: CheckpointView }> {
  const record = await givenRecord()
  const { store, writer, clock, signer } = record
  for (let from = 0; from < length; from += batch) {
    await store.write(async (tx) => {
      for (let at = from; at < Math.min(from + batch, length); at += 1) {
        clock.jump(at % 5)
        const subject = `FD-${String(10_000 + at)}`
        await writer.append(tx, { actor: 'system', action: 'fax.delivered', subject, details: detailsFor(at) })
      }
    })
  }
  const checkpoint = await store.write((tx) => signCheckpoint(tx, { signer, clock, append: writer.append }))
  if (!checkpoint) throw new Error('an empty chain')
  return { ...record, checkpoint }
}

/** The text of the export of entries `first` to `last`. */
export async function exportText(
  { store, checkpoint }: Awaited<ReturnType<typeof givenChain>>,
  first = 1,
  last = checkpoint.sequence,
): Promise<string> {
  const { publicKey } = checkpoint
  let text = ''
  const notProven = { practice: 'Marigold Lane Family Clinic', people: {} }
  for await (const piece of proofFile({ read: store.read, first, last, publicKey, notProven, report: undefined }))
    text += piece
  return text
}
