/** A desk with the real store, record, door, document service and training line; only the clock is moved by hand. */
import type { AnyEvent, Input, OperationName, Output } from '#app/contract/index.ts'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { ContactId, E164, makeId, NumberId, PersonId, type FaxId } from '#app/domain/ids.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { rightsOf } from '#app/domain/rights.ts'
import { createDeliveryRoom, type DeliveryRoom } from '#main/delivery/room.ts'
import { createTestFaxHandlers } from '#main/delivery/test-fax.ts'
import { createDoor } from '#main/door/door.ts'
import type { Actor, Handlers } from '#main/door/handler.ts'
import type { Line } from '#main/lines/line.ts'
import { createLineHandlers } from '#main/lines/handlers.ts'
import { createTrainingLine } from '#main/lines/training/line.ts'
import { ownDraft } from '#main/packet/drafts.ts'
import { createPacketRoom, type PacketRoom } from '#main/packet/room.ts'
import type { Proof } from '#main/people/proof/colleague.ts'
import { createHandOverHandlers } from '#main/people/work/hand-over.ts'
import type { Note } from '#main/ports.ts'
import { createApprovalHandlers } from '#main/recipients/approval/handlers.ts'
import { createGate } from '#main/recipients/gate.ts'
import { insertContact } from '#main/store/contacts/contacts.ts'
import { insertNumber } from '#main/store/contacts/numbers.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { findPerson, insertPerson } from '#main/store/people/people.ts'
import type { Store } from '#main/store/store.ts'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { seededChance } from '#test/given/chance.ts'
import { valueOf } from '#test/given/outcome.ts'
import { givenRecord } from '#test/given/record.ts'
import { givenService } from '../documents/service.ts'

const person = (letter: string, name: string, shortName: string, roles: Actor['roles'] = ['sender']): Actor => ({
  personId: makeId(PersonId, 'person', letter.repeat(20)),
  name,
  shortName,
  roles,
  rights: rightsOf(roles),
})
export const dana = person('d', 'Dana Ferris', 'Dana F.')
export const noor = person('e', 'Noor Ibarra', 'Noor I.', ['supervisor'])

/** What every approver types here; a real password takes a real vault, as in the stories. */
export const colleaguePassword = 'four unrelated words'

/** One application's worth of rooms over a store; a test may make a second one, as after a restart. */
export type Desk = {
  readonly delivery: DeliveryRoom
  readonly packet: PacketRoom
  readonly call: <N extends OperationName>(name: N, input: Input<N>) => Promise<Outcome<Output<N>>>
}

/** `altered` makes the line do what it would not do by itself. */
export type GivenParts = {
  readonly altered?: (line: Line) => Line
  /** Other lines there are besides. */
  readonly besides?: (line: Line) => readonly Line[]
}

