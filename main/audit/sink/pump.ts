/**
 * Carries the record to the sink, entry after entry in order, at least once. The store is the buffer and a position in it
 * says how far the sink has come: a sink that is down holds up nobody and loses nothing. No act waits for anything here.
 */
import type { SinkTrouble } from '#app/contract/record/sink.ts'
import { jsonLine, sinkRecord, syslogText } from '#app/domain/record/audit-sink.ts'
import type { Clock, Network, Undo } from '../../ports.ts'
import { entriesAfter, type EntryRow } from '../../store/record/audit.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import type { Store } from '../../store/store.ts'
import { detailsOf } from '../entries.ts'
import { appendToFile } from './file.ts'
import { sendBySyslog, type Sent } from './syslog.ts'
import { sinkPositionSetting, sinkTargetSetting, type Target } from './target.ts'

export type PumpParts = {
  readonly store: Store
  readonly clock: Clock
  readonly network: Pick<Network, 'connect'>
  /** Told whenever trouble comes or goes. */
  readonly changed: () => void
}

export type Trouble = { readonly kind: SinkTrouble; readonly at: number }

export type Pump = {
  /** Something was appended, or the sink changed: it will be told soon. */
  readonly appended: () => void
  /** Sends all that waits now; resolves when there is nothing left, or trouble. */
  readonly flush: () => Promise<void>
  readonly trouble: () => Trouble | undefined
  /** Sends no more; what is under way ends first. */
  readonly stop: () => Promise<void>
}

const batch = 500
/** Bursts travel together. */
const soonMs = 1000
/** After trouble, again after 5 s, and each time twice as late, up to five minutes. */
const [againMs, againAtMostMs] = [5000, 300_000]

export function createPump({ store, clock, network, changed }: PumpParts): Pump {
  let trouble: Trouble | undefined
  let waitMs = 0
  let undo: Undo | undefined
  let running: Promise<void> | undefined
  let stopped = false

  function schedule(ms: number): void {
    if (undo || stopped) return
    undo = clock.after(ms, () => {
      undo = undefined
      void flush()
    })
  }

  /** One batch. Answers whether there may be more. */
  async function step(): Promise<boolean> {
    if (stopped) return false
    const target = await readSetting(store.read, sinkTargetSetting)
    const { upTo } = await readSetting(store.read, sinkPositionSetting)
    if (target.kind === 'none') return heal()
    const rows = await entriesAfter(store.read, upTo, batch)
    const last = rows.at(-1)
    if (!last) return heal()
    const sent = await send(target, rows)
    if (!sent.ok) {
      const worse = trouble?.kind !== sent.trouble
      trouble = { kind: sent.trouble, at: clock.now() }
      if (worse) changed()
      waitMs = Math.min(againAtMostMs, Math.max(againMs, waitMs * 2))
      schedule(waitMs)
      return false
    }
    const position = { upTo: last.sequence, takenAt: clock.now() }
    await store.write((tx) => writeSetting(tx, sinkPositionSetting, position))
    heal()
    return rows.length === batch
  }

  function heal(): false {
    waitMs = 0
    if (trouble) {
      trouble = undefined
      changed()
    }
    return false
  }

  function send(target: Exclude<Target, { kind: 'none' }>, rows: readonly EntryRow[]): Promise<Sent> {
    const records = rows.map((row) => sinkRecord({ ...row, details: detailsOf(row.details) }))
    return target.kind === 'syslog'
      ? sendBySyslog(
          { network, clock },
          target,
          records.map((record) => syslogText(record, target.name)),
        )
      : appendToFile(
          target,
          records.map((record) => jsonLine(record, target.name)),
        )
  }

  async function all(): Promise<void> {
    // The store in trouble or closed: the next entry asks again.
    while (await step().catch(() => false));
  }

  const flush = (): Promise<void> => (running ??= all().finally(() => (running = undefined)))

  return {
    appended: () => schedule(soonMs),
    flush: async () => {
      undo?.()
      undo = undefined
      await running
      await flush()
    },
    trouble: () => trouble,
    stop: async () => {
      stopped = true
      undo?.()
      await running
    },
  }
}
