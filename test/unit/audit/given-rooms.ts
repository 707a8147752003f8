/** The rooms of the record and of reports over a record of their own, asked through the door by somebody whose roles a test chooses. */
import type { Input, OperationName, Output } from '#app/contract/index.ts'
import { FaxId, PersonId, makeId } from '#app/domain/ids.ts'
import { notFound, type Outcome } from '#app/domain/outcome.ts'
import { firstRoles, rightsOf, type Role } from '#app/domain/rights.ts'
import { createAuditHandlers } from '#main/audit/handlers.ts'
import { createVerification } from '#main/audit/verification.ts'
import { createDoor } from '#main/door/door.ts'
import type { Actor, Handlers } from '#main/door/handler.ts'
import type { DocumentService } from '#main/documents/client.ts'
import { newPerson } from '#main/people/person.ts'
import { printerInThread } from '#main/reports/printer.ts'
import { createReportRoom } from '#main/reports/room.ts'
import { insertAttempt } from '#main/store/faxes/attempts.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { insertPerson } from '#main/store/people/people.ts'
import { practiceSetting, writeSetting } from '#main/store/settings.ts'
import { assets } from '#test/given/application.ts'
import { seededChance } from '#test/given/chance.ts'
import type { GivenRecord } from '#test/given/record.ts'

export const dana = PersonId.parse(`person_${'a'.repeat(20)}`)
export const faxId = makeId(FaxId, 'fax', 'f'.repeat(20))
export const sha256 = '9f3c41d077abe812'.repeat(4)

export async function givenRooms(
  { store, clock, writer, parts, signer, folder, verify }: GivenRecord,
  documents: DocumentService,
) {
  const face = { id: dana, shortName: 'Dana F.', initials: 'DF', tint: 1 }
  await store.write(async (tx) => {
    await insertPerson(tx, newPerson(face, 'Dana Fairweather', firstRoles, clock.now()))
    const practice = {
      name: 'Marigold Lane Family Clinic',
      addressLines: ['12 Marigold Lane'],
      phone: '',
      fax: '',
      workstation: '',
    }
    await writeSetting(tx, practiceSetting, practice)
  })
  const verification = createVerification({
    ...parts,
    read: store.read,
    whole: verify,
    publish: () => undefined,
    broken: () => undefined,
    setBack: () => undefined,
  })
  const files = createDocumentFiles(folder)
  const chance = seededChance()
  let saveTo: string | undefined
  const room = createReportRoom({
    store,
    files,
    documents,
    printer: printerInThread(assets.reportWorker, assets),
    packetBytes: async () => notFound,
    publish: () => undefined,
    lines: [],
    verification,
    checkpoints: { signer, clock, append: writer.append },
    chance,
    clock,
    askWhereToSave: async () => saveTo,
    verifier: async () => '',
    lineName: () => 'Training line',
  })
  const outside = { unanswered: () => undefined, answered: async () => undefined }
  const handlers: Partial<Handlers> = {
    ...createAuditHandlers({ read: store.read, verification, outside, publish: () => undefined }),
    ...room.handlers,
  }
  let roles: readonly Role[] = firstRoles
  const actor = (): Actor => ({
    personId: dana,
    shortName: 'Dana F.',
    name: 'Dana Fairweather',
    roles,
    rights: rightsOf(roles),
  })
  const door = createDoor({
    clock,
    chance,
    log: { note: () => undefined },
    presence: () => ({ actor: actor(), session: 'one', provenAt: clock.now(), codesDue: false }),
    ledger: () => ({ store, audit: writer }),
    selfRecorded: [],
    handler: (name) => handlers[name],
  })
  const call = <N extends OperationName>(name: N, input: Input<N>) =>
    door.call(name, input, true) as Promise<Outcome<Output<N>>>
  return {
    call,
    list: (input: Partial<Input<'audit.list'>> = {}) => call('audit.list', { text: '', limit: 100, ...input }),
    read: (id: string) => room.readReport(id, actor()),
    as: (...held: readonly Role[]) => void (roles = held),
    savingTo: (file: string | undefined) => void (saveTo = file),
  }
}

/** A fax that was delivered at the second attempt, over the training line. */
export async function sentFax(record: GivenRecord): Promise<void> {
  const now = record.clock.now()
  const content = {
    pages: [],
    numberId: null,
    cover: { included: true, from: '', reference: '', message: '' },
    purpose: 'treatment',
    quality: 'fine',
    lineId: null,
  }
  await record.store.write(async (tx) => {
    await insertFax(tx, {
      id: faxId,
      reference: 'FD-00042',
      phase: 'delivered',
      state: JSON.stringify({ phase: 'delivered', at: now + 80_000, pages: 6, tookMs: 62_000 }),
      revision: 3,
      content: JSON.stringify(content),
      person_id: dana,
      e164: '+12025550142',
      organisation: 'Harborlight Cardiology',
      department: 'Referrals desk',
      person: '',
      regarding: 'PT 0042',
      pages: 6,
      line_id: 'line',
      training: 1,
      packet_sha256: sha256,
      packet_bytes: 123_456,
      overlooked: '[]',
      sent_at: now,
      changed_at: now + 80_000,
    })
    const attempt = { fax_id: faxId, line_id: 'line', started_at: now, ended_at: now + 5000, pages_sent: 0 }
    await insertAttempt(tx, { ...attempt, number: 1, line_reference: 'FDa', outcome: 'failed', reason: 'busy' })
    await insertAttempt(tx, {
      ...attempt,
      number: 2,
      line_reference: 'FDb',
      outcome: 'delivered',
      reason: null,
      pages_sent: 6,
    })
  })
}
