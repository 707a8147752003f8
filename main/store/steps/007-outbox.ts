/**
 * Step 7: urgent faxes, what a line called an attempt, pages still to be removed at a service, and the order in which
 * faxes wait, so that ten thousand of them cost a restart nothing.
 */
import type { Step, StepConnection } from '../engine/step.ts'

export const step007: Step = Object.freeze({
  version: 7,
  take: (db: StepConnection) => {
    db.exec(`
      alter table fax add column urgent integer not null default 0 check (urgent in (0, 1));
      create index fax_waiting on fax (phase, line_id, urgent desc, due_at, sent_order, e164, id);
      create index fax_in_use on fax (phase, e164, changed_at);
      alter table attempt add column provider_id text;
      alter table attempt add column removal_due_at integer;
      alter table attempt add column removal_tries integer not null default 0;
      create index attempt_to_remove on attempt (removal_due_at) where removal_due_at is not null;
    `)
  },
})
