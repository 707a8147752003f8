import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('5 notes which contacts came in together; those that were here stay', () =>
  takeStep(
    5,
    (db) =>
      db.exec(`insert into contact values ('contact_1', 1, 'Harborlight', '', '', '', '', '', 1, 'person_1', null)`),
    (db) => {
      db.exec(`insert into contact_import values ('import_1', 'book.csv', 2, 'person_1', null)`)
      db.exec(`insert into imported_contact values ('contact_1', 'import_1')`)
      expect(() => db.exec(`insert into imported_contact values ('contact_2', 'import_1')`)).toThrow('FOREIGN KEY')
      db.exec(`delete from contact where id = 'contact_1'`)
      expect(db.prepare('select * from imported_contact').all()).toEqual([])
    },
  ))
