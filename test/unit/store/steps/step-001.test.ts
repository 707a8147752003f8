import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('1 makes every table from nothing', () =>
  takeStep(
    1,
    () => undefined,
    (db) => {
      const names = db.prepare(`select name from sqlite_schema where type = 'table' order by name`).all() as {
        name: string
      }[]
      expect(names.map((row) => row.name)).toEqual([
        'attempt',
        'audit_entry',
        'checkpoint',
        'contact',
        'counter',
        'document',
        'fax',
        'fax_count',
        'fax_number',
        'person',
        'report',
        'setting',
        'training_call',
      ])
    },
  ))

test('1 lets nobody change or remove an audit entry', () =>
  takeStep(
    1,
    () => undefined,
    (db) => {
      db.exec(`insert into audit_entry values (1, 1, 'system', 'store.created', '', 'done', '{}', '', '', '')`)
      expect(() => db.exec('update audit_entry set at = 2')).toThrow('never changed')
      expect(() => db.exec('delete from audit_entry')).toThrow('never removed')
    },
  ))
