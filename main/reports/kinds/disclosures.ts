/**
 * The accounting of disclosures (45 CFR 164.528(b)(2)): for each, its date, who received it and their number, a brief
 * description of what was sent, and the purpose; by recipient, then by purpose. Faxes over the training line disclosed
 * nothing and are left out, and so are those of which no page got through; an unknown outcome is not.
 */
import { DisclosurePurpose, leftOutOfAccounting } from '#app/contract/record/reports.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { faxesAt } from '../../store/record/reports.ts'
import { recipientName } from '../../audit/names.ts'
import type { Column, Piece } from '../render/types.ts'
import { count, fileDates, filtersOf, narrowing, period } from './common.ts'
import { cellsOf, factsOfFax, purposeOf, type FaxFacts } from './fax-row.ts'
import { chosenFaxes } from './faxes.ts'
import { groundsTold } from './grounds.ts'
import { handful, nothingBefore, type KindParts, type Report, type Row } from './kind.ts'

const { reports } = words

export async function disclosureReport(parts: KindParts): Promise<Report> {
  const { choice, dates } = parts
  const purposes = choice.purposes ?? DisclosurePurpose.options.filter((one) => !leftOutOfAccounting.includes(one))
  const found = await disclosed(parts, purposes)
  const recipients = new Set(found.map(({ recipient }) => recipient)).size
  return {
    title: reports.titles.disclosures,
    subtitle: reports.subtitle(period(dates, choice), reports.everyDisclosure),
    fileName: reports.fileName('disclosures', fileDates(dates, choice)),
    keep: 'keepHealth',
    training: undefined,
    totals: [
      { label: reports.totals.disclosures, value: count(found.length) },
      { label: reports.totals.recipients, value: count(recipients) },
      { label: reports.totals.pages, value: count(found.reduce((sum, { pages }) => sum + pages, 0)) },
    ],
    filters: [
      ...filtersOf(parts),
      { label: reports.filterPurposes, value: purposes.map(purposeOf).join(', ') || reports.none },
      { label: reports.filterTraining, value: reports.leftOut },
    ],
    before: nothingBefore,
    columns,
    nothing: reports.noDisclosures,
    titles: reports.faxTitles,
    count: found.length,
    rows: () => rows(parts, found),
    details: { faxes: found.length, ...narrowing({ ...choice, purposes: [...purposes] }) },
  }
}

const columns: readonly Column[] = [
  { label: reports.faxColumns.date, share: 17, align: 'left' },
  { label: reports.faxColumns.reference, share: 13, align: 'left' },
  { label: reports.faxColumns.description, share: 32, align: 'left' },
  { label: reports.faxColumns.attention, share: 22, align: 'left' },
  { label: reports.faxColumns.by, share: 16, align: 'left' },
]

/** As little as sorting takes: the rows themselves are read again when they are printed. */
type Found = { readonly recipient: string; readonly purpose: string; readonly order: number; readonly pages: number }

async function disclosed(parts: KindParts, purposes: readonly DisclosurePurpose[]): Promise<readonly Found[]> {
  const found: Found[] = []
  for await (const faxes of chosenFaxes(parts))
    for (const fax of faxes) {
      const reached = fax.through > 0 || fax.outcome === 'uncertain'
      if (fax.row.training === 1 || !reached || !purposes.includes(fax.purpose)) continue
      const { row, purpose, through: pages } = fax
      found.push({ recipient: recipientKey(fax), purpose, order: row.sent_order ?? 0, pages })
    }
  const place = (purpose: string): number => (DisclosurePurpose.options as readonly string[]).indexOf(purpose)
  return found.sort(
    (a, b) => a.recipient.localeCompare(b.recipient, 'en') || place(a.purpose) - place(b.purpose) || a.order - b.order,
  )
}

const recipientKey = ({ row }: FaxFacts): string => `${recipientName(row)} · ${shownNumber(row.e164)}`

async function* rows(parts: KindParts, found: readonly Found[]): AsyncGenerator<readonly Row[]> {
  let group = ''
  for (let from = 0; from < found.length; from += handful) {
    const orders = found.slice(from, from + handful).map(({ order }) => order)
    const faxes = new Map((await faxesAt(parts.read, orders)).map((row) => [row.sent_order, factsOfFax(row)]))
    const some: Row[] = []
    for (const order of orders) {
      const fax = faxes.get(order)
      if (!fax) continue
      const its = `${recipientKey(fax)} ${fax.purpose}`
      if (its !== group) some.push({ piece: groupOf(fax) })
      group = its
      some.push({ piece: disclosurePiece(fax, parts), cells: cellsOf(fax, parts) })
    }
    yield some
    await parts.breathe()
  }
}

function groupOf(fax: FaxFacts): Piece {
  const text = recipientKey(fax)
  return { is: 'group', text, again: reports.goesOn(text), detail: purposeOf(fax.purpose) }
}

function disclosurePiece({ row, content, through, outcome }: FaxFacts, { dates, actors }: KindParts): Piece {
  const grounds = groundsTold(row, content, { dates, nameOf: (id) => actors(id).shortName })
  const detail = [outcome === 'uncertain' ? reports.outcomes.uncertain : '', grounds].filter(Boolean).join(' · ')
  const sentAt = row.sent_at ?? 0
  const pages = outcome === 'delivered' ? reports.pages(row.pages) : reports.pagesThrough(through, row.pages)
  return {
    is: 'row',
    cells: [
      { text: dates.shortDay(sentAt), detail: dates.second(sentAt) },
      { text: row.reference ?? '' },
      {
        text: row.regarding === '' ? pages : reports.describes(pages, row.regarding),
        ...(detail === '' ? {} : { detail }),
      },
      { text: row.person },
      { text: actors(row.person_id).shortName },
    ],
  }
}
