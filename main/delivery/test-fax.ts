/**
 * A test fax: one page without patient data and with a random code, to a number that nobody vouches for yet. It is an
 * ordinary fax of its own kind in the ordinary outbox; the number lets it pass only while it waits for this very code.
 */
import type { Output, Parsed } from '#app/contract/index.ts'
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { FaxId, makeId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { lineCheck } from '#app/domain/fax/preflight.ts'
import { cover } from '#app/words/en/desk/cover.ts'
import type { DocumentService, SealedPdf } from '../documents/client.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import type { Publish } from '../door/publish.ts'
import type { Line } from '../lines/line.ts'
import { emptyContent } from '../packet/content.ts'
import { coverSheet, senderLine } from '../packet/cover-sheet.ts'
import { newDraft } from '../packet/drafts.ts'
import { keepBytes } from '../packet/keep.ts'
import type { Chance } from '../ports.ts'
import { recipientOf, type Recipient } from '../recipients/recipient.ts'
import { happened } from '../recipients/verification/apply.ts'
import { contactViewOf } from '../recipients/views.ts'
import { coverTexts } from '../settings/covers/versions.ts'
import { stampContacts } from '../store/contacts/contacts.ts'
import { numberById } from '../store/contacts/numbers.ts'
import { insertDocument, type DocumentRow } from '../store/faxes/documents.ts'
import { insertFax } from '../store/faxes/faxes.ts'
import type { DocumentFiles } from '../store/files.ts'
import { nextNumber, practiceSetting, readSetting } from '../store/settings.ts'
import type { Store, WriteStore } from '../store/store.ts'
import type { Delivery } from './engine/engine.ts'
import { referenceOf } from './queued.ts'

export type TestFaxParts = {
  readonly store: Store
  readonly files: DocumentFiles
  readonly chance: Chance
  readonly documents: Pick<DocumentService, 'cover' | 'seal'>
  readonly lines: readonly Line[]
  readonly publish: Publish
  readonly delivery: Pick<Delivery, 'wake'>
}

type Sent = Output<'contacts.sendTestFax'>

export function createTestFaxHandlers(parts: TestFaxParts): Share<'contacts.sendTestFax'> {
  return { 'contacts.sendTestFax': (input, act) => sendTestFax(parts, input, act) }
}

async function sendTestFax(
  parts: TestFaxParts,
  { numberId, lineId }: Parsed<'contacts.sendTestFax'>,
  act: Act,
): Promise<Outcome<Sent>> {
  const { store, lines, publish, delivery } = parts
  act.about({ subject: numberId })
  const recipient = await recipientOf(store.read, numberId, act.at)
  if (!recipient) return notFound
  const line = lines.find(({ id }) => id === lineId)
  const check = lineCheck(line?.standing(act.at))
  if (!line || check.verdict === 'stop') return fail({ code: 'stopped', stops: [check.result] })
  const code = codeOf(parts.chance)
  const content: DraftContent = { ...emptyContent(line.id), numberId, quality: 'standard' }
  const page = await drawPage(parts, { content, recipient, line, code }, act)
  if (!page.ok) return page
  const queued = await keepTest(parts, { content, recipient, line, code, page: page.value }, act)
  if (!queued.ok) return queued
  delivery.wake()
  publish({ name: 'contact.changed', payload: { id: recipient.contactId } })
  const contact = await contactViewOf(store.read, recipient.contactId, act.at, actorOf(act).personId)
  return contact ? ok({ faxId: queued.value, contact }) : notFound
}

/** Six digits, each sequence as likely as any other to far more than anyone could notice. */
const codeOf = (chance: Chance): string => String(chance.bytes(6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')

type Test = {
  readonly content: DraftContent
  readonly recipient: Recipient
  readonly line: Line
  readonly code: string
}

async function drawPage(
  { store, documents }: TestFaxParts,
  { content, recipient, line, code }: Test,
  act: Act,
): Promise<Outcome<SealedPdf>> {
  const practice = await readSetting(store.read, practiceSetting)
  const sender = actorOf(act).name
  const { training } = line.capabilities
  const texts = await coverTexts(store.read)
  const sheet = coverSheet({ content, recipient, practice, sender, training, texts, at: act.at })
  const { title, text } = cover.test
  const drawn = await documents.cover({
    ...sheet,
    message: cover.test.message(`${code.slice(0, 3)} ${code.slice(3)}`),
    confidentiality: { ...sheet.confidentiality, title, text },
  })
  if (!drawn.ok) return drawn
  const { bytes, pages } = drawn.value
  return documents.seal({ cover: { bytes, pages }, sources: [], stamp: senderLine(practice, act.at) })
}

function keepTest(parts: TestFaxParts, test: Test & { readonly page: SealedPdf }, act: Act): Promise<Outcome<FaxId>> {
  const facts = { kind: 'packet', name: '', pages: [], by: actorOf(act).personId, at: act.at } as const
  return keepBytes(parts, test.page.bytes, facts, (document) =>
    act.commit(async (tx) => {
      const faxId = makeId(FaxId, 'fax', parts.chance.bytes(10).toString('hex'))
      const { numberId } = test.recipient
      const number = await numberById(tx, numberId)
      if (!number) return notFound
      const by = actorOf(act).personId
      const event = { what: 'test-sent', by, at: act.at, faxId, code: test.code } as const
      const pending = await happened(tx, number, event, by, act.at)
      if (!pending.ok) return pending
      await stampContacts(tx)
      await insertDocument(tx, document)
      const reference = await insertTest(tx, faxId, document, test, act)
      const details = { number: numberId, fax: reference, line: test.line.id, sha256: test.page.sha256 }
      return ok({ value: faxId, subject: test.recipient.contactId, details })
    }),
  )
}

/** No time to take it back: nobody's pages are on it. */
async function insertTest(
  tx: WriteStore,
  id: FaxId,
  document: DocumentRow,
  { content, recipient, line, page }: Test & { readonly page: SealedPdf },
  act: Act,
) {
  const reference = referenceOf(await nextNumber(tx, 'fax-reference'))
  const state: FaxState = { phase: 'queued', notBefore: act.at, attempt: 1 }
  const { organisation, department, person, e164, numberId } = recipient
  await insertFax(tx, {
    ...newDraft(id, actorOf(act).personId, content, act.at),
    kind: 'test',
    reference,
    phase: state.phase,
    state: JSON.stringify(state),
    due_at: act.at,
    sent_at: act.at,
    ...{ organisation, department, person, e164 },
    number_id: numberId,
    regarding: cover.test.regarding,
    line_id: line.id,
    training: line.capabilities.training ? 1 : 0,
    pages: page.pages,
    packet_id: document.id,
    packet_sha256: page.sha256,
    packet_bytes: page.bytes.byteLength,
    sealed_revision: 1,
  })
  return reference
}
