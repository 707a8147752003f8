import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('13 makes room for groups; faxes that are here were sent alone, on grounds nobody recorded', () =>
  takeStep(
    13,
    (db) => {
      db.exec(`insert into person (id, name, short_name, initials, tint, roles, created_at)
        values ('person_1', 'Dana', 'Dana', 'DF', 1, '[]', 1)`)
      db.exec(`insert into fax (id, phase, state, revision, content, person_id, e164, organisation, department, person,
          regarding, pages, training, overlooked, changed_at)
        values ('fax_1', 'draft', '{}', 1, '{}', 'person_1', '', '', '', '', '', 0, 0, '[]', 1)`)
      db.exec(`insert into contact (id, revision, kind, organisation, department, person, voice, note, search, added_at,
          added_by) values ('contact_1', 1, 'organisation', 'Harborlight', '', '', '', '', '', 1, 'person_1')`)
      db.exec(`insert into fax_number (id, contact_id, e164, verification, added_at)
        values ('number_1', 'contact_1', '+12025550142', '{"state":"unverified"}', 1)`)
    },
    (db) => {
      expect(db.prepare('select together, confirmed, form_id from fax').all()).toEqual([
        { together: null, confirmed: null, form_id: null },
      ])
      expect(() => db.exec(`update fax set form_id = 'document_1'`)).toThrow('FOREIGN KEY')
      const group = (id: string, name: string) =>
        db.exec(`insert into contact_group values ('${id}', 1, '${name}', 1, 'person_1')`)
      group('group_1', 'Referral partners')
      expect(() => group('group_2', 'referral PARTNERS')).toThrow('UNIQUE')
      db.exec(`insert into contact_group_member values ('group_1', 'number_1', 0)`)
      expect(() => db.exec(`insert into contact_group_member values ('group_1', 'number_2', 1)`)).toThrow('FOREIGN KEY')
      db.exec(`delete from contact_group`)
      expect(db.prepare('select * from contact_group_member').all()).toEqual([])
    },
  ))
