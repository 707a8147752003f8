/** Step 13: groups of recipients, faxes that were sent together, and on what grounds pages were disclosed. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step013: Step = Object.freeze({
  version: 13,
  take: (db: StepConnection) => {
    db.exec(`
      create table contact_group (
        id text primary key,
        revision integer not null,
        name text not null,
        changed_at integer not null,
        changed_by text not null
      ) strict;
      create unique index contact_group_by_name on contact_group (lower(name));
      create table contact_group_member (
        group_id text not null references contact_group (id) on delete cascade,
        number_id text not null references fax_number (id) on delete cascade,
        position integer not null,
        primary key (group_id, number_id)
      ) strict, without rowid;
      create index contact_group_by_number on contact_group_member (number_id);
      alter table fax add column together text;
      alter table fax add column confirmed text;
      alter table fax add column form_id text references document (id);
      create index fax_by_together on fax (together) where together is not null;
      create index fax_by_form on fax (form_id) where form_id is not null;
    `)
  },
})
