/**
 * The signed authorization a fax rests on (45 CFR 164.508): taken in like any document, kept encrypted with the fax, and
 * never a page of what is sent.
 */
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Parsed } from '#app/contract/index.ts'
import { DocumentId, type FaxId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Actor } from '../../door/handler.ts'
import { mayOpen } from '../../people/work/own-fax.ts'
import { insertDocument } from '../../store/faxes/documents.ts'
import { removeDocument } from '../../store/faxes/drafts.ts'
import { changeFax, findFax, type FaxRow } from '../../store/faxes/faxes.ts'
import { formShared } from '../../store/faxes/together.ts'
import type { WriteStore } from '../../store/store.ts'
import { bareName } from '../add.ts'
import { draftView, ownDraft, type Draft } from '../drafts.ts'
import { bytesOf, keepBytes } from '../keep.ts'
import type { PacketParts } from '../parts.ts'

/** Where the page reads the form of a fax, relative to its own address. */
export const formUrl = (id: FaxId): string => `document/form/${id}`

export async function attachForm(
  parts: PacketParts,
  { id, name, bytes, password }: Parsed<'drafts.attachForm'>,
  act: Act,
): Promise<Outcome<DraftView>> {
  const { personId } = actorOf(act)
  act.about({ subject: id })
  const draft = await ownDraft(parts.store.read, id, personId)
  if (!draft.ok) return draft
  const taken = await parts.documents.take(bytes, { password })
  if (!taken.ok) return taken
  const pages = taken.value.inspection.pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt }))
  const facts = { kind: 'original', name: bareName(name), pages, by: personId, at: act.at } as const
  const kept = await keepBytes(parts, taken.value.bytes, facts, (row) =>
    act.commit(async (tx) => {
      const now = await ownDraft(tx, id, personId)
      if (!now.ok) return now
      await insertDocument(tx, row)
      const after = await withForm(tx, now.value, row.id)
      return ok({ subject: id, details: { document: row.id, pages: pages.length, sha256: row.sha256 }, value: after })
    }),
  )
  return kept.ok ? settled(parts, kept.value, act) : kept
}

export async function removeForm(
  parts: PacketParts,
  { id }: Parsed<'drafts.removeForm'>,
  act: Act,
): Promise<Outcome<DraftView>> {
  const done = await act.commit(async (tx) => {
    const draft = await ownDraft(tx, id, actorOf(act).personId)
    if (!draft.ok) return draft
    const { form_id } = draft.value.row
    if (form_id === null) return notFound
    return ok({ subject: id, details: { document: form_id }, value: await withForm(tx, draft.value, null) })
  })
  return done.ok ? settled(parts, done.value, act) : done
}

type Exchanged = { readonly draft: Draft; readonly gone: DocumentId | undefined }

/** The draft with this form in place of the one it had; that one goes, unless another fax rests on it. */
async function withForm(tx: WriteStore, draft: Draft, formId: string | null): Promise<Exchanged> {
  const row = await changeFax(tx, draft.id, { form_id: formId })
  if (!row) throw new TypeError('a draft gone within its own transaction')
  return { draft: { ...draft, row }, gone: await forgetForm(tx, draft.row) }
}

/** Forgets a fax's form, which it must not point at any more; answers the file to remove once that is on disk. */
export async function forgetForm(tx: WriteStore, { id, form_id }: FaxRow): Promise<DocumentId | undefined> {
  if (form_id === null || (await formShared(tx, form_id, id))) return undefined
  const gone = DocumentId.parse(form_id)
  await removeDocument(tx, gone)
  return gone
}

async function settled({ store, files, lines }: PacketParts, { draft, gone }: Exchanged, act: Act) {
  if (gone) await files.destroy(gone)
  return ok(await draftView(store.read, draft, lines, act.at))
}

/** The form of the person's own draft, or of a fax that this person may open; the caller records the latter. */
export async function readForm(
  { store, files, clock }: Pick<PacketParts, 'store' | 'files' | 'clock'>,
  faxId: string,
  actor: Actor,
): Promise<Outcome<{ readonly bytes: Uint8Array; readonly sent?: FaxRow }>> {
  const row = await findFax(store.read, faxId)
  if (!row || row.form_id === null || row.phase_group === 'discarded') return notFound
  const draft = row.phase_group === 'draft'
  if (draft && (row.person_id !== actor.personId || !actor.rights.includes('fax.send'))) return notFound
  if (!draft && !actor.rights.includes('fax.read')) return fail({ code: 'forbidden', needs: 'fax.read' })
  const allowed = draft ? ok(undefined) : await mayOpen(store.read, actor, row, clock.now())
  if (!allowed.ok) return allowed
  const bytes = await bytesOf(files, store.read, row.form_id, 'original')
  return bytes.ok ? ok({ bytes: bytes.value, ...(draft ? {} : { sent: row }) }) : bytes
}
