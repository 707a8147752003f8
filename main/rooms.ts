/**
 * The rooms behind an open store: everything that needs it, or its keys, is composed here, each room from the narrow
 * things it asks for. Nothing here decides anything.
 */
import { readFile } from 'node:fs/promises'
import { words } from '#app/words/index.ts'
import { createAuditRoom } from './audit/room.ts'
import { createPublicDoor } from './callbacks/public-door.ts'
import { createCallbackRoom } from './callbacks/room.ts'
import type { AuditWriter } from './audit/writer.ts'
import type { Delivery } from './delivery/engine/engine.ts'
import { createDeliveryRoom } from './delivery/room.ts'
import { createTestFaxHandlers } from './delivery/test-fax.ts'
import type { DocumentService } from './documents/client.ts'
import { traceOf } from './door/door.ts'
import type { Handlers } from './door/handler.ts'
import type { Publish } from './door/publish.ts'
import { placeIn } from './inbox/place.ts'
import { createInboxRoom } from './inbox/room.ts'
import { watchFolder } from './inbox/watch.ts'
import { createInsightHandlers } from './insights/handlers.ts'
import { faxTiffWith } from './lines/asterisk/pages.ts'
import { driversOver } from './lines/drivers.ts'
import { createLineHandlers } from './lines/handlers.ts'
import { createLines, type Lines } from './lines/lines.ts'
import { createTrainingLine } from './lines/training/line.ts'
import { addScanWith } from './packet/add-scan.ts'
import { ownDraft } from './packet/drafts.ts'
import { createPacketRoom, type PacketRoom } from './packet/room.ts'
import { createEmergencyHandlers } from './people/work/emergency.ts'
import type { SignInGuard } from './people/guard.ts'
import { colleagueProof } from './people/proof/colleague.ts'
import { createHandOverHandlers } from './people/work/hand-over.ts'
import { createPeopleHandlers } from './people/handlers.ts'
import { createSecondFactorHandlers } from './people/second-factor/second-factor.ts'
import type { Session } from './people/session.ts'
import type { Ports } from './ports.ts'
import { createApprovalHandlers } from './recipients/approval/handlers.ts'
import { createGate } from './recipients/gate.ts'
import { createRecipientHandlers } from './recipients/handlers.ts'
import { createImportRoom } from './recipients/import/handlers.ts'
import { createLately } from './recipients/search/lately.ts'
import { createReceivingRoom, receivedLookup, type ReceivingRoom } from './receiving/room.ts'
import { directoryEntries } from './recipients/import/directory.ts'
import { printerInThread } from './reports/printer.ts'
import { recipientOf } from './recipients/recipient.ts'
import { createReportRoom } from './reports/room.ts'
import { createCoverHandlers } from './settings/covers/handlers.ts'
import { createSettingsHandlers } from './settings/handlers.ts'
import { countFaxes } from './store/faxes/fax-lists.ts'
import { createDocumentFiles } from './store/files.ts'
import { listLines } from './store/lines.ts'
import { readSetting, secondPersonSetting, typedNumbersSetting, verificationMonthsSetting } from './store/settings.ts'
import type { Store } from './store/store.ts'
import type { Vault, VaultKeys } from './vault/vault.ts'

export type RoomParts = {
  readonly ports: Ports
  readonly vault: Vault
  readonly session: Session
  readonly guard: () => SignInGuard
  readonly documents: DocumentService
  readonly publish: Publish
  /** See `Options` of the application. */
  readonly trainingPace: number
  /** Where the thread that verifies the record lies. */
  readonly verifyWorker: string
  /** Absolute paths of the thread that prints reports, and of its fonts. */
  readonly reportWorker: string
  readonly fonts: { readonly regularFont: string; readonly boldFont: string }
  /** Absolute path of the program that checks exports. */
  readonly verifier: string
  readonly store: Store
  readonly keys: VaultKeys
}

