/** Step 9: scans that came out of the scanner's folder, and wait until a person makes a fax of them. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step009: Step = Object.freeze({
  version: 9,
  take: (db: StepConnection) => {
    db.exec(`
      create table scan (
        id text primary key,
        document_id text references document (id),
        name text not null,
        sha256 text not null,
        bytes integer not null,
        state text not null check (state in ('ready', 'unreadable', 'used', 'discarded')),
        refusal text,
        aside text,
        source text not null,
        added_at integer not null,
        changed_at integer not null
      ) strict;
      create index scan_by_state on scan (state, added_at);
      create index scan_by_content on scan (sha256);
    `)
  },
})
