/** Step 12: one-time approvals, one a fax: which number as it then was, who asked, who approved, why, until when. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step012: Step = Object.freeze({
  version: 12,
  take: (db: StepConnection) => {
    db.exec(`
      create table approval (
        fax_id text primary key references fax (id) on delete cascade,
        number_id text not null,
        contact_id text not null,
        contact_revision integer not null,
        last_event integer not null,
        standing text not null,
        reason text not null check (reason <> ''),
        asked_by text not null,
        approved_by text not null,
        at integer not null,
        until integer not null,
        spent_at integer,
        check (asked_by <> approved_by),
        check (until > at)
      ) strict, without rowid;
    `)
  },
})
