/**
 * Step 14: entries of one person, and of one act, by their time. Lists of a few days and the look for alerts would
 * otherwise read every entry that a person or an act ever left.
 */
import type { Step, StepConnection } from '../engine/step.ts'

export const step014: Step = Object.freeze({
  version: 14,
  take: (db: StepConnection) => {
    db.exec(`
      create index audit_entry_by_actor_and_time on audit_entry (actor, at);
      create index audit_entry_by_action_and_time on audit_entry (action, at);
    `)
  },
})