export async function givenDesk(given: GivenParts = {}) {
  const record = await givenRecord()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-'))
  const { store, clock } = record
  const { service } = givenService()
  const chance = seededChance()
  const events: AnyEvent[] = []
  const notes: Note[] = []
  const alarms: number[] = []
  let actor = dana

  await store.write(async (tx) => {
    for (const { personId, name, shortName, roles } of [dana, noor]) {
      const face = { id: personId, name, short_name: shortName, initials: 'XY', tint: 1, roles }
      await insertPerson(tx, { ...face, created_at: clock.now(), disabled_at: null, last_sign_in_at: null })
    }
  })

  /** @param own the store this desk works on: the real one, or one that will fail it */
  function open(own: Store = store): Desk {
    const line = createTrainingLine({ store: own, clock, name: 'Training line', pace: 1 })
    const lines = [given.altered?.(line) ?? line, ...(given.besides?.(line) ?? [])]
    const files = createDocumentFiles(folder)
    const log = { note: (note: Note) => void notes.push(note) }
    const publish = (event: AnyEvent): void => void events.push(event)
    const audit = record.writer
    const packet = createPacketRoom({
      store: own,
      audit,
      files,
      documents: service,
      lines,
      clock,
      chance,
      log,
      publish,
    })
    const delivery = createDeliveryRoom({
      store: own,
      recipients: createGate({ read: own.read, audit, publish }),
      audit,
      clock,
      chance,
      log,
      lines,
      publish,
      notifier: { attention: () => void alarms.push(clock.now()) },
      packetBytes: packet.bytes.packetBytes,
      files,
      sealFor: packet.sealFor,
      factsOf: packet.factsOf,
      coverCutOf: packet.coverCutOf,
      viewer: () => actor.personId,
      changed: () => Promise.resolve(),
    })
    const lineHandlers = createLineHandlers({
      ...{ store: own, clock, chance, publish, files },
      askWhereToSave: () => Promise.resolve(undefined),
      ownFindings: () => [],
      lines: { all: lines, put: () => undefined },
    })
    const faxParts = { store: own, files, chance, documents: service, lines, publish }
    const testFaxes = createTestFaxHandlers({ ...faxParts, delivery: delivery.engine })
    const colleague = async (id: PersonId, { password }: Proof) => {
      const row = await findPerson(own.read, id)
      return row && password === colleaguePassword ? ok(row) : fail({ code: 'sign-in-refused', waitMs: 0 })
    }
    const handlers: Partial<Handlers> = {
      ...packet.handlers,
      ...delivery.handlers,
      ...lineHandlers,
      ...testFaxes,
      ...createApprovalHandlers({ store: own, audit, draft: ownDraft, colleague }),
      ...createHandOverHandlers({ store: own, publish, recipientName: () => Promise.resolve(undefined) }),
    }
    const door = createDoor({
      clock,
      chance,
      log,
      presence: () => ({ actor, session: actor.personId, provenAt: clock.now(), codesDue: false }),
      ledger: () => ({ store: own, audit }),
      selfRecorded: [],
      handler: (name) => handlers[name],
    })
    const call: Desk['call'] = (name, input) => door.call(name, input, true) as never
    return { delivery, packet, call }
  }

  const desk = open()
  let recipients = 0

  /** A contact whose number is verified for a year. */
  async function recipient(e164: string, organisation = 'Harborlight Cardiology'): Promise<NumberId> {
    recipients += 1
    const hex = String(recipients).padStart(20, '0')
    const contactId = makeId(ContactId, 'contact', hex)
    const id = makeId(NumberId, 'number', hex)
    const at = clock.now()
    await store.write(async (tx) => {
      const name = { kind: 'department', department: 'Referrals desk', person: '', voice: '', note: '', search: '' }
      const blank = { ...name, npi: '', specialty: '', address: '{}', tags: '[]', default_purpose: null }
      const added = { revision: 1, added_at: at, added_by: dana.personId, last_sent_at: null, archived_at: null }
      await insertContact(tx, { id: contactId, organisation, ...blank, ...added })
      const heard = { spokeWith: 'front desk', called: E164.parse('+12025550199'), foundOn: 'website' } as const
      const evidence = { method: 'call-back', ...heard } as const
      const until = at + 365 * 86_400_000
      const verification = { state: 'verified', by: dana.personId, at, until, evidence } as const
      await insertNumber(tx, { id, contactId, e164: E164.parse(e164), verification }, at)
    })
    return id
  }

  return {
    store,
    clock,
    record,
    events,
    notes,
    alarms,
    desk,
    open,
    recipient,
    call: desk.call,
    engine: desk.delivery.engine,
    be: (next: Actor): void => void (actor = next),
    entries: () => store.read.selectFrom('audit_entry').selectAll().orderBy('sequence').execute(),
    calls: () => store.read.selectFrom('training_call').selectAll().orderBy('submitted_at').execute(),
    attempts: (id: FaxId) => store.read.selectFrom('attempt').selectAll().where('fax_id', '=', id).execute(),
    files: () => readdir(path.join(folder, 'documents')).catch(() => []),
    incidents: () => notes.filter((note) => note.event.endsWith('incident')),
    async close() {
      await desk.delivery.engine.stop()
      service.stop()
      await record.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Given = Awaited<ReturnType<typeof givenDesk>>

/** A draft with this file's pages, a recipient and a purpose: ready to be sealed. */
export async function readyDraft(
  { call, recipient }: Pick<Given, 'call' | 'recipient'>,
  bytes: Uint8Array,
  to = '+12025550142',
): Promise<DraftView> {
  const draft = valueOf(await call('drafts.create', {}))
  const added = valueOf(
    await call('documents.add', { draftId: draft.id, name: 'referral.pdf', bytes: new Uint8Array(bytes) }),
  )
  const content = { ...added.content, numberId: await recipient(to), purpose: 'treatment' as const }
  return valueOf(await call('drafts.save', { id: draft.id, revision: added.revision, content }))
}

/** Seals and sends a ready draft. */
export async function sendDraft({ call }: Pick<Given, 'call'>, { id, revision }: DraftView): Promise<FaxView> {
  const { sha256 } = valueOf(await call('packet.seal', { id, revision }))
  return valueOf(await call('faxes.send', { id, revision, sha256 }))
}

/** Time passes: a small step, or at once to when the next fax is due. */
export async function pass({ clock, store }: Pick<Given, 'clock' | 'store'>, stepMs = 500): Promise<void> {
  const due = store.read.selectFrom('fax').select((fax) => fax.fn.min('due_at').as('at'))
  const { at } = await due.where('due_at', 'is not', null).executeTakeFirstOrThrow()
  clock.advance(Math.max(stepMs, at === null ? 0 : at - clock.now()))
}

/** Lets time pass until `enough`, and the engine finish what is due each time. */
export async function goOn(
  given: Pick<Given, 'clock' | 'engine' | 'store'>,
  enough: () => Promise<boolean>,
  stepMs = 500,
): Promise<void> {
  for (let step = 0; step < 2_000; step += 1) {
    await given.engine.quiet()
    if (await enough()) return
    await pass(given, stepMs)
  }
  throw new Error('it never came to that')
}

export async function phaseOf({ store }: Pick<Given, 'store'>, id: FaxId): Promise<string> {
  const { phase } = await store.read.selectFrom('fax').select('phase').where('id', '=', id).executeTakeFirstOrThrow()
  return phase
}

/** Until the fax is in one of these phases. */
export const goOnTo = (given: Given, id: FaxId, ...phases: readonly string[]): Promise<void> =>
  goOn(given, async () => phases.includes(await phaseOf(given, id)))
