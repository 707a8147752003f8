/**
 * Step 6: what a contact is, several numbers for each, what happened to a number, favourites, merges, and test faxes.
 * Verifications made so far were call-backs that said no source; they keep standing, and say so.
 */
import type { Step, StepConnection } from '../engine/step.ts'

export const step006: Step = Object.freeze({
  version: 6,
  take: (db: StepConnection) => {
    for (const sql of [columns, tables, kinds, evidence, history]) db.exec(sql)
  },
})

const columns = `
  alter table contact add column kind text not null default 'organisation';
  alter table contact add column npi text not null default '';
  alter table contact add column specialty text not null default '';
  alter table contact add column address text not null default '{}';
  alter table contact add column tags text not null default '[]';
  alter table contact add column default_purpose text;
  alter table contact add column archived_at integer;
  create index contact_by_npi on contact (npi) where npi <> '';
  create index contact_by_archive on contact (archived_at) where archived_at is not null;
  alter table fax_number add column label text not null default '';
  alter table fax_number add column position integer not null default 0;
  alter table fax add column kind text check (kind is null or kind = 'test');
`

const tables = `
  create table number_event (
    id integer primary key,
    number_id text not null references fax_number (id) on delete cascade,
    at integer not null,
    by text not null,
    what text not null,
    detail text not null
  ) strict;
  create index number_event_by_number on number_event (number_id, id);
  create table favourite (
    person_id text not null references person (id),
    contact_id text not null references contact (id) on delete cascade,
    primary key (person_id, contact_id)
  ) strict, without rowid;
  create index favourite_by_contact on favourite (contact_id);
  create table contact_merge (
    id text primary key,
    from_id text not null references contact (id),
    into_id text not null references contact (id),
    at integer not null,
    by text not null,
    before text not null,
    undone_at integer
  ) strict;
`

const kinds = `
  update contact set kind = case when person <> '' then 'person' when department <> '' then 'department' else kind end;
`

const evidence = `
  update fax_number set verification = json_object(
    'state', 'verified',
    'by', json_extract(verification, '$.by'),
    'at', json_extract(verification, '$.at'),
    'until', json_extract(verification, '$.until'),
    'evidence', json_object(
      'method', 'call-back',
      'called', json_extract(verification, '$.called'),
      'foundOn', 'not-recorded',
      'spokeWith', json_extract(verification, '$.spokeWith')
    )
  ) where json_extract(verification, '$.state') = 'verified';
`

// What is known of the past: the last thing that happened to each number.
const history = `
  insert into number_event (number_id, at, by, what, detail)
    select id, json_extract(verification, '$.at'), json_extract(verification, '$.by'),
      iif(json_extract(verification, '$.state') = 'verified', 'verified', iif(replaced_at is null, 'revoked', 'replaced')),
      verification
    from fax_number where json_extract(verification, '$.state') in ('verified', 'revoked') order by added_at;
`
