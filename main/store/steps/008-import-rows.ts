/**
 * Step 8: imports of any size. What was read waits in the store, row by row, until a person has chosen; rows of a
 * directory stay, to compare contacts with; what a merge changed is kept, so that it can be taken back.
 */
import type { Step, StepConnection } from '../engine/step.ts'

export const step008: Step = Object.freeze({
  version: 8,
  take: (db: StepConnection) => {
    db.exec(`
      alter table contact_import add column kind text not null default 'csv';
      alter table contact_import add column stage text not null default 'done';
      alter table contact_import add column as_of integer;
      create table import_row (
        import_id text not null references contact_import (id) on delete cascade,
        row_number integer not null,
        finding text not null,
        choice text not null,
        fate text not null,
        e164 text,
        npi text not null,
        name text not null,
        contact_id text,
        content text not null,
        before text,
        primary key (import_id, row_number)
      ) strict, without rowid;
      create index import_row_by_fate on import_row (import_id, finding, choice, fate);
      create index import_row_by_npi on import_row (npi) where npi <> '';
      create index import_row_by_name on import_row (name) where name <> '';
    `)
  },
})
