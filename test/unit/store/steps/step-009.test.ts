import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('9 makes room for scans; the documents there are stay', () =>
  takeStep(
    9,
    (db) =>
      db.exec(`insert into document (id, kind, name, bytes, sha256, pages, key, added_at, added_by)
        values ('document_1', 'original', 'a.pdf', 9, '00', '[]', zeroblob(32), 1, 'person_1')`),
    (db) => {
      const scan = (id: string, document: string, state: string) =>
        db.exec(`insert into scan (id, document_id, name, sha256, bytes, state, source, added_at, changed_at)
          values ('${id}', '${document}', 'a.pdf', '00', 9, '${state}', '9 1 a.pdf', 2, 2)`)
      scan('scan_1', 'document_1', 'ready')
      expect(() => scan('scan_2', 'document_2', 'ready')).toThrow('FOREIGN KEY')
      expect(() => scan('scan_2', 'document_1', 'sent')).toThrow('CHECK')
      expect(db.prepare('select id, state from scan').all()).toEqual([{ id: 'scan_1', state: 'ready' }])
    },
  ))
