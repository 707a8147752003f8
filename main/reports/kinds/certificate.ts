/**
 * Everything about one fax: how it ended, to whom and how that number was verified, each attempt, each page with its
 * SHA-256, and every entry of the record about it, who opened it among them.
 */
import { z } from 'zod'
import { DraftContent } from '#app/contract/desk/drafts.ts'
import { FaxState } from '#app/domain/fax/fax.ts'
import type { Quality } from '#app/domain/fax/quality.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { faxDpi } from '#app/domain/pages/rendition.ts'
import { words } from '#app/words/index.ts'
import { sha256Of } from '../../digest.ts'
import type { DocumentService } from '../../documents/client.ts'
import type { RenditionPage } from '../../documents/service/protocol.ts'
import { attemptsOf, type AttemptRow } from '../../store/faxes/attempts.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import { entriesAbout, findVerification } from '../../store/record/reports.ts'
import type { Fact, Piece } from '../render/types.ts'
import { groundsFacts } from './grounds.ts'
import { factsOf, outcomeOf, packetOf, steps, type FaxTold } from './confirmation.ts'
import { entryColumns, entryRows } from './entries.ts'
import { handful, type KindParts, type Report } from './kind.ts'
import { pagesPrinted, qualitySent, type ReportLine } from './went.ts'

const { reports } = words

export type CertificateParts = KindParts & {
  readonly fax: FaxRow
  readonly thumbnails: boolean
  /** Lines as they are now. */
  readonly lines: readonly ReportLine[]
  readonly documents: Pick<DocumentService, 'rendition' | 'renditionPage'>
  /** The sealed pages; a fault once they were destroyed. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
}

type Told = { readonly parts: CertificateParts; readonly attempts: readonly AttemptRow[] }

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
  const { fax, read, dates, lineName, actors, lines } = parts
  const attempts = await attemptsOf(read, fax.id)
  const state = FaxState.parse(JSON.parse(fax.state))
  const told: FaxTold = {
    dates,
    fax,
    attempts,
    sentBy: actors(fax.person_id).shortName,
    lineName,
    quality: qualitySent(fax, attempts, lines),
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
  ]
  yield* pages({ parts, attempts })
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

/** Each page as a fax machine prints it, with what there is to say about that. */
async function* pages({ parts, attempts }: Told): AsyncGenerator<readonly Piece[]> {
  const { fax, read, lines, packetBytes, documents, breathe } = parts
  const how = await pagesPrinted(read, fax, attempts, lines)
  yield [
    { is: 'heading', text: reports.pagesHeadings[how] },
    ...(how === 'converted' ? [{ is: 'text', text: reports.pagesConverted } as const] : []),
  ]
  const packet = fax.packet_id === null ? undefined : await packetBytes(fax.packet_id)
  if (!packet?.ok) return yield [{ is: 'text', text: reports.pagesGone }]
  const quality = qualitySent(fax, attempts, lines)
  let done = 0
  for await (const page of asMade(documents, packet.value, quality)) {
    done += 1
    yield [await pagePiece(parts, page, done, quality)]
    await breathe()
  }
  if (done < fax.pages) yield [{ is: 'text', text: reports.pagesUnreadable(done + 1) }]
}

async function pagePiece(
  { fax, documents, thumbnails }: CertificateParts,
  page: RenditionPage,
  number: number,
  quality: Quality,
): Promise<Piece> {
  const png = thumbnails ? await documents.renditionPage(page) : undefined
  const { widthPx, heightPx, g4 } = page
  return {
    is: 'page',
    title: reports.pageTitle(number, fax.pages, widthPx, heightPx),
    code: await sha256Of(g4),
    ...(png?.ok ? { png: png.value.png } : {}),
    // Dots are not square but at fine; a picture of a page is as tall as the paper.
    widthPx,
    heightPx: Math.round((heightPx * faxDpi.down.fine) / faxDpi.down[quality]),
  }
}

/** Pages of one rendition as soon as they are made, which is called off once nobody takes them; after the last or a fault, none. */
async function* asMade(
  documents: Pick<DocumentService, 'rendition'>,
  packet: Uint8Array,
  quality: Quality,
): AsyncGenerator<RenditionPage> {
  const made: RenditionPage[] = []
  const off = new AbortController()
  let news = Promise.withResolvers<void>()
  let over = false
  const onPage = (page: RenditionPage): void => {
    made.push(page)
    news.resolve()
  }
  const asked = { urgency: 'background', signal: off.signal, onPage } as const
  const all = documents.rendition(packet, quality, asked).finally(() => {
    over = true
    news.resolve()
  })
  try {
    for (;;) {
      yield* made.splice(0)
      if (made.length > 0) continue
      if (over) return
      await news.promise
      news = Promise.withResolvers()
    }
  } finally {
    off.abort()
    await all
  }
}
