/** Step 5: which contacts came in by which import, so that an import can be taken back. `source` is the file's name. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step005: Step = Object.freeze({
  version: 5,
  take: (db: StepConnection) => {
    db.exec(`
      create table contact_import (
        id text primary key,
        source text not null,
        at integer not null,
        by text not null,
        undone_at integer
      ) strict;
      create table imported_contact (
        contact_id text primary key references contact (id) on delete cascade,
        import_id text not null references contact_import (id)
      ) strict;
      create index imported_contact_by_import on imported_contact (import_id);
    `)
  },
})
