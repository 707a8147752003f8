/**
 * The record (DESIGN §9): append-only entries, each bound to the one before. This folder writes, signs and verifies
 * the chain. No way to change or remove an entry may come in, and nothing that says what an entry means.
 */
import { AuditDetails, canonical, firstPrevious } from '#app/domain/record/audit.ts'
import type { Clock } from '../ports.ts'
import { insertEntry, lastEntry, rememberHead } from '../store/record/audit.ts'
import type { ReadStore, WriteStore } from '../store/store.ts'
import type { Publish } from '../door/publish.ts'
import { signCheckpoint, type Signer } from './checkpoint.ts'
import { detailsText, hashOf, headText, macWith } from './proof.ts'
import type { AuditWriter, Entry } from './writer.ts'

/** A checkpoint is signed at least this often, so that no more entries than these rest on the MAC alone. */
export const checkpointEvery = 100

export type AuditWriterParts = {
  /** 32 bytes; apart from the store key, so that who can read the store cannot write its record. */
  readonly auditKey: Uint8Array
  readonly signer: Signer
  readonly clock: Clock
  readonly read: ReadStore
  readonly publish: Publish
}

/**
 * The one writer of the chain. `append` works inside the act's own transaction and takes the head from it each time:
 * what a rolled-back transaction appended was never there.
 */
export function createAuditWriter(parts: AuditWriterParts): AuditWriter {
  const announce = announcer(parts)
  const put = linkWith(parts)

  async function append(tx: WriteStore, entry: Entry): Promise<number> {
    const { sequence } = await put(tx, entry)
    if (sequence % checkpointEvery === 0)
      await signCheckpoint(tx, { signer: parts.signer, clock: parts.clock, append: put })
    announce()
    return sequence
  }

  return { append }
}

function linkWith({ auditKey, clock }: AuditWriterParts) {
  const mac = macWith(auditKey)
  return async function put(
    tx: WriteStore,
    entry: Entry,
  ): Promise<{ readonly sequence: number; readonly hash: string }> {
    const head = await lastEntry(tx)
    const previous = head?.hash ?? firstPrevious
    const facts = {
      sequence: (head?.sequence ?? 0) + 1,
      at: clock.now(),
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject ?? '',
      outcome: entry.outcome ?? ('done' as const),
      details: AuditDetails.parse(entry.details ?? {}),
    }
    const hash = hashOf(canonical(facts, previous))
    await insertEntry(tx, { ...facts, details: detailsText(facts.details), previous, hash, mac: mac(hash) })
    await rememberHead(tx, { sequence: facts.sequence, hash, mac: mac(headText(facts.sequence, hash)) })
    return { sequence: facts.sequence, hash }
  }
}

/** Bursts of entries are told once. */
const announceAfterMs = 100

/** Tells the page what is in the store, not what was appended: the transaction may still be dropped. */
function announcer({ clock, read, publish }: AuditWriterParts): () => void {
  let waiting = false
  let told = 0
  async function tell(): Promise<void> {
    waiting = false
    const head = await lastEntry(read)
    if (!head || head.sequence <= told) return
    told = head.sequence
    publish({ name: 'audit.grown', payload: { sequence: head.sequence } })
  }
  return () => {
    if (waiting) return
    waiting = true
    // The store may be closed by then; there is nobody left to tell.
    clock.after(announceAfterMs, () => void tell().catch(() => undefined))
  }
}
