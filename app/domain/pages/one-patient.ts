/**
 * Whether pages that go together are about the same patient: names, birth dates and record numbers as written on them.
 * Says only that pages differ, and which; it cannot tell who is right, and stops nothing.
 */
import type { Identity } from './legibility.ts'

export type Difference = {
  readonly field: 'name' | 'birth' | 'record'
  /** The pages that say something else than the first that says anything, by their place in the list. */
  readonly at: readonly number[]
}

/** The first difference that weighs: two birth dates or record numbers tell more than two spellings of a name. */
export function differing(pages: readonly (Identity | undefined)[]): Difference | undefined {
  const by = (field: Difference['field'], own: (page: Identity) => readonly string[], same: Same): Difference[] => {
    const at = strangers(
      pages.map((page) => (page ? own(page) : [])),
      same,
    )
    return at.length > 0 ? [{ field, at }] : []
  }
  return [
    ...by('birth', ({ births }) => births, sameText),
    ...by('record', ({ records }) => records, sameText),
    ...by('name', ({ names }) => names, sameName),
  ][0]
}

type Same = (one: string, other: string) => boolean

const sameText: Same = (one, other) => one === other

/** Order, commas, middle initials and case do not make another person: two words in common do, one of a single word. */
const sameName: Same = (one, other) => {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const common = a.filter((word) => b.includes(word)).length
  return common >= Math.min(2, a.length, b.length)
}

const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’-]+/u)
    .filter((word) => word.length > 1)

/** Pages whose words all differ from those of the first page that has any, and pages that name several. */
function strangers(pages: readonly (readonly string[])[], same: Same): readonly number[] {
  const first = pages.find((own) => own.length > 0)?.[0]
  if (first === undefined) return []
  return pages.flatMap((own, at) => (own.some((one) => !same(one, first)) ? [at] : []))
}

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

const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].slice(0, 20) as string[]

/** Ends where the next label or a wide gap begins. */
function bareName(found: string): string | undefined {
  const [own = ''] = found.split(/\s{3,}|\t|\b(?:d\.?o\.?b|mrn|born|date|age|sex|phone|record|chart)\b/iu)
  const name = own.replace(/[^\p{L}\p{M}\s,.'’-]+.*$/u, '').trim()
  return wordsOf(name).length >= 2 ? name.slice(0, 80) : undefined
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
