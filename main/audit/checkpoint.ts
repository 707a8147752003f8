/**
 * Checkpoints: signed heads of the chain (Ed25519, DESIGN §9). Printed on every report, they let paper prove what the
 * PC's owner could otherwise recompute.
 */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { CheckpointView } from '#app/contract/record/audit.ts'
import { checkpointText } from '#app/domain/record/audit.ts'
import type { Clock } from '../ports.ts'
import { insertCheckpoint, lastEntry, latestCheckpoint, type CheckpointRow } from '../store/record/audit.ts'
import type { Store, WriteStore } from '../store/store.ts'
import type { Entry } from './writer.ts'

/** What is needed to judge a signature. */
export type Seal = {
  /** The raw public key, 64 hexadecimal digits. */
  readonly publicKey: string
  readonly holds: (text: string, signature: string) => boolean
}

export type Signer = Seal & {
  /** The signature of `text` (UTF-8), 128 hexadecimal digits. */
  readonly sign: (text: string) => string
}

// RFC 8410 §7 and §4: what stands before the 32 bytes of an Ed25519 key, private (PKCS #8) and public (SPKI).
const privateFrame = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicFrame = Buffer.from('302a300506032b6570032100', 'hex')

/** @param publicKey 64 hexadecimal digits */
export function sealOf(publicKey: string): Seal {
  const framed = Buffer.concat([publicFrame, Buffer.from(publicKey, 'hex')])
  const key = createPublicKey({ key: framed, format: 'der', type: 'spki' })
  return {
    publicKey,
    holds: (text, signature) => verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex')),
  }
}

/** @param seed 32 bytes */
export function createSigner(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes')
  const framed = Buffer.concat([privateFrame, seed])
  const key = createPrivateKey({ key: framed, format: 'der', type: 'pkcs8' })
  framed.fill(0)
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return { ...sealOf(publicKey), sign: (text) => sign(null, Buffer.from(text), key).toString('hex') }
}

export type CheckpointParts = {
  readonly signer: Signer
  readonly clock: Clock
  readonly append: (tx: WriteStore, entry: Entry) => Promise<unknown>
}

/** Signs the head of the chain as it stands in `tx` and leaves an entry about it. Undefined while there are no entries. */
export async function signCheckpoint(tx: WriteStore, parts: CheckpointParts): Promise<CheckpointView | undefined> {
  const head = await lastEntry(tx)
  if (!head) return undefined
  const at = parts.clock.now()
  const signature = parts.signer.sign(checkpointText(head.sequence, head.hash, at))
  const checkpoint: CheckpointView = { ...head, at, signature, publicKey: parts.signer.publicKey }
  await insertCheckpoint(tx, rowOf(checkpoint))
  await parts.append(tx, { actor: 'system', action: 'audit.checkpoint', details: checkpointDetails(checkpoint) })
  return checkpoint
}

/** What the entry about a checkpoint says: enough to notice a checkpoint that was changed or taken away. */
export const checkpointDetails = ({
  sequence,
  at,
  signature,
}: Pick<CheckpointView, 'sequence' | 'at' | 'signature'>) => ({
  upTo: sequence,
  signedAt: at,
  signature,
})

/**
 * Signs a checkpoint unless the last entry is already about one: at the start and at the end of a day.
 * Answers the checkpoint that covers the chain now, or undefined while there are no entries.
 */
export const signIfGrown = (store: Store, parts: CheckpointParts): Promise<CheckpointView | undefined> =>
  store.write(async (tx) => {
    const head = await lastEntry(tx)
    const latest = await latestCheckpoint(tx)
    // The entry about a checkpoint follows the entry it signs.
    if (head && latest && latest.sequence >= head.sequence - 1) return viewOf(latest)
    return signCheckpoint(tx, parts)
  })

export const viewOf = (row: CheckpointRow): CheckpointView => ({
  sequence: row.sequence,
  hash: row.hash,
  at: row.at,
  signature: row.signature,
  publicKey: row.public_key,
})

const rowOf = ({ publicKey, ...rest }: CheckpointView): CheckpointRow => ({ ...rest, public_key: publicKey })
