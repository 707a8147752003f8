import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

const plan = (rows: unknown[]): string => JSON.stringify(rows)

test('4 lets numbers be found by their last seven digits and contacts by their words', () =>
  takeStep(
    4,
    (db) => {
      db.exec(
        `insert into contact values ('contact_1', 1, 'Harborlight', '', '', '', '', 'harborlight +12025550142', 1, 'person_1', null)`,
      )
      db.exec(`insert into fax_number values ('number_1', 'contact_1', '+12025550142', '{}', 1, null)`)
    },
    (db) => {
      const byLocal = `select id from fax_number where substr(e164, 6) = '5550142' and replaced_at is null`
      const byWords = `select id from contact where search >= 'harborlight ' and search < 'harborlight!'`
      expect(db.prepare(byLocal).all()).toEqual([{ id: 'number_1' }])
      expect(db.prepare(byWords).all()).toEqual([{ id: 'contact_1' }])
      expect(plan(db.prepare(`explain query plan ${byLocal}`).all())).toContain('fax_number_by_local_part')
      expect(plan(db.prepare(`explain query plan ${byWords}`).all())).toContain('contact_by_words')
    },
  ))
