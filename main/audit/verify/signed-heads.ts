/**
 * Checkpoints as verification meets them. The newest is judged by its signature, which covers all history before it;
 * older ones by the entry that follows each, which names the signature and is itself in the chain. Checking every old
 * signature again would take longer than all the rest and prove nothing more.
 */
import { checkpointText } from '#app/domain/record/audit.ts'
import type { CheckpointRow, EntryRow } from '../../store/record/audit.ts'
import { checkpointDetails, type Seal } from '../checkpoint.ts'
import { detailsText } from '../proof.ts'
import type { RecordSource } from './verify.ts'

/** Whether our key signed this checkpoint as it stands. */
export const genuine = (signer: Seal, { sequence, hash, at, signature, public_key }: CheckpointRow): boolean =>
  public_key === signer.publicKey &&
  /^[0-9a-f]{128}$/.test(signature) &&
  signer.holds(checkpointText(sequence, hash, at), signature)

const batch = 100

/** @param start the entry after which the walk begins */
export function signedHeads(signer: Seal, source: Pick<RecordSource, 'checkpointsAfter'>, start: number) {
  let waiting: CheckpointRow[] = []
  // The entry after `start` may be about a checkpoint of `start` itself.
  let read = start - 1
  let more = true

  async function next(): Promise<CheckpointRow | undefined> {
    if (waiting.length === 0 && more) {
      waiting = [...(await source.checkpointsAfter(read, batch))]
      more = waiting.length === batch
      read = waiting.at(-1)?.sequence ?? read
    }
    return waiting[0]
  }

  /** The first of these rows whose checkpoint is gone, changed, or not ours; Infinity when there is none. Call in order. */
  async function foreignAmong(rows: readonly EntryRow[]): Promise<number> {
    for (const row of rows) {
      if (row.action !== 'audit.checkpoint') continue
      const checkpoint = await next()
      waiting.shift()
      if (!checkpoint || !told(row, checkpoint)) return Math.min(row.sequence - 1, checkpoint?.sequence ?? Infinity)
    }
    return Infinity
  }

  const told = (row: EntryRow, checkpoint: CheckpointRow): boolean =>
    checkpoint.sequence === row.sequence - 1 &&
    checkpoint.hash === row.previous &&
    checkpoint.public_key === signer.publicKey &&
    row.details === detailsText(checkpointDetails(checkpoint))

  /** A checkpoint before `last` that no entry is about, or Infinity. Call after all rows. */
  async function untold(last: number): Promise<number> {
    const left = (await next())?.sequence ?? Infinity
    return left < last ? left : Infinity
  }

  return { foreignAmong, untold }
}
