/** Checkpoints as verification meets them: each must be signed by us and say what the chain says. */
import { checkpointText } from '#app/domain/audit.ts'
import { checkpointsAfter, type CheckpointRow, type EntryRow } from '../store/audit.ts'
import type { ReadStore } from '../store/store.ts'
import type { Signer } from './checkpoint.ts'

/** Whether our key signed this checkpoint as it stands. */
export const genuine = (signer: Signer, { sequence, hash, at, signature, public_key }: CheckpointRow): boolean =>
  public_key === signer.publicKey &&
  /^[0-9a-f]{128}$/.test(signature) &&
  signer.holds(checkpointText(sequence, hash, at), signature)

const batch = 100

/** @param start the entry after which the walk begins */
export function signedHeads(signer: Signer, db: ReadStore, start: number) {
  let waiting: CheckpointRow[] = []
  let read = start
  let more = true

  async function next(): Promise<CheckpointRow | undefined> {
    if (waiting.length === 0 && more) {
      waiting = [...(await checkpointsAfter(db, read, batch))]
      more = waiting.length === batch
      read = waiting.at(-1)?.sequence ?? read
    }
    return waiting[0]
  }

  /** The first of these consecutive rows whose checkpoint is not ours, or signs something else. Call in order. */
  async function foreignAmong(rows: readonly EntryRow[]): Promise<number | undefined> {
    const first = rows[0]?.sequence ?? 0
    const last = rows.at(-1)?.sequence ?? 0
    for (let checkpoint = await next(); checkpoint && checkpoint.sequence <= last; checkpoint = await next()) {
      waiting.shift()
      const same = rows[checkpoint.sequence - first]?.hash === checkpoint.hash
      if (!same || !genuine(signer, checkpoint)) return checkpoint.sequence
    }
    return undefined
  }

  return { foreignAmong }
}
