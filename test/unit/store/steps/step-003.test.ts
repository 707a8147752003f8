import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

const line = (removedAt: string, secret: string): string =>
  `insert into line values ('line_1', 1, 'hylafax', 'Office', '{}', ${secret}, null, null, 1, 'person_1', ${removedAt})`

test('3 makes room for lines, and a removed one has no credentials', () =>
  takeStep(
    3,
    (db) => db.exec(`insert into setting values ('idle-minutes', '5')`),
    (db) => {
      expect(db.prepare('select * from setting').all()).toEqual([{ key: 'idle-minutes', value: '5' }])
      expect(() => db.exec(line('2', `'{"password":"x"}'`))).toThrow('CHECK')
      db.exec(line('2', 'null'))
      expect(db.prepare('select id, name, secret from line').all()).toEqual([
        { id: 'line_1', name: 'Office', secret: null },
      ])
    },
  ))
