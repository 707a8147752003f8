import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('12 makes room for one approval a fax, which nobody gives themself and which goes with the fax', () =>
  takeStep(
    12,
    (db) =>
      db.exec(`insert into person (id, name, short_name, initials, tint, roles, created_at)
          values ('person_1', 'Dana Ferris', 'Dana F.', 'DF', 1, '[]', 1);
        insert into fax (id, phase, state, revision, content, person_id, e164, organisation, department, person,
          regarding, pages, training, overlooked, changed_at)
        values ('fax_1', 'draft', '{"phase":"draft"}', 1, '{}', 'person_1', '', '', '', '', '', 0, 0, '[]', 1)`),
    (db) => {
      const approve = (fax: string, by: string, reason = 'first visit at 11') =>
        db.exec(`insert into approval (fax_id, number_id, contact_id, contact_revision, last_event, standing, reason,
            asked_by, approved_by, at, until)
          values ('${fax}', 'number_1', 'contact_1', 1, 0, 'unverified', '${reason}', 'person_1', '${by}', 1, 2)`)
      expect(() => approve('fax_1', 'person_1')).toThrow('CHECK')
      expect(() => approve('fax_1', 'person_2', '')).toThrow('CHECK')
      expect(() => approve('fax_2', 'person_2')).toThrow('FOREIGN KEY')
      approve('fax_1', 'person_2')
      expect(() => approve('fax_1', 'person_3')).toThrow('UNIQUE')
      db.exec(`delete from fax`)
      expect(db.prepare('select count(*) as left from approval').get()).toEqual({ left: 0 })
    },
  ))
