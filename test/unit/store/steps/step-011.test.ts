import { expect, test } from 'vitest'
import { takeStep } from './given-step.ts'

test('11 makes room for received faxes, each of a line once; the documents there are stay', () =>
  takeStep(
    11,
    (db) =>
      db.exec(`insert into document (id, kind, name, bytes, sha256, pages, key, added_at, added_by)
        values ('document_1', 'original', 'a.pdf', 9, '00', '[]', zeroblob(32), 1, 'system')`),
    (db) => {
      const fax = (id: string, provider: string, state: string, document: string) =>
        db.exec(`insert into received_fax
          (id, line_id, provider_id, station, pages, at, training, incomplete, state, document_id, line_copy)
          values ('${id}', 'line_1', '${provider}', '', 1, 2, 0, 0, '${state}', ${document}, 'there')`)
      fax('received_1', 'fax000000001.tif', 'kept', "'document_1'")
      expect(() => fax('received_2', 'fax000000001.tif', 'expected', 'null')).toThrow('UNIQUE')
      expect(() => fax('received_2', 'fax000000002.tif', 'kept', 'null')).toThrow('CHECK')
      expect(() => fax('received_2', 'fax000000002.tif', 'kept', "'document_2'")).toThrow('FOREIGN KEY')
      fax('received_2', 'fax000000002.tif', 'expected', 'null')
      expect(db.prepare('select id, state from received_fax order by id').all()).toEqual([
        { id: 'received_1', state: 'kept' },
        { id: 'received_2', state: 'expected' },
      ])
    },
  ))
