/**
 * A draft's content as values: which pages go, what is still missing, how long it will take. Nothing here reads or
 * writes; the rules that page and main side share are in `app/domain`.
 */
import { DraftContent, type ChosenPage } from '#app/contract/desk/drafts.ts'
import { coverMissing, coverPages, type CoverTexts } from '#app/domain/pages/cover.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import { roughCallMs, type CallKind } from '#app/domain/pages/rendition.ts'
import type { DocumentId, LineId, NumberId } from '#app/domain/ids.ts'
import { preflight, type Check, type Grounds } from '#app/domain/fax/preflight.ts'
import { hidesAnything } from '#app/domain/pages/page-marks.ts'
import type { Line } from '../lines/line.ts'
import type { Recipient } from '../recipients/recipient.ts'

export const emptyContent = (lineId: LineId | null): DraftContent => ({
  pages: [],
  numberId: null,
  cover: { included: true, from: '', reference: '', message: '' },
  purpose: null,
  quality: 'fine',
  lineId,
})

export const readContent = (text: string): DraftContent => DraftContent.parse(JSON.parse(text))

/** Content as it is stored; the same content gives the same text. */
export const storedContent = (content: DraftContent): string => JSON.stringify(DraftContent.parse(content))

export const chosenPages = ({ pages }: Pick<DraftContent, 'pages'>): readonly ChosenPage[] =>
  pages.filter(({ included }) => included)

/** Everybody it goes to, in order, each number once. */
export const recipientsIn = ({ numberId, others = [] }: DraftContent): readonly NumberId[] => [
  ...new Set(numberId === null ? others : [numberId, ...others]),
]

/** The same with its recipients as they are kept: the first by itself, the others only where there are any. */
export function withRecipients({ others: _others, ...content }: DraftContent, all: readonly NumberId[]): DraftContent {
  const [numberId = null, ...others] = all
  return { ...content, numberId, ...(others.length > 0 ? { others } : {}) }
}

/** The draft as it would be for this recipient alone. */
export const onlyTo = (content: DraftContent, numberId: NumberId): DraftContent => withRecipients(content, [numberId])

/** Originals in the order in which they first appear. */
export const documentsIn = ({ pages }: DraftContent): readonly DocumentId[] => [
  ...new Set(pages.map(({ documentId }) => documentId)),
]

/** A chosen page as the document service takes it. */
export const markedPage = ({ index, turn, boxes, repairs }: ChosenPage) => ({ index, turn, boxes, repairs })

/** Originals of which something is hidden, on whatever page that goes. */
export const hidingIn = (content: DraftContent): ReadonlySet<DocumentId> =>
  new Set(
    chosenPages(content)
      .filter(hidesAnything)
      .map(({ documentId }) => documentId),
  )

export type Run = { readonly documentId: DocumentId; readonly pages: readonly ChosenPage[] }

/** The chosen pages in order, as runs of pages of one original. */
export function runsOf(content: DraftContent): readonly Run[] {
  const runs: { documentId: DocumentId; pages: ChosenPage[] }[] = []
  for (const page of chosenPages(content)) {
    const last = runs.at(-1)
    if (last?.documentId === page.documentId) last.pages.push(page)
    else runs.push({ documentId: page.documentId, pages: [page] })
  }
  return runs
}

/** Pages that go, cover included. */
export const pagesTotal = (content: DraftContent): number => chosenPages(content).length + coverPages(content.cover)

/** @param now epoch ms, by which the line's agreement is judged; `asked` is what the practice wants on its cover sheets */
export function checksOf(
  content: DraftContent,
  recipient: Pick<Recipient, 'standing' | 'lookAlikes' | 'approval' | 'person'> | undefined,
  line: Line | undefined,
  now: number,
  grounds: Grounds,
  asked: CoverTexts['asked'],
): readonly Check[] {
  return preflight({
    pagesChosen: chosenPages(content).length,
    pagesAtMost: documentLimits.pagesAtMost - Math.max(0, coverPages(content.cover) - 1),
    recipient: recipient?.standing,
    approved: recipient?.approval !== undefined,
    lookAlike: recipient?.lookAlikes[0]?.likeness,
    line: line?.standing(now),
    purpose: content.purpose ?? undefined,
    grounds,
    cover: content.cover.included,
    coverIncomplete: coverMissing(asked, content.cover, recipient?.person ?? '').length > 0,
  })
}

/** Estimated time of the call, in ms. */
export const estimateMs = (content: DraftContent, kind: CallKind): number =>
  roughCallMs(pagesTotal(content), content.quality, kind)
