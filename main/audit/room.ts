/**
 * The room of the record, composed: writer, note outside the store, verification, checkpoints, sink and alerts. What
 * follows an entry (the note, the sink, the look for alerts) follows later and by itself; no act waits for it.
 */
import type { VerificationView } from '#app/contract/record/audit.ts'
import type { Publish } from '../door/publish.ts'
import type { Clock, Files, Log, Network, Power, TimeOffset, Undo } from '../ports.ts'
import { storeFileIn } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { storeTrouble } from '../store/trouble.ts'
import type { VaultKeys } from '../vault/vault.ts'
import { createAlertHandlers } from './alerts/handlers.ts'
import { createAlertWatch } from './alerts/watch.ts'
import { createAuditWriter } from './chain.ts'
import { createSigner, signIfGrown } from './checkpoint.ts'
import { createAuditHandlers } from './handlers.ts'
import { createOutsideHead, type OutsideHead } from './outside-head.ts'
import { proofWith } from './proof.ts'
import { createSinkHandlers } from './sink/handlers.ts'
import { createPump } from './sink/pump.ts'
import { createVerification } from './verification.ts'
import { verifyInThread } from './verify/thread.ts'
import type { AuditWriter } from './writer.ts'

export type AuditRoomParts = {
  readonly store: Store
  readonly keys: VaultKeys
  readonly dataFolder: string
  readonly clock: Clock
  readonly timeOffset: TimeOffset
  readonly power: Power
  readonly log: Log
  readonly publish: Publish
  readonly network: Pick<Network, 'connect'>
  readonly askWhereToSave: Files['askWhereToSave']
  /** Where the thread that verifies the record lies. */
  readonly verifyWorker: string
}

/** A checkpoint is signed at least this often while the record grows. */
export const checkpointEveryMs = 3_600_000

export function createAuditRoom(parts: AuditRoomParts) {
  const { store, keys, dataFolder, clock, log, publish } = parts
  const signer = createSigner(keys.signing)
  const outside = createOutsideHead({ dataFolder, auditKey: keys.audit, clock, log, store })
  const followers = new Set<() => void>([outside.appended])
  const audit = followed(
    createAuditWriter({ auditKey: keys.audit, signer, clock, read: store.read, publish }),
    followers,
  )
  const pump = createPump({ ...parts, changed: () => publish({ name: 'sink.changed', payload: {} }) })
  const watch = createAlertWatch({ ...parts, audit })
  followers.add(pump.appended).add(watch.appended)
  const verification = createVerification({
    proof: proofWith(keys.audit),
    signer,
    clock,
    elapsed: clock.elapsed,
    read: store.read,
    whole: verifyInThread(parts.verifyWorker, {
      file: storeFileIn(dataFolder),
      storeKey: keys.store,
      auditKey: keys.audit,
      publicKey: signer.publicKey,
    }),
    publish,
    broken: (view) => watch.broken(view, 'verification-failed'),
    setBack: outside.unanswered,
  })
  const checkpoints = { signer, clock, append: audit.append }
  const hourly = every(clock, checkpointEveryMs, async () => {
    await signIfGrown(store, checkpoints).catch((error: unknown) => {
      log.note({ event: 'store.trouble', kind: storeTrouble(error) ?? 'checkpoint' })
    })
  })
  return {
    audit,
    verification,
    checkpoints,
    handlers: {
      ...createAuditHandlers({ read: store.read, verification, outside, publish }),
      ...createAlertHandlers({ store, publish }),
      ...createSinkHandlers({ store, pump, askWhereToSave: parts.askWhereToSave }),
    },
    /** Looks whether the end of the record holds, and begins to watch it. */
    start: async (): Promise<void> => {
      await recordSetBack(store, audit, outside)
      tellBroken(await verification.tail())
      watch.start()
      hourly.start()
      pump.appended()
    },
    /** Signs the record and lets everything that follows it come to rest. */
    stop: async (): Promise<void> => {
      hourly.stop()
      await verification.stop()
      await watch.stop()
      await signIfGrown(store, checkpoints)
      if (!pump.trouble()) await pump.flush()
      await pump.stop()
      await outside.settle()
    },
  }

  function tellBroken(view: VerificationView): void {
    if (view.result === 'broken') watch.broken(view, 'chain-broken')
  }
}

/** What follows the record hears of every entry. */
const followed = ({ append }: AuditWriter, followers: ReadonlySet<() => void>): AuditWriter => ({
  append: async (tx, entry) => {
    const sequence = await append(tx, entry)
    followers.forEach((follow) => follow())
    return sequence
  },
})

function every(clock: Clock, ms: number, act: () => Promise<void>) {
  let undo: Undo | undefined
  const start = (): void => {
    undo = clock.after(ms, () => {
      void act()
      start()
    })
  }
  return { start, stop: (): void => undo?.() }
}

/** A store that took the place of a newer one says so in its own record. */
async function recordSetBack(store: Store, audit: AuditWriter, outside: OutsideHead): Promise<void> {
  const news = await outside.look()
  if (!news) return
  const { found, expected } = news
  const details = { found, ...(expected === undefined ? { note: 'gone or altered' } : { expected }) }
  await store.write((tx) => audit.append(tx, { actor: 'system', action: 'audit.set-back', details }))
  await outside.settle()
}
