import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('8 gives imports rows that wait and directories that stay; an import from before is a finished table', () =>
  takeStep(
    8,
    (db) => db.exec(`insert into contact_import values ('import_1', 'book.csv', 2, 'person_1', null)`),
    (db) => {
      expect(db.prepare('select kind, stage, as_of from contact_import').all()).toEqual([
        { kind: 'csv', stage: 'done', as_of: null },
      ])
      const row = (id: string) =>
        db.exec(`insert into import_row values ('${id}', 1, 'ready', 'add', 'waiting', null, '', '', null, '{}', null)`)
      row('import_1')
      expect(() => row('import_2')).toThrow('FOREIGN KEY')
      expect(() => row('import_1')).toThrow('UNIQUE')
      db.exec(`delete from contact_import where id = 'import_1'`)
      expect(db.prepare('select * from import_row').all()).toEqual([])
    },
  ))
