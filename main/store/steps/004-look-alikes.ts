/** Step 4: what the look-alike guard looks up: a number by its seven digits after the area code, a contact by its words. */
import type { Step, StepConnection } from '../engine/step.ts'

export const step004: Step = Object.freeze({
  version: 4,
  take: (db: StepConnection) => {
    db.exec(`
      create index fax_number_by_local_part on fax_number (substr(e164, 6)) where replaced_at is null;
      create index contact_by_words on contact (search);
    `)
  },
})
