import { expect, test } from 'vitest'
import { typedWords, wordsOfFax } from '#main/store/search/words.ts'
import { takeStep } from './given-step.ts'

const person = `insert into person values ('person_1', 'Dana Fictional', 'Dana F.', 'DF', 1, '[]', 1, null, null)`
const columns = `id, reference, phase, state, revision, content, person_id, e164, organisation, department, person,
  regarding, pages, training, overlooked, sent_at, sent_order, changed_at`

test('2 finds the faxes that were sent before it, and no draft', () =>
  takeStep(
    2,
    (db) => {
      db.exec(person)
      db.exec(`insert into fax (${columns}) values
        ('fax_1', 'FD-00012', 'delivered', '{}', 1, '{}', 'person_1', '+12025550147', 'Zoë''s Clinic', '', 'Noor', 'Б 7', 1, 1, '[]', 5, 5000, 5),
        ('fax_2', null, 'draft', '{}', 1, '{}', 'person_1', '', 'Zoë''s Clinic', '', '', '', 1, 1, '[]', null, null, 6)`)
    },
    (db) => {
      const find = db.prepare('select rowid from fax_search where fax_search match ?')
      const found = (typed: string) =>
        find.all(
          typedWords(typed)
            .map((word) => `"${word}" *`)
            .join(' AND '),
        )
      for (const typed of ['zoe', 'CLIN', 'fd-00012', '12', '0147', '555 0147', '2025550147', 'б', 'noor 7']) {
        expect([typed, found(typed)]).toEqual([typed, [{ rowid: 5000 }]])
      }
      expect(found('0148')).toEqual([])
      // The step keeps its own copy of how words are made. It was made from this one, and says the same of this fax.
      const fax = {
        reference: 'FD-00012',
        e164: '+12025550147',
        organisation: "Zoë's Clinic",
        department: '',
        person: 'Noor',
        regarding: 'Б 7',
        person_id: 'person_1',
      }
      for (const word of wordsOfFax(fax, 'delivered').split(' '))
        expect([word, find.all(`"${word}"`)]).toEqual([word, [{ rowid: 5000 }]])
    },
  ))
