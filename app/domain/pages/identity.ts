/**
 * What a page's text says about whom it is about: only what stands behind a label such as "Patient:" or "DOB". Text in,
 * values out; whether pages agree is asked elsewhere.
 */
import type { Identity } from './legibility.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const label = {
  name: /\b(?:patient(?:['’]s)?(?:\s+name)?|name\s+of\s+patient)\s*:\s*([^\n:;|]{2,60})/giu,
  birth: /\b(?:d\.?o\.?b\.?|date\s+of\s+birth|birth\s*date|born)\s*:?\s*([^\n;|]{6,24})/giu,
  record:
    /\b(?:m\.?r\.?n\.?|medical\s+record(?:\s+(?:no\.?|number))?|chart\s+(?:no\.?|number)|record\s+(?:no\.?|number))\s*[:#]\s*([A-Z0-9][A-Z0-9-]{2,19})/giu,
}

/** What a page's text says, one line after the other. */
export function identityIn(text: string): Identity {
  const all = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)
  return {
    names: unique(all(label.name).map(bareName)),
    births: unique(all(label.birth).map(dayOf)),
    records: unique(all(label.record).map((own) => own.toUpperCase())),
  }
}

/**
 * The same where it is less sure what belongs to a label, as on a scan, whose doubtful words are left out: only what is
 * written as a name or a number is, and at least two words of a name in a row. Forms that were not filled in say nothing.
 */
export function identityLikely(text: string): Identity {
  const { names, births, records } = identityIn(text)
  return {
    names: unique(names.map(writtenAsName)),
    births,
    records: records.filter((record) => /\d/.test(record)),
  }
}

/** What stands alone over a value, as forms and laboratory reports have it. */
const overValue =
  /^(?:patient(?:['’]s)?(?:\s+name)?|name\s+of\s+patient|d\.?o\.?b\.?|date\s+of\s+birth|birth\s*date|m\.?r\.?n\.?|medical\s+record(?:\s+(?:no\.?|number))?|(?:chart|record)\s+(?:no\.?|number))\s*:?$/iu
/** What else stands in a row of such labels. */
const besideLabels =
  /^(?:sex|gender|age|phone|telephone|address|insurance|account|room|date|urgency|provider|physician|doctor|referring\s+\w+|ordering\s+\w+)\b/iu

export const isLabel = (words: string): boolean => overValue.test(words.trim())
export const isLabelLike = (words: string): boolean => isLabel(words) || besideLabels.test(words.trim())

/** Two sayings of one page as one. */
export const together = (one: Identity, other: Identity): Identity => ({
  names: unique([...one.names, ...other.names]),
  births: unique([...one.births, ...other.births]),
  records: unique([...one.records, ...other.records]),
})

/** The words of a name, in small letters: without order, commas and single letters. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’-]+/u)
    .filter((word) => word.length > 1)

const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].slice(0, 20) as string[]

/** Ends where the next label or a wide gap begins. */
function bareName(found: string): string | undefined {
  const [own = ''] = found.split(/\s{3,}|\t|\b(?:d\.?o\.?b|mrn|born|date|age|sex|phone|record|chart)\b/iu)
  const name = own.replace(/[^\p{L}\p{M}\s,.'’-]+.*$/u, '').trim()
  return wordsOf(name).length >= 2 ? name.slice(0, 80) : undefined
}

const formWord =
  /^(?:name|address|signature|insurance|provider|physician|doctor|relationship|number|account|gender|initials?|information|portal)$/iu

/** The words up to the first that begins small or belongs to the form. */
function writtenAsName(name: string): string | undefined {
  const all = name.split(/[\s,]+/)
  const end = all.findIndex((word) => !/^\p{Lu}/u.test(word) || formWord.test(word))
  const own = (end < 0 ? all : all.slice(0, end)).join(' ')
  return wordsOf(own).length >= 2 ? own : undefined
}

/** Year, month, day, however it was written; undefined for what is no date. Months come first, as they do here. */
function dayOf(found: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(found)
  if (iso) return dayText(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})/.exec(found)
  if (figures) return dayText(yearOf(Number(figures[3])), Number(figures[1]), Number(figures[2]))
  const named = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})/.exec(found)
  const month = named ? months.indexOf((named[1] ?? '').slice(0, 3).toLowerCase()) + 1 : 0
  return named && month > 0 ? dayText(Number(named[3]), month, Number(named[2])) : undefined
}

const yearOf = (year: number): number => (year >= 100 ? year : year + (year > 30 ? 1900 : 2000))

function dayText(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}
