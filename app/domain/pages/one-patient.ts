/**
 * Whether pages that go together are about the same patient: names, birth dates and record numbers as written on them.
 * Says only that pages differ, and which; it cannot tell who is right, and stops nothing. A scan may be misread, so that
 * what was read from one must differ by more than a slip, and weigh more than what agrees.
 */
import { wordsOf } from './identity.ts'
import type { Identity } from './legibility.ts'

/** What one page says; `scanned` where it was read from a picture. */
export type Said = { readonly [Field in keyof Identity]: readonly string[] } & { readonly scanned?: boolean }

export type Difference = {
  readonly field: 'name' | 'birth' | 'record'
  /** The pages that say something else than the first that says anything, by their place in the list. */
  readonly at: readonly number[]
  /** One of two pages that differ was read from a scan. */
  readonly scanned?: true
}

type Same = (one: string, other: string) => boolean
type Field = {
  readonly name: Difference['field']
  readonly own: (page: Said) => readonly string[]
  readonly same: Same
  /** The same, but for what a reader of scans takes for one another. */
  readonly alike: Same
  /** Against the other fields of a scan: each practice has its own record numbers, and names change. */
  readonly weight: number
}

/** The first difference that weighs: two birth dates or record numbers tell more than two spellings of a name. */
export function differing(pages: readonly (Said | undefined)[]): Difference | undefined {
  const compared = fields.map((field) => ({ field, verdicts: verdictsOn(pages, field) }))
  const sum = (place: number, kind: 'same' | 'other'): number =>
    compared.reduce((all, { field, verdicts }) => all + (verdicts[place]?.is === kind ? field.weight : 0), 0)
  for (const { field, verdicts } of compared) {
    const others = verdicts.flatMap((verdict, at) =>
      verdict?.is === 'other' && (!verdict.scanned || sum(at, 'other') > sum(at, 'same')) ? [{ verdict, at }] : [],
    )
    if (others.length === 0) continue
    const scanned = others.some(({ verdict }) => verdict.scanned)
    return { field: field.name, at: others.map(({ at }) => at), ...(scanned ? { scanned } : {}) }
  }
  return undefined
}

/** `scanned`: it, or what it is compared with, was read from a scan. */
type Verdict = { readonly is: 'same' | 'other'; readonly scanned: boolean }

/** Each page against the first that has any; a page of text that names several differs from itself. */
function verdictsOn(pages: readonly (Said | undefined)[], { own, same, alike }: Field): (Verdict | undefined)[] {
  const first = pages.find((page) => page && own(page).length > 0)
  return pages.map((page) => {
    if (!first || !page || own(page).length === 0 || (page === first && page.scanned)) return undefined
    const scanned = page.scanned === true || first.scanned === true
    const [wanted = ''] = own(first)
    const agrees = scanned
      ? own(page).some((one) => own(first).some((other) => alike(one, other)))
      : own(page).every((one) => same(one, wanted))
    return { is: agrees ? 'same' : 'other', scanned }
  })
}

const sameText: Same = (one, other) => one === other

/** Order, commas, middle initials and case do not make another person: two words in common do, one of a single word. */
const namedBy =
  (same: Same): Same =>
  (one, other) => {
    const [a, b] = [wordsOf(one), wordsOf(other)]
    const common = a.filter((word) => b.some((its) => same(word, its))).length
    return common >= Math.min(2, a.length, b.length)
  }

/** One letter of a short word may be misread, two of a longer one. */
const alikeWords: Same = (one, other) => apart(one, other) <= (Math.min(one.length, other.length) > 5 ? 2 : 1)

/** One digit of eight may be misread. */
const alikeDates: Same = (one, other) => apart(one, other) < 2

/** One letter or digit may be misread, those that look alike are the same, and a part may be missing. */
const alikeRecords: Same = (one, other) => {
  const [a, b] = [plainRecord(one), plainRecord(other)]
  return apart(a, b) < 2 || a.includes(b) || b.includes(a)
}

const lookAlike: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
}
const plainRecord = (record: string): string =>
  record.replaceAll('-', '').replaceAll(/[A-Z]/g, (letter) => lookAlike[letter] ?? letter)

/** Letters to change, add or leave out to get from one to the other (Levenshtein's distance). */
function apart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (let to = 1; to <= other.length; to += 1) {
      const changed = (row[to - 1] ?? 0) + (other[to - 1] === letter ? 0 : 1)
      next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

const fields: readonly Field[] = [
  { name: 'birth', own: ({ births }) => births, same: sameText, alike: alikeDates, weight: 2 },
  { name: 'record', own: ({ records }) => records, same: sameText, alike: alikeRecords, weight: 1 },
  { name: 'name', own: ({ names }) => names, same: namedBy(sameText), alike: namedBy(alikeWords), weight: 1 },
]
