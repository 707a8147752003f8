/** Step 11: faxes that came in over a line. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step011: Step = Object.freeze({
  version: 11,
  take: (db: StepConnection) => {
    db.exec(`
      create table received_fax (
        id text primary key,
        line_id text not null,
        provider_id text not null,
        e164 text,
        station text not null,
        pages integer not null,
        at integer not null,
        training integer not null check (training in (0, 1)),
        incomplete integer not null check (incomplete in (0, 1)),
        state text not null check (state in ('expected', 'kept', 'unreadable', 'gone')),
        refusal text,
        document_id text references document (id),
        line_copy text not null check (line_copy in ('there', 'to-remove', 'removed', 'stays')),
        opened_at integer,
        opened_by text,
        check ((state = 'kept') = (document_id is not null)),
        unique (line_id, provider_id)
      ) strict;
      create index received_by_time on received_fax (at, id);
      create index received_unopened on received_fax (state) where opened_at is null;
      create index received_by_number on received_fax (e164, at);
    `)
  },
})
