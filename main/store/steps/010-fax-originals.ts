/** Step 10: which files went into which fax, by their content, so that a file sent before is recognised. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step010: Step = Object.freeze({
  version: 10,
  take: (db: StepConnection) => {
    db.exec(`
      create table fax_original (
        sha256 text not null,
        fax_id text not null references fax (id) on delete cascade,
        primary key (sha256, fax_id)
      ) strict, without rowid;
      create index fax_original_by_fax on fax_original (fax_id);
      insert or ignore into fax_original (sha256, fax_id)
        select document.sha256, fax.id
        from fax, json_each(fax.content, '$.pages') as page
        join document on document.id = json_extract(page.value, '$.documentId')
        where document.kind = 'original';
    `)
  },
})
