/** A real store in a folder of its own with a chain in it, and a way to tamper with it that knows the store's key. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { createAuditWriter } from '#main/audit/chain.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { proofWith } from '#main/audit/proof.ts'
import { sourceIn } from '#main/audit/verify/source.ts'
import { verifyChain, type VerifyParts } from '#main/audit/verify/verify.ts'
import type { Entry } from '#main/audit/writer.ts'
import { openWriter, type Connection } from '#main/store/engine/connection.ts'
import { createStore } from '#main/store/open.ts'
import { manualClock } from './clock.ts'
import { valueOf } from './outcome.ts'

export const givenKey = (fill: number): Buffer => Buffer.alloc(32, fill)

const triggers = ['audit_entry_unchanged', 'audit_entry_kept']

export async function givenRecord() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-'))
  const file = path.join(folder, 'store.db')
  const store = valueOf(await createStore({ file, key: givenKey(1) }))
  const clock = manualClock()
  const signer = createSigner(givenKey(3))
  const told: number[] = []
  const writer = createAuditWriter({
    auditKey: givenKey(2),
    signer,
    clock,
    read: store.read,
    publish: (event) => void (event.name === 'audit.grown' && told.push(event.payload.sequence)),
  })
  const parts: VerifyParts = {
    proof: proofWith(givenKey(2)),
    signer,
    clock,
    elapsed: () => performance.now(),
  }
  const source = sourceIn(store.read)

  return {
    folder,
    file,
    store,
    clock,
    signer,
    writer,
    parts,
    source,
    /** The whole chain, verified here and now. */
    verify: (...rest: [Parameters<typeof verifyChain>[2]?, Parameters<typeof verifyChain>[3]?]) =>
      verifyChain(parts, source, ...rest),
    /** Sequence numbers the page was told of. */
    told,
    append: (entry: Partial<Entry> = {}) =>
      store.write((tx) => writer.append(tx, { actor: 'system', action: 'fax.delivered', ...entry })),
    /** Changes the store behind the writer's back, triggers taken away first. */
    tamper: (act: (db: Connection) => void): void => {
      const db = openWriter(file, givenKey(1))
      // Thousands of mutations need not survive a power cut.
      db.pragma('synchronous = OFF')
      for (const name of triggers) db.exec(`drop trigger if exists ${name}`)
      act(db)
      db.close()
    },
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type GivenRecord = Awaited<ReturnType<typeof givenRecord>>
