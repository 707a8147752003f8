/**
 * Step 2: the word index of sent faxes, and the faxes already sent put into it.
 * It holds no text of its own (`content=''`), only which fax has which word; one row a fax under its sent_order, so
 * matches come newest first without sorting. Prefixes of one to eight letters have
 * indices of their own.
 */
import type { Step, StepConnection } from '../engine/step.ts'

export const step002: Step = Object.freeze({
  version: 2,
  take: (db: StepConnection) => {
    db.exec(table)
    const add = db.prepare('insert into fax_search (rowid, words) values (?, ?)')
    const sent = db.prepare(
      `select sent_order, reference, e164, organisation, department, person, regarding, phase_group, person_id
       from fax where sent_order is not null order by sent_order`,
    )
    for (const row of sent.all() as readonly SentFax[]) add.run(row.sent_order, words(row))
  },
})

// Merging by twos halves the pieces of the index that a search must look into, and costs nothing measurable.
const table = `
  create virtual table fax_search using fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    prefix = '1 2 3 4 5 6 7 8', tokenize = "ascii tokenchars '_'"
  );
  insert into fax_search (fax_search, rank) values ('automerge', 2);
`

type SentFax = {
  readonly sent_order: number
  readonly reference: string | null
  readonly e164: string
  readonly organisation: string
  readonly department: string
  readonly person: string
  readonly regarding: string
  readonly phase_group: string
  readonly person_id: string
}

// A frozen copy of what main/store/search/words.ts did when this step was written.
function words(fax: SentFax): string {
  const text = [fax.organisation, fax.department, fax.person, fax.regarding, fax.reference ?? ''].join(' ')
  const marks = [`_g${bare(fax.phase_group)}`, `_p${bare(fax.person_id)}`]
  return [...split(text), ...numberEnds(fax.e164), ...marks].join(' ')
}

function split(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) =>
    /^0+[1-9]\d*$/.test(word) ? [word, word.replace(/^0+/, '')] : [spelled(word)],
  )
}

function spelled(word: string): string {
  if (/^\d+$/.test(word)) return word
  if (/^[a-z0-9]+$/.test(word)) return word.slice(0, 8)
  return [...word].map((letter) => (letter <= '\u007f' ? letter : `_${letter.codePointAt(0)?.toString(16)}_`)).join('')
}

function numberEnds(e164: string): readonly string[] {
  const digits = e164.slice(1)
  const lengths = /^1\d{10}$/.test(digits) ? [11, 10, 7, 4] : Array.from({ length: 12 }, (_, at) => at + 4)
  return lengths.filter((length) => length <= digits.length).map((length) => digits.slice(-length))
}

const bare = (name: string): string => name.replaceAll(/[^a-z0-9]/g, '')
