/**
 * Step 2: the word index of sent faxes, and the faxes already sent put into it.
 * It holds no text of its own (`content=''`), only which fax has which word; one row a fax under its sent_order, so
 * matches come newest first without sorting. Prefixes of one to four letters have their own index.
 */
import type { Step, StepConnection } from './step.ts'

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

const table = `
  create virtual table fax_search using fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    prefix = '1 2 3 4', tokenize = "ascii tokenchars '_'"
  );
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
  const digits = fax.e164.slice(1)
  const ends = Array.from({ length: Math.max(digits.length - 3, 0) }, (_, start) => digits.slice(start))
  return [...split(text), ...ends, `_g${bare(fax.phase_group)}`, `_p${bare(fax.person_id)}`].join(' ')
}

function split(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
    const spelled = [...word]
      .map((letter) => (letter <= '\u007f' ? letter : `_${letter.codePointAt(0)?.toString(16)}_`))
      .join('')
    const withoutZeros = /^0+[1-9]\d*$/.test(spelled) ? [spelled.replace(/^0+/, '')] : []
    return [spelled, ...withoutZeros]
  })
}

const bare = (name: string): string => name.replaceAll(/[^a-z0-9]/g, '')
