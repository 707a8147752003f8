/**
 * Discarded drafts: kept for a while so that a person can take it back, then destroyed, keys first. A draft's originals
 * are its own, unless faxes to others were sent from it: then those keep them.
 */
import { DocumentId, type FaxId } from '#app/domain/ids.ts'
import { traceOf } from '../door/door.ts'
import { discardedUntil, originalsAddedTo, removeDiscarded, removeDocument } from '../store/faxes/drafts.ts'
import { sharedPages } from '../store/faxes/together.ts'
import { forgetForm } from './judging/form.ts'
import type { PacketParts } from './parts.ts'

/** How long a discard can be taken back within a session, in ms. */
export const keptForMs = 10 * 60_000

export type Discarded = {
  /** A draft was just discarded: destroys it when its time is over. */
  readonly later: () => void
  /** Destroys what was discarded at or before `at` (epoch ms). */
  readonly destroyUntil: (at: number) => Promise<void>
}

export function createDiscarded(parts: PacketParts): Discarded {
  const { store, audit, files, clock, log, chance } = parts

  async function destroy(id: FaxId): Promise<void> {
    const gone = await store.write(async (tx) => {
      const row = await removeDiscarded(tx, id)
      if (!row) return []
      const packet = row.packet_id === null ? [] : [DocumentId.parse(row.packet_id)]
      const form = await forgetForm(tx, row)
      // What of it was sent to others already rests on the same pages.
      const originals = (await sharedPages(tx, id)) ? [] : await originalsAddedTo(tx, id)
      const documents = [...originals, ...packet, ...(form ? [form] : [])]
      for (const document of documents) {
        await removeDocument(tx, document)
        await audit.append(tx, {
          actor: 'system',
          action: 'document.destroyed',
          subject: document,
          details: { draft: id },
        })
      }
      return documents
    })
    for (const document of gone) await files.destroy(document)
  }

  async function destroyUntil(at: number): Promise<void> {
    for (const id of await discardedUntil(store.read, at)) await destroy(id)
  }

  function later(): void {
    clock.after(keptForMs, () => {
      destroyUntil(clock.now() - keptForMs).catch((error: unknown) => {
        const incident = chance.bytes(4).toString('hex')
        log.note({ event: 'engine.incident', incident, part: 'discarded', trace: traceOf(error) })
      })
    })
  }

  return { later, destroyUntil }
}
