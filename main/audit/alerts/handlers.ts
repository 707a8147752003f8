/** Alerts as people see them. That somebody looked is itself an entry; the alert stays in the record for ever. */
import { alertKinds } from '#app/domain/record/audit-alerts.ts'
import { drifted } from '#app/domain/record/audit-alerts.ts'
import type { AlertsView, AlertView } from '#app/contract/record/alerts.ts'
import { conflict, notFound, ok } from '#app/domain/outcome.ts'
import { actorOf, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import { acknowledgedAlerts, raisedAlerts } from '../../store/record/alerts.ts'
import type { EntryRow } from '../../store/record/audit.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import { actorsOf, detailsOf, type Actors } from '../entries.ts'
import { approvedSetting, configurationNow } from './configuration.ts'

type Name = 'alerts.list' | 'alerts.acknowledge' | 'configuration.approve'

const entryOf = (sequence: number): string => `entry-${sequence}`

type Acknowledgements = ReadonlyMap<string, EntryRow>

function alertOf(row: EntryRow, actors: Actors, seen: Acknowledgements): AlertView | undefined {
  const { alert, ...details } = detailsOf(row.details)
  const kind = alertKinds.find((known) => known === alert)
  if (!kind) return undefined
  const { sequence, at, subject } = row
  const by = seen.get(entryOf(sequence))
  return {
    sequence,
    at,
    kind,
    details,
    ...(subject === '' ? {} : { about: actors(subject) }),
    ...(by ? { acknowledged: { by: actors(by.actor).shortName, at: by.at } } : {}),
  }
}

async function alertsIn(db: ReadStore): Promise<AlertsView> {
  const rows = await raisedAlerts(db)
  const acknowledged = await acknowledgedAlerts(db, rows.at(-1)?.sequence ?? 0)
  const actors = await actorsOf(db)
  const seen = new Map(acknowledged.map((row) => [row.subject, row]))
  const alerts = rows.map((row) => alertOf(row, actors, seen)).filter((alert) => alert !== undefined)
  const approved = await readSetting(db, approvedSetting)
  return {
    alerts,
    open: alerts.filter((alert) => !alert.acknowledged).length,
    configuration: approved
      ? {
          approved: { by: actors(approved.by).shortName, at: approved.at },
          drift: [...drifted(approved.parts, await configurationNow(db))],
        }
      : { drift: [] },
  }
}

export function createAlertHandlers({
  store,
  publish,
}: {
  readonly store: Store
  readonly publish: Publish
}): Share<Name> {
  async function told() {
    publish({ name: 'alerts.changed', payload: {} })
    return ok(await alertsIn(store.read))
  }
  return {
    'alerts.list': async () => ok(await alertsIn(store.read)),
    'alerts.acknowledge': async ({ sequence }, act) => {
      const done = await act.commit(async (tx) => {
        const alert = (await alertsIn(tx)).alerts.find((known) => known.sequence === sequence)
        if (!alert) return notFound
        if (alert.acknowledged) return conflict('already-gone')
        return ok({ value: {}, subject: entryOf(sequence), details: { alert: alert.kind } })
      })
      return done.ok ? told() : done
    },
    'configuration.approve': async (_input, act) => {
      const done = await act.commit(async (tx) => {
        const parts = { ...(await configurationNow(tx)) }
        const changed = drifted((await readSetting(tx, approvedSetting))?.parts ?? {}, parts)
        await writeSetting(tx, approvedSetting, { by: actorOf(act).personId, at: act.at, parts })
        return ok({ value: {}, details: { times: changed.length, changed: changed.join(' ').slice(0, 200) } })
      })
      return done.ok ? told() : done
    },
  }
}
