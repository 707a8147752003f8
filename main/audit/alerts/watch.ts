/**
 * Watches the record as it grows and raises alerts. An alert is an entry: it is chained, goes to the sink, and is told
 * to whoever may read the record. The rules are in `app/domain/record/audit-alerts.ts`; here are only the questions to the store.
 */
import type { VerificationView } from '#app/contract/record/audit.ts'
import {
  clockJump,
  clockOff,
  drifted,
  refusalRule,
  repeatedRefusals,
  unusualVolume,
  volumeRule,
  type AlertKind,
  type Moment,
} from '#app/domain/record/audit-alerts.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import type { Publish } from '../../door/publish.ts'
import type { Clock, Log, Power, TimeOffset, Undo } from '../../ports.ts'
import { openedByHour, raisedAlerts, refusedSince } from '../../store/record/alerts.ts'
import { readSetting } from '../../store/settings.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import { storeTrouble } from '../../store/trouble.ts'
import { detailsOf } from '../entries.ts'
import type { AuditWriter } from '../writer.ts'
import { approvedSetting, configurationNow } from './configuration.ts'

export type WatchParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly clock: Clock
  readonly timeOffset: TimeOffset
  readonly power: Power
  readonly log: Log
  readonly publish: Publish
}

export type AlertWatch = {
  /** Something was appended: it will be looked at soon. */
  readonly appended: () => void
  /** The record does not hold: found by the look at the start, or by verifying all of it. */
  readonly broken: (view: Extract<VerificationView, { result: 'broken' }>, kind: AlertKind) => void
  readonly start: () => void
  readonly stop: () => Promise<void>
}

const lookAfterMs = 1000
const tickMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const fourWeeksMs = 28 * 24 * hourMs

export function createAlertWatch({ store, audit, clock, timeOffset, power, log, publish }: WatchParts): AlertWatch {
  let soon: Undo | undefined
  let ticking: Undo | undefined
  let asking: Undo | undefined
  let unheard: Undo | undefined
  let stopped = false
  let last: Promise<void> = Promise.resolve()
  let before: Moment | undefined
  let usual: { readonly before: number; readonly ofDay: readonly number[] } | undefined

  const moment = (): Moment => ({ wall: clock.now(), steady: clock.elapsed() })

  /** One after another, and never in the way: what cannot be written now is noted and the desk goes on. */
  function queue(work: () => Promise<void>): void {
    last = last.then(async () => {
      if (stopped) return
      await work().catch((error: unknown) => {
        log.note({ event: 'store.trouble', kind: storeTrouble(error) ?? 'alert' })
      })
    })
  }

  async function raise(kind: AlertKind, details: AuditDetails, subject = ''): Promise<void> {
    await store.write((tx) =>
      audit.append(tx, { actor: 'system', action: 'audit.alert', subject, details: { alert: kind, ...details } }),
    )
    publish({ name: 'alerts.changed', payload: {} })
  }

  /** The newest alert of this kind about the same, if any. */
  async function lastLike(kind: AlertKind, same: (details: AuditDetails, subject: string) => boolean) {
    const rows = await raisedAlerts(store.read)
    return rows.find((row) => {
      const details = detailsOf(row.details)
      return details['alert'] === kind && same(details, row.subject)
    })
  }

  async function refusals(): Promise<void> {
    const now = clock.now()
    const rows = await refusedSince(store.read, now - refusalRule.withinMs)
    const refused = rows.map(({ at, actor, details }) => ({ at, actor, fault: String(detailsOf(details)['fault']) }))
    for (const { actor, times } of repeatedRefusals(refused, now)) {
      const subject = actor === 'nobody' ? '' : actor
      const known = await lastLike('refusals', (_details, about) => about === subject)
      if (!known || known.at <= now - hourMs) await raise('refusals', { times }, subject)
    }
  }

  async function volume(): Promise<void> {
    const now = clock.now()
    const current = Math.floor(now / hourMs)
    const opened = await openedByHour(store.read, current * hourMs - 1)
    const times = opened.find(({ hour }) => hour === current)?.count ?? 0
    if (times < volumeRule.least) return
    // Four weeks of entries are read once an hour: hours that are over do not change.
    if (usual?.before !== current) usual = { before: current, ofDay: await usualBefore(store.read, current) }
    if (!unusualVolume({ usual: usual.ofDay, hour: new Date(now).getHours(), now: times })) return
    const known = await lastLike('unusual-hours', () => true)
    if (!known || Math.floor(known.at / hourMs) !== current) await raise('unusual-hours', { times })
  }

  async function drift(): Promise<void> {
    const approved = await readSetting(store.read, approvedSetting)
    if (!approved) return
    const parts = drifted(approved.parts, await configurationNow(store.read))
    const changed = parts.join(' ').slice(0, 200)
    if (parts.length === 0) return
    const known = await lastLike('configuration-drift', (details) => details['changed'] === changed)
    if (!known || known.at < approved.at) await raise('configuration-drift', { changed, times: parts.length })
  }

  /** Told again after a day while it lasts: whoever looked at it could not set the clock at once, perhaps. */
  async function offset(): Promise<void> {
    const seconds = clockOff(await timeOffset.seconds())
    if (seconds === undefined) return
    const known = await lastLike('clock-offset', () => true)
    if (!known || known.at <= clock.now() - dayMs) await raise('clock-offset', { seconds })
  }

  function look(): void {
    soon = undefined
    queue(refusals)
    queue(volume)
    queue(drift)
  }

  /** Each hour, in no hurry: it starts a program. */
  function ask(): void {
    queue(offset)
    asking = clock.after(hourMs, ask)
  }

  function tick(): void {
    const now = moment()
    const seconds = before && clockJump(before, now)
    before = now
    if (seconds !== undefined) queue(() => raise('clock-jump', { seconds }))
    ticking = clock.after(tickMs, tick)
  }

  return {
    appended: () => {
      if (!stopped) soon ??= clock.after(lookAfterMs, look)
    },
    broken: ({ firstBad, why }, kind) =>
      queue(async () => {
        const known = await lastLike(kind, (details) => details['firstBad'] === firstBad && details['why'] === why)
        if (!known) await raise(kind, { firstBad, why })
      }),
    start: () => {
      // A computer asleep: one of its clocks stood still, and nobody set the other.
      unheard = power.subscribe((event) => {
        if (event === 'resume' || event === 'suspend') before = undefined
      })
      tick()
      asking = clock.after(tickMs, ask)
    },
    stop: async () => {
      soon?.()
      ticking?.()
      asking?.()
      unheard?.()
      stopped = true
      await last
    },
  }
}

/** How often records were opened in each hour of the day, over the four weeks that ended with the hour `current`. */
async function usualBefore(read: ReadStore, current: number): Promise<readonly number[]> {
  const usual = Array.from({ length: 24 }, () => 0)
  for (const { hour, count } of await openedByHour(read, current * hourMs - fourWeeksMs)) {
    const ofDay = new Date(hour * hourMs).getHours()
    if (hour !== current) usual[ofDay] = (usual[ofDay] ?? 0) + count
  }
  return usual
}
