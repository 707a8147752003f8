/**
 * Everything about one fax: how it ended, to whom and how that number was verified, each attempt, each page with its
 * SHA-256, and every entry of the record about it, who opened it among them.
 */
import { z } from 'zod'
import { DraftContent } from '#app/contract/desk/drafts.ts'
import { FaxState } from '#app/domain/fax/fax.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { faxDpi } from '#app/domain/pages/rendition.ts'
import { words } from '#app/words/index.ts'
import { sha256Of } from '../../digest.ts'
import type { DocumentService } from '../../documents/client.ts'
import { attemptsOf } from '../../store/faxes/attempts.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import { entriesAbout, findVerification } from '../../store/record/reports.ts'
import type { Fact, Piece } from '../render/types.ts'
import { groundsFacts } from './grounds.ts'
import { factsOf, outcomeOf, packetOf, steps, type FaxTold } from './confirmation.ts'
import { entryColumns, entryRows } from './entries.ts'
import { handful, type KindParts, type Report } from './kind.ts'

const { reports } = words

export type CertificateParts = KindParts & {
  readonly fax: FaxRow
  readonly thumbnails: boolean
  readonly documents: Pick<DocumentService, 'rendition' | 'renditionPage'>
  /** The sealed pages; a fault once they were destroyed. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
}

export async function certificate(parts: CertificateParts): Promise<Report> {
  const { fax, read, choice, dates, thumbnails } = parts
  const reference = fax.reference ?? ''
  const subjects = [reference, fax.id]
  return {
    title: reports.titles.fax,
    subtitle: [reference, fax.organisation].filter(Boolean).join(' · '),
    fileName: reports.fileName('fax', reference),
    keep: 'keepHealth',
    training: fax.training === 1 ? reports.training : undefined,
    totals: [],
    filters: [{ label: reports.filterZone, value: dates.zone(fax.sent_at ?? choice.from) }],
    before: () => pieces(parts),
    columns: entryColumns,
    nothing: reports.nothing,
    titles: reports.entryTitles,
    count: fax.pages + handful,
    rows: () => entryRows(parts, about(subjects)),
    details: { about: 'fax', of: reference, ...(thumbnails ? { thumbnails } : {}) },
  }

  async function* about(all: readonly string[]) {
    for (let after = 0; ;) {
      const rows = await entriesAbout(read, all, { after, upTo: parts.upTo }, handful)
      yield rows
      if (rows.length < handful) return
      after = rows.at(-1)?.sequence ?? after
    }
  }
}

async function* pieces(parts: CertificateParts): AsyncGenerator<readonly Piece[]> {
  const { fax, read, dates, lineName, actors } = parts
  const state = FaxState.parse(JSON.parse(fax.state))
  const told: FaxTold = {
    dates,
    fax,
    attempts: await attemptsOf(read, fax.id),
    sentBy: actors(fax.person_id).shortName,
    lineName: lineName(fax.line_id ?? ''),
    grounds: await groundsFacts(read, fax, DraftContent.parse(JSON.parse(fax.content)), {
      dates,
      nameOf: (id) => actors(id).shortName,
    }),
  }
  const way = steps(told)
  yield [
    { is: 'statement', ...outcomeOf(told, state) },
    ...factsOf(told, state).map(asPiece),
    { is: 'heading', text: reports.verification },
    ...(await verification(parts)).map(asPiece),
    { is: 'heading', text: reports.attempts },
    ...way.map((step, at): Piece => ({ ...step, is: 'step', detail: step.detail ?? '', last: at === way.length - 1 })),
    { is: 'proof', ...packetOf(fax) },
    { is: 'heading', text: reports.pagesHeading },
  ]
  yield* pages(parts)
  yield [{ is: 'heading', text: reports.inRecord }]
}

const asPiece = (fact: Fact): Piece => ({ is: 'fact', ...fact })

/** As much of a verification as a certificate tells; what a method needs besides is its own. */
const Verification = z.object({
  state: z.string(),
  by: z.string().optional(),
  at: z.number().optional(),
  until: z.number().optional(),
  method: z.string().optional(),
  evidence: z.object({ method: z.string() }).optional(),
})

/** How the recipient's number stands now, and who saw to it. */
async function verification({ fax, read, actors, dates }: CertificateParts): Promise<readonly Fact[]> {
  const row = fax.number_id === null ? undefined : await findVerification(read, fax.number_id)
  if (!row) return [{ label: reports.verificationState, value: reports.noVerification }]
  const { state, by, at, until, method, evidence } = Verification.parse(JSON.parse(row.verification))
  const how = evidence?.method ?? method
  return [
    { label: reports.verificationState, value: reports.verificationStates(state) },
    ...(how === undefined ? [] : [{ label: reports.verificationMethod, value: reports.verificationMethods(how) }]),
    ...(by === undefined ? [] : [{ label: reports.verificationBy, value: actors(by).shortName }]),
    ...(at === undefined ? [] : [{ label: reports.verificationAt, value: dates.minute(at) }]),
    ...(until === undefined ? [] : [{ label: reports.verificationUntil, value: dates.day(until - 1) }]),
  ]
}

/** Each page as the far machine printed it, one at a time: a fax of two hundred pages takes the memory of one. */
async function* pages(parts: CertificateParts): AsyncGenerator<readonly Piece[]> {
  const { fax, documents, packetBytes, breathe } = parts
  const { quality } = DraftContent.parse(JSON.parse(fax.content))
  const packet = fax.packet_id === null ? undefined : await packetBytes(fax.packet_id)
  if (!packet?.ok) return yield [{ is: 'text', text: reports.pagesGone }]
  for (let page = 0; page < fax.pages; page += 1) {
    const made = await documents.rendition(packet.value, quality, { first: page, count: 1 })
    const one = made.ok ? made.value.pages[0] : undefined
    if (!one) return yield [{ is: 'text', text: reports.pagesUnreadable(page + 1) }]
    const png = parts.thumbnails ? await documents.renditionPage(one) : undefined
    const { widthPx, heightPx, g4 } = one
    yield [
      {
        is: 'page',
        title: reports.pageTitle(page + 1, fax.pages, widthPx, heightPx),
        code: await sha256Of(g4),
        ...(png?.ok ? { png: png.value.png } : {}),
        // Dots are not square but at fine; a picture of a page is as tall as the paper.
        widthPx,
        heightPx: Math.round((heightPx * faxDpi.down.fine) / faxDpi.down[quality]),
      },
    ]
    await breathe()
  }
}
