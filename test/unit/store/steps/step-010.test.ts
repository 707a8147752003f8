import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

const content = JSON.stringify({ pages: [0, 1].map((index) => ({ documentId: 'document_1', index })) })

test('10 notes what went into faxes that are here, once each, and forgets it with them', () =>
  takeStep(
    10,
    (db) => {
      db.exec(`insert into person (id, name, short_name, initials, tint, roles, created_at)
        values ('person_1', 'Dana', 'Dana', 'DF', 1, '[]', 1)`)
      db.exec(`insert into document (id, kind, name, bytes, sha256, pages, added_at, added_by)
        values ('document_1', 'original', 'scan.pdf', 9, 'aa', '[]', 1, 'person_1')`)
      db.exec(`insert into fax (id, phase, state, revision, content, person_id, e164, organisation, department, person,
          regarding, pages, training, overlooked, changed_at)
        values ('fax_1', 'draft', '{}', 1, '${content}', 'person_1', '', '', '', '', '', 0, 0, '[]', 1)`)
    },
    (db) => {
      expect(db.prepare('select * from fax_original').all()).toEqual([{ sha256: 'aa', fax_id: 'fax_1' }])
      expect(() => db.exec(`insert into fax_original values ('bb', 'fax_2')`)).toThrow('FOREIGN KEY')
      db.exec(`delete from fax where id = 'fax_1'`)
      expect(db.prepare('select * from fax_original').all()).toEqual([])
    },
  ))
