/** Taking a store from one version to another, a step at a time. */
import type { Connection } from './connection.ts'
import { steps as allSteps } from '../steps/index.ts'
import type { Step } from './step.ts'

export const versionOf = (db: Connection): number => db.pragma('user_version', { simple: true }) as number

/**
 * Takes the steps that are missing up to version `to` (all of them unless given). Each step and its new version number
 * are one transaction: killed in between, the store stands at a whole step.
 */
export function migrate(db: Connection, to?: number, steps: readonly Step[] = allSteps): void {
  for (const step of steps.slice(versionOf(db), to)) {
    db.transaction(() => {
      step.take(db)
      db.pragma(`user_version = ${step.version}`)
    }).immediate()
  }
}
