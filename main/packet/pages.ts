/** Questions about the pages of a draft. What is found goes to the person who asks and nowhere else: no log, no entry. */
import type { Output, Parsed } from '#app/contract/index.ts'
import type { FoundWords } from '#app/contract/desk/pages.ts'
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import { asPages, fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import { documentsIn } from './content.ts'
import { ownDraft } from './drafts.ts'
import { bytesOf } from './keep.ts'
import type { Measured } from './judging/measured.ts'
import type { PacketParts } from './parts.ts'

export async function readFacts(
  { store, files, documents }: PacketParts,
  measured: Measured,
  { draftId, documentId }: Parsed<'pages.facts'>,
  act: Act,
): Promise<Outcome<Output<'pages.facts'>>> {
  act.about({ subject: draftId })
  const draft = await ownDraft(store.read, draftId, actorOf(act).personId)
  if (!draft.ok) return draft
  if (!documentsIn(draft.value.content).includes(documentId)) return notFound
  const before = measured.factsOf(documentId)
  if (before) return ok({ pages: [...before] })
  const bytes = await bytesOf(files, store.read, documentId, 'original')
  if (!bytes.ok) return bytes
  const keep = measured.expect(documentId)
  const facts = await documents.facts(bytes.value, { urgency: 'background' })
  if (!facts.ok) return asPages(facts)
  return ok({ pages: [...keep(facts.value)] })
}

/** A page that cannot be read is known as that: nobody waits for it a second time. */
export async function readScan(
  { store, documents }: PacketParts,
  measured: Measured,
  { draftId, documentId, index }: Parsed<'pages.read'>,
  act: Act,
  signal: AbortSignal,
): Promise<Outcome<Output<'pages.read'>>> {
  act.about({ subject: draftId })
  const draft = await ownDraft(store.read, draftId, actorOf(act).personId)
  if (!draft.ok) return draft
  const page = measured.factsOf(documentId)?.[index]
  if (!documentsIn(draft.value.content).includes(documentId) || !page) return notFound
  if (!page.scan || page.reading) return ok({ page })
  const dots = measured.dotsOf(documentId, index)
  const read = dots && (await documents.read(dots, { urgency: 'background', signal }))
  if (signal.aborted) return fail({ code: 'document', refusal: 'called-off' })
  const known: PageFacts =
    read?.ok && read.value.legible
      ? { ...page, identity: read.value.identity as PageFacts['identity'], reading: 'read' }
      : { ...page, reading: 'unread' }
  measured.read(documentId, index, known)
  return ok({ page: known })
}

export async function findWords(
  { store, files, documents }: PacketParts,
  { draftId, text }: Parsed<'pages.find'>,
  act: Act,
): Promise<Outcome<Output<'pages.find'>>> {
  act.about({ subject: draftId })
  const draft = await ownDraft(store.read, draftId, actorOf(act).personId)
  if (!draft.ok) return draft
  const found: FoundWords[] = []
  for (const documentId of documentsIn(draft.value.content)) {
    const bytes = await bytesOf(files, store.read, documentId, 'original')
    if (!bytes.ok) return bytes
    const words = await documents.find(bytes.value, text)
    if (!words.ok) return asPages(words)
    const pages = words.value.pages.map(({ boxes, ...page }) => ({ boxes: [...boxes], ...page }))
    found.push({ documentId, pages })
  }
  return ok({ documents: found })
}
