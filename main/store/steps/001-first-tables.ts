/** Step 1: the first tables. Times are epoch ms UTC; JSON columns are text. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step001: Step = Object.freeze({
  version: 1,
  take: (db: StepConnection) => {
    for (const sql of [people, contacts, documents, faxes, faxCounts, attempts, record]) db.exec(sql)
  },
})

const people = `
  create table person (
    id text primary key,
    name text not null,
    short_name text not null,
    initials text not null,
    tint integer not null,
    roles text not null,
    created_at integer not null,
    disabled_at integer,
    last_sign_in_at integer
  ) strict;
  create table setting (key text primary key, value text not null) strict;
  create table counter (name text primary key, value integer not null) strict;
`

const contacts = `
  create table contact (
    id text primary key,
    revision integer not null,
    organisation text not null,
    department text not null,
    person text not null,
    voice text not null,
    note text not null,
    search text not null,
    added_at integer not null,
    added_by text not null,
    last_sent_at integer
  ) strict;
  create index contact_by_name on contact (organisation, department, person);
  create index contact_by_use on contact (last_sent_at);
  create table fax_number (
    id text primary key,
    contact_id text not null references contact (id),
    e164 text not null,
    verification text not null,
    added_at integer not null,
    replaced_at integer
  ) strict;
  create index fax_number_by_contact on fax_number (contact_id, added_at);
  create index fax_number_by_digits on fax_number (e164);
`

const documents = `
  create table document (
    id text primary key,
    kind text not null check (kind in ('original', 'packet', 'report')),
    name text not null,
    bytes integer not null,
    sha256 text not null,
    pages text not null,
    key blob check (key is null or length(key) = 32),
    added_at integer not null,
    added_by text not null
  ) strict;
  create table report (
    id text primary key,
    kind text not null,
    file_name text not null,
    pages integer not null,
    document_id text not null references document (id),
    at integer not null,
    made_by text not null
  ) strict;
  create index report_by_time on report (at);
  create index report_by_document on report (document_id);
`

// phase_group is worked out by the store itself, so a list and its count can never disagree about a fax.
const faxes = `
  create table fax (
    id text primary key,
    reference text unique,
    phase text not null,
    state text not null,
    revision integer not null,
    content text not null,
    person_id text not null references person (id),
    number_id text references fax_number (id),
    e164 text not null,
    organisation text not null,
    department text not null,
    person text not null,
    regarding text not null,
    pages integer not null,
    line_id text,
    training integer not null check (training in (0, 1)),
    packet_id text references document (id),
    packet_sha256 text,
    packet_bytes integer,
    sealed_revision integer,
    last_reason text,
    overlooked text not null,
    due_at integer,
    sent_at integer,
    sent_order integer unique,
    changed_at integer not null,
    discarded_at integer,
    handled_at integer,
    phase_group text not null generated always as (
      case
        when phase = 'draft' and discarded_at is null then 'draft'
        when phase = 'draft' or sent_at is null then 'discarded'
        when phase in ('failed', 'uncertain') and handled_at is null then 'needs-you'
        when phase = 'delivered' then 'delivered'
        when phase in ('failed', 'uncertain', 'cancelled') then 'closed'
        else 'in-progress'
      end
    ) stored,
    check ((sent_at is null) = (sent_order is null)),
    check (phase <> 'draft' or sent_at is null)
  ) strict;
  create index fax_by_group on fax (phase_group, sent_order);
  create index fax_by_person on fax (person_id, sent_order);
  create index fax_by_phase on fax (phase, due_at);
  create index fax_by_due on fax (due_at) where due_at is not null;
  create index fax_by_number on fax (number_id) where number_id is not null;
  create index fax_by_packet on fax (packet_id) where packet_id is not null;
`

const faxCounts = `
  create table fax_count (
    phase_group text not null,
    person_id text not null,
    faxes integer not null,
    primary key (phase_group, person_id)
  ) strict, without rowid;
  create trigger fax_counted after insert on fax begin
    insert into fax_count values (new.phase_group, new.person_id, 1)
      on conflict do update set faxes = faxes + 1;
  end;
  create trigger fax_uncounted after delete on fax begin
    update fax_count set faxes = faxes - 1 where phase_group = old.phase_group and person_id = old.person_id;
  end;
  create trigger fax_recounted after update of phase, sent_at, discarded_at, handled_at, person_id on fax
    when old.phase_group is not new.phase_group or old.person_id is not new.person_id
  begin
    update fax_count set faxes = faxes - 1 where phase_group = old.phase_group and person_id = old.person_id;
    insert into fax_count values (new.phase_group, new.person_id, 1)
      on conflict do update set faxes = faxes + 1;
  end;
`

const attempts = `
  create table attempt (
    fax_id text not null references fax (id),
    number integer not null,
    line_id text not null,
    line_reference text not null unique,
    started_at integer not null,
    ended_at integer,
    outcome text not null,
    reason text,
    pages_sent integer not null,
    primary key (fax_id, number)
  ) strict;
  create index attempt_by_start on attempt (started_at);
  create table training_call (
    line_reference text primary key,
    e164 text not null,
    sha256 text not null,
    pages integer not null,
    submitted_at integer not null,
    cancelled_at integer
  ) strict;
`

// The record is append-only: these triggers stop our own mistakes. Against whoever owns the computer there is the chain.
const record = `
  create table audit_entry (
    sequence integer primary key,
    at integer not null,
    actor text not null,
    action text not null,
    subject text not null,
    outcome text not null,
    details text not null,
    previous text not null,
    hash text not null,
    mac text not null
  ) strict;
  create index audit_entry_by_time on audit_entry (at);
  create index audit_entry_by_actor on audit_entry (actor, sequence);
  create index audit_entry_by_action on audit_entry (action, sequence);
  create index audit_entry_by_subject on audit_entry (subject, sequence) where subject <> '';
  create trigger audit_entry_unchanged before update on audit_entry begin
    select raise(abort, 'audit entries are never changed');
  end;
  create trigger audit_entry_kept before delete on audit_entry begin
    select raise(abort, 'audit entries are never removed');
  end;
  create table checkpoint (
    sequence integer not null,
    hash text not null,
    at integer not null,
    signature text not null,
    public_key text not null
  ) strict;
  create index checkpoint_by_sequence on checkpoint (sequence);
`
