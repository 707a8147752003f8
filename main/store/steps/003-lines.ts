/** Step 3: the configured lines. The training line is built in and has no row. `secret` holds credentials, in the encrypted store only. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step003: Step = Object.freeze({
  version: 3,
  take: (db: StepConnection) => {
    db.exec(`
      create table line (
        id text primary key,
        revision integer not null,
        kind text not null,
        name text not null,
        settings text not null,
        secret text,
        agreement text,
        last_check text,
        added_at integer not null,
        added_by text not null,
        removed_at integer,
        check (removed_at is null or secret is null)
      ) strict;
      create index fax_by_line on fax (line_id, phase);
    `)
  },
})