export type Rooms = {
  readonly handlers: Partial<Handlers>
  readonly audit: AuditWriter
  readonly bytes: PacketRoom['bytes'] &
    Pick<ReturnType<typeof createReportRoom>, 'readReport'> &
    Pick<ReceivingRoom, 'readInbound'>
  /** Faxes a line is still working on. */
  readonly sending: () => number
  /** Whether the record is known not to hold. */
  readonly recordBroken: () => boolean
  /** Takes up deliveries, and looks whether the end of the record holds. */
  readonly start: () => Promise<void>
  /** A session ended: what could be taken back in it no longer can. */
  readonly sessionEnded: () => Promise<void>
  /** Brings the outbox to rest and signs the record. */
  readonly stop: () => Promise<void>
}

/** Composes the rooms; nothing is sent before `start`. */
export async function composeRooms(parts: RoomParts): Promise<Rooms> {
  const { ports, store, keys, session, publish, vault, documents } = parts
  const { clock, chance, log } = ports
  const { read } = store
  const files = createDocumentFiles(ports.files.dataFolder)
  const record = createAuditRoom({
    ...ports,
    store,
    keys,
    publish,
    dataFolder: ports.files.dataFolder,
    askWhereToSave: whileSignedIn(session, ports.files.askWhereToSave),
    verifyWorker: parts.verifyWorker,
  })
  const { audit, verification, checkpoints } = record
  const trouble = (error: unknown): void => {
    const incident = chance.bytes(4).toString('hex')
    log.note({ event: 'engine.incident', incident, part: 'callbacks', trace: traceOf(error) })
  }
  const publicDoor = await createPublicDoor({ store, audit, clock, chance, lines: () => configured.all, trouble })
  const configured: Lines = createLines({
    training: createTrainingLine({ store, clock, name: words.shell.trainingLine, pace: parts.trainingPace }),
    records: await listLines(read),
    makeDriver: driversOver({
      network: ports.network,
      clock,
      faxTiff: faxTiffWith(documents),
      wayInOf: publicDoor.wayInOf,
    }),
    now: clock.now,
  })
  const lines = configured.all
  const shared = { store, audit, files, documents, lines, clock, chance, log, publish, read }
  const packet = createPacketRoom(shared)
  const inbox = createInboxRoom({
    ...shared,
    addScan: addScanWith(shared),
    askForFolder: whileSignedIn(session, ports.files.askForFolder),
    watch: watchFolder,
    placeIn,
  })
  const receiving = createReceivingRoom(shared)
  const imports = createImportRoom({
    ...shared,
    network: ports.network,
    askWhichToOpen: whileSignedIn(session, ports.files.askWhichToOpen),
  })
  const lately = createLately(read)
  const noLongerSeen = session.onChange(({ after }) => {
    if (after.stage !== 'open') lately.forget()
  })
  const outbox = await countOutbox(read, publish)
  const gate = createGate(shared)
  const delivery = createDeliveryRoom({
    ...shared,
    recipients: gate,
    notifier: ports.notifier,
    packetBytes: packet.bytes.packetBytes,
    factsOf: packet.factsOf,
    coverCutOf: packet.coverCutOf,
    sealFor: packet.sealFor,
    viewer: () => session.presence()?.actor.personId,
    changed: async (id) => {
      gate.tell()
      await outbox.changed()
      await callbacks.changed(id)
    },
  })
  const takeIn = takenInBy(configured, delivery.engine)
  const callbacks = createCallbackRoom({
    ...shared,
    takeIn,
    door: publicDoor,
    network: ports.network,
    engine: delivery.engine,
    look: receiving.lookAnew,
    trouble,
  })
  const reports = createReportRoom({
    ...shared,
    verification,
    checkpoints,
    askWhereToSave: whileSignedIn(session, ports.files.askWhereToSave),
    verifier: () => readFile(parts.verifier, 'utf8'),
    printer: printerInThread(parts.reportWorker, parts.fonts),
    packetBytes: packet.bytes.packetBytes,
    lineName: (id: string) => lines.find((line) => line.id === id)?.name ?? id,
  })
  return {
    audit,
    bytes: { ...packet.bytes, readReport: reports.readReport, readInbound: receiving.readInbound },
    handlers: {
      ...packet.handlers,
      ...inbox.handlers,
      ...receiving.handlers,
      ...delivery.handlers,
      ...createLineHandlers({
        ...shared,
        lines: { ...configured, put: takeIn },
        ownFindings: callbacks.findings,
        askWhereToSave: whileSignedIn(session, ports.files.askWhereToSave),
      }),
      ...callbacks.handlers,
      ...record.handlers,
      ...reports.handlers,
      ...createInsightHandlers({ read, clock }),
      ...createPeopleHandlers({ store, vault, keys: () => keys, session, guard: parts.guard(), chance }),
      ...createSecondFactorHandlers({ ...shared, session }),
      ...createEmergencyHandlers(shared),
      ...createHandOverHandlers({
        ...shared,
        recipientName: async (id) => (await recipientOf(read, id, clock.now()))?.organisation,
      }),
      ...createCoverHandlers({ store, documents }),
      ...createSettingsHandlers({ store, idleChanged: session.setMinutes, publish }),
      ...imports.handlers,
      ...createRecipientHandlers({
        ...shared,
        lately,
        verificationMonths: () => readSetting(read, verificationMonthsSetting),
        secondPerson: () => readSetting(read, secondPersonSetting),
        typedNumbers: () => readSetting(read, typedNumbersSetting),
        directory: directoryEntries,
        received: receivedLookup,
        askWhereToSave: whileSignedIn(session, ports.files.askWhereToSave),
      }),
      ...createApprovalHandlers({
        ...shared,
        draft: ownDraft,
        colleague: colleagueProof({ ...shared, guard: parts.guard(), vault }),
      }),
      ...createTestFaxHandlers({ ...shared, delivery: delivery.engine }),
    },
    sending: outbox.sending,
    recordBroken: () => verification.last()?.result === 'broken',
    start: async () => {
      await packet.start()
      await imports.start()
      await record.start()
      // What waits to be sent may have to be fetched.
      await callbacks.start()
      delivery.engine.start()
      await inbox.start()
      receiving.start()
    },
    sessionEnded: async () => {
      await packet.sessionEnded()
      await inbox.sessionEnded()
      receiving.forget()
    },
    stop: async () => {
      noLongerSeen()
      await imports.stop()
      await inbox.stop()
      await receiving.stop()
      await delivery.engine.stop()
      await callbacks.stop()
      await record.stop()
    },
  }
}

/** A line that a check found ready is tried at once, however long its pause had become. */
const takenInBy =
  (lines: Lines, engine: Delivery): Lines['put'] =>
  (record) => {
    lines.put(record)
    if (record.check?.findings.every(({ verdict }) => verdict !== 'stop')) engine.mended(record.id)
  }

/** How many faxes are on their way: the one number a locked screen shows. */
async function countOutbox(read: Store['read'], publish: Publish) {
  const count = async () => (await countFaxes(read, '')).inProgress
  let sending = await count()
  return {
    sending: () => sending,
    changed: async () => {
      const before = sending
      sending = await count()
      if (sending !== before) publish({ name: 'session.changed', payload: {} })
    },
  }
}

/** The system's own dialog may outlive a lock. What is chosen in it afterwards, nobody who is signed in has chosen. */
const whileSignedIn =
  <Asked extends readonly unknown[]>(session: Session, ask: (...asked: Asked) => Promise<string | undefined>) =>
  async (...asked: Asked): Promise<string | undefined> => {
    const before = session.presence()?.session
    const place = await ask(...asked)
    return session.presence()?.session === before ? place : undefined
  }
