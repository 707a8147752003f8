import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('14 finds what one person did in some days, and how often, without reading the entries', () =>
  takeStep(
    14,
    (db) =>
      db.exec(`insert into audit_entry values
        (1, 10, 'person_1', 'faxes.read', 'FD-00001', 'done', '[]', '', 'a', 'm'),
        (2, 20, 'person_1', 'faxes.read', 'FD-00002', 'done', '[]', 'a', 'b', 'm'),
        (3, 30, 'person_2', 'faxes.read', 'FD-00001', 'done', '[]', 'b', 'c', 'm')`),
    (db) => {
      const way = (sql: string): string =>
        db
          .prepare(`explain query plan ${sql}`)
          .all('', 0, 1)
          .map((row) => (row as { detail: string }).detail)
          .join()
      for (const column of ['actor', 'action'])
        expect(way(`select count(*) from audit_entry where ${column} = ? and at >= ? and at < ?`)).toContain(
          `COVERING INDEX audit_entry_by_${column}_and_time`,
        )
      const found = db.prepare(`select sequence from audit_entry where actor = 'person_1' and at >= 15`).all()
      expect(found).toEqual([{ sequence: 2 }])
    },
  ))
