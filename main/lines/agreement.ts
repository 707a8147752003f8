/**
 * The agreement of a line, and the signed paper that goes with it: kept in an encrypted file as every document is. A
 * company that says it is only a conduit is refused: whoever stores pages, even for a moment more than carrying them
 * takes, is a business associate (45 CFR 160.103; HHS, Guidance on HIPAA & Cloud Computing).
 */
import type { Parsed } from '#app/contract/index.ts'
import type { LineView } from '#app/contract/lines.ts'
import { DocumentId, type LineId } from '#app/domain/ids.ts'
import { agreementFits, type Agreement, type AgreementPaper } from '#app/domain/fax/line.ts'
import { conflict, fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import { bytesOf, keepBytes } from '../packet/keep.ts'
import { putFile } from '../store/engine/put.ts'
import { forgetDocumentKey, insertDocument, type DocumentRow } from '../store/faxes/documents.ts'
import { changeLine, findLine, type LineRecord } from '../store/lines.ts'
import type { WriteStore } from '../store/store.ts'
import type { ChangeLine, LineHandlerParts } from './handlers.ts'

export type AgreementNames = 'lines.agreement' | 'lines.savePaper'

type AgreementParts = LineHandlerParts & { readonly changing: ChangeLine }
type Given = Parsed<'lines.agreement'>['agreement']

/** Signed papers lie with the reports: papers about the work, none of them a patient's. */
const paperKind = 'report'
const paperAtMost = 20 * 1024 * 1024

export const createAgreementHandlers = (parts: AgreementParts): Share<AgreementNames> => ({
  'lines.agreement': async ({ id, agreement }, act) => {
    if (agreement.kind === 'conduit') return conflict('conduit-refused')
    if (agreement.kind === 'own-server' || !agreement.paper) return record(parts, act, id, agreement)
    const { name, bytes } = agreement.paper
    if (!pdf(bytes)) return fail({ code: 'document', refusal: 'not-a-pdf' })
    const facts = { kind: paperKind, name: bareName(name), pages: [], by: actorOf(act).personId, at: act.at } as const
    return keepBytes(parts, bytes, facts, (row) => record(parts, act, id, agreement, row))
  },
  'lines.savePaper': async ({ id }, act) => {
    const line = await findLine(parts.store.read, id)
    const paper = line?.agreement && paperOf(line.agreement)
    if (!paper) return notFound
    const bytes = await bytesOf(parts.files, parts.store.read, paper.documentId, paperKind)
    if (!bytes.ok) return bytes
    const place = await parts.askWhereToSave(paper.name)
    if (place !== undefined) await putFile(place, bytes.value)
    act.about({ subject: id, details: { saved: place !== undefined } })
    return ok({ saved: place !== undefined })
  },
})

/** Puts the agreement on record, with the paper that came or the one on file; what that replaces is destroyed. */
async function record(
  { files, changing }: AgreementParts,
  act: Act,
  id: LineId,
  given: Exclude<Given, { kind: 'conduit' }>,
  row?: DocumentRow,
): Promise<Outcome<LineView>> {
  let replaced: DocumentId | undefined
  const done = await changing(act, id, async (tx, line) => {
    if (!agreementFits(line.kind, given.kind) || !ordered(given)) return conflict('agreement-differs')
    const kept = line.agreement ? paperOf(line.agreement) : undefined
    const agreement = withPaper(given, row ? paperIn(row) : kept)
    if (row) await insertDocument(tx, row)
    replaced = kept && paperOf(agreement)?.documentId !== kept.documentId ? kept.documentId : undefined
    return written(tx, line, agreement, replaced)
  })
  if (done.ok && replaced) await files.destroy(replaced)
  return done
}

async function written(tx: WriteStore, { id }: LineRecord, agreement: Agreement, replaced: DocumentId | undefined) {
  if (replaced) await forgetDocumentKey(tx, replaced)
  const value = await changeLine(tx, id, { agreement })
  const paper = paperOf(agreement)
  const ends = agreement.expiresAt === undefined ? {} : { ends: dayOf(agreement.expiresAt) }
  const details = { agreement: agreement.kind, ...ends, ...(paper ? { sha256: paper.sha256 } : {}) }
  return ok({ subject: id, details, value })
}

const withPaper = (given: Exclude<Given, { kind: 'conduit' }>, paper: AgreementPaper | undefined): Agreement => {
  if (given.kind === 'own-server') return given
  const { paper: _, ...rest } = given
  return paper ? { ...rest, paper } : rest
}

const paperOf = (agreement: Agreement): AgreementPaper | undefined =>
  agreement.kind === 'baa' ? agreement.paper : undefined

const paperIn = ({ id, name, bytes, sha256 }: DocumentRow): AgreementPaper => ({
  documentId: DocumentId.parse(id),
  name,
  bytes,
  sha256,
})

const ordered = (given: Exclude<Given, { kind: 'conduit' }>): boolean =>
  given.expiresAt === undefined || given.expiresAt > (given.kind === 'baa' ? given.signedAt : given.since)

const pdf = (bytes: Uint8Array): boolean =>
  bytes.byteLength <= paperAtMost && Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

/** A file's name without folders and without characters that do not print. */
const bareName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').trim() || 'agreement.pdf'

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
