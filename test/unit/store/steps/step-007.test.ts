import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('7 knows urgent faxes and what is to be removed; faxes and attempts that were here are neither', () =>
  takeStep(
    7,
    (db) => {
      db.exec(`insert into person (id, name, short_name, initials, tint, roles, created_at)
        values ('person_1', 'Dana', 'Dana', 'DF', 1, '[]', 1)`)
      db.exec(`insert into fax (id, reference, phase, state, revision, content, person_id, e164, organisation, department,
        person, regarding, pages, training, overlooked, due_at, sent_at, sent_order, changed_at)
        values ('fax_1', 'FD-1', 'queued', '{}', 1, '{}', 'person_1', '+12025550142', '', '', '', '', 2, 1, '[]', 5, 1, 1000, 1)`)
      db.exec(`insert into attempt values ('fax_1', 1, 'line_1', 'abc', 2, null, 'in-progress', null, 0)`)
    },
    (db) => {
      expect(db.prepare('select phase, urgent from fax').all()).toEqual([{ phase: 'queued', urgent: 0 }])
      expect(db.prepare('select provider_id, removal_due_at, removal_tries from attempt').all()).toEqual([
        { provider_id: null, removal_due_at: null, removal_tries: 0 },
      ])
      expect(() => db.exec('update fax set urgent = 2')).toThrow('CHECK')
      const plan = JSON.stringify(
        db
          .prepare(
            `explain query plan select id, e164 from fax where phase = 'queued' and line_id = 'line_1' and due_at <= 9
             order by urgent desc, due_at, sent_order limit 5`,
          )
          .all(),
      )
      expect(plan).toContain('fax_waiting')
      expect(plan).not.toContain('TEMP B-TREE')
    },
  ))
