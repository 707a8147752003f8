/** Queries for alerts: what was refused, how much was opened in which hour, which alerts were raised and looked at. */
import type { ReadStore } from '../store.ts'
import type { EntryRow } from './audit.ts'

const refusalsAtMost = 1000

/** Entries of what was refused since then, newest first; in order of their times, because that is an index. */
export const refusedSince = (db: ReadStore, at: number): Promise<readonly EntryRow[]> =>
  db
    .selectFrom('audit_entry')
    .selectAll()
    .where('at', '>', at)
    .where('outcome', '=', 'refused')
    .orderBy('at', 'desc')
    .limit(refusalsAtMost)
    .execute()

/** Acts by which somebody sees what is about a patient. */
const openings = ['faxes.read', 'document.opened', 'drafts.open', 'reports.export'] as const

const hourMs = 3_600_000

/** How often records were opened in each hour since then; `hour` counts from 1970, in UTC. */
export async function openedByHour(
  db: ReadStore,
  since: number,
): Promise<readonly { readonly hour: number; readonly count: number }[]> {
  return (
    db
      .selectFrom('audit_entry')
      // Both operands are whole numbers: the quotient is, too.
      .select((build) => [build('at', '/', hourMs).as('hour'), build.fn.countAll<number>().as('count')])
      .where('action', 'in', openings)
      .where('at', '>', since)
      .groupBy('hour')
      .execute()
  )
}

const alertsAtMost = 200

/** The newest alerts, newest first. */
export const raisedAlerts = (db: ReadStore): Promise<readonly EntryRow[]> =>
  db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', 'audit.alert')
    .orderBy('sequence', 'desc')
    .limit(alertsAtMost)
    .execute()

/** Entries by which alerts from this number on were acknowledged. */
export const acknowledgedAlerts = (db: ReadStore, from: number): Promise<readonly EntryRow[]> =>
  db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', 'alerts.acknowledge')
    .where('outcome', '=', 'done')
    .where('sequence', '>', from)
    .execute()
