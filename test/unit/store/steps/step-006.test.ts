import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

const verified = JSON.stringify({
  state: 'verified',
  method: 'call-back',
  by: 'person_1',
  at: 2,
  until: 9,
  spokeWith: 'front desk',
  called: '+12025550199',
})

test('6 says of a contact what it is, and of a verification that its source was not recorded', () =>
  takeStep(
    6,
    (db) => {
      db.exec(
        `insert into contact values ('contact_1', 1, 'Harborlight', 'Records', '', '', '', '', 1, 'person_1', null)`,
      )
      db.prepare('insert into fax_number (id, contact_id, e164, verification, added_at) values (?, ?, ?, ?, ?)').run(
        ...['number_1', 'contact_1', '+12025550142', verified, 1],
      )
    },
    (db) => {
      expect(db.prepare('select kind, tags from contact').all()).toEqual([{ kind: 'department', tags: '[]' }])
      const [row] = db.prepare(`select json_extract(verification, '$.evidence.foundOn') as found from fax_number`).all()
      expect(row).toEqual({ found: 'not-recorded' })
      expect(db.prepare('select number_id, at, by, what from number_event').all()).toEqual([
        { number_id: 'number_1', at: 2, by: 'person_1', what: 'verified' },
      ])
    },
  ))
