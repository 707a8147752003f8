/**
 * The application, whole, from ports: what Electron runs, and what stories run under plain Node. It answers five things
 * (call, subscribe, readDocument, lock, stop) and knows no window.
 */
import { events, type AnyEvent, type OperationName } from '#app/contract/index.ts'
import type { EventEntry } from '#app/contract/operation.ts'
import { fail, notFound, type Outcome } from '#app/domain/outcome.ts'
import { createDesk, type Desk } from './desk.ts'
import { createDocumentService } from './documents/client.ts'
import { createDoor, traceOf, type Door } from './door/door.ts'
import type { Handlers } from './door/handler.ts'
import { createFront, selfRecorded, type Front } from './people/front.ts'
import { createSession, type Session } from './people/session.ts'
import type { Log, Ports, Undo } from './ports.ts'
import { composeRooms, type Rooms } from './rooms.ts'
import { createPreferenceHandlers } from './settings/handlers.ts'
import { vaultOver } from './vault/open-vault.ts'
import { type Argon2Parameters, passwordKeyInThread, usualParameters } from './vault/password-key.ts'
import { createThrottle } from './vault/throttle.ts'
import { createTries } from './vault/tries.ts'
import type { Vault } from './vault/vault.ts'

/** Where the built assets lie: absolute paths. */
export type Assets = {
  readonly pdfium: string
  readonly regularFont: string
  readonly boldFont: string
  /** The module of libvips, with its program file beside it. */
  readonly vips: string
  /** Tesseract's script, with its program file beside it, and the letters it knows. */
  readonly reader: string
  readonly letters: string
  readonly argon2Worker: string
  readonly verifyWorker: string
  readonly reportWorker: string
  /** The program that checks exports, as shipped beside each of them. */
  readonly verifier: string
}

export type Application = Door & {
  /** Every event the page may hear now. */
  readonly subscribe: (listener: (event: AnyEvent) => void) => Undo
  /** The bytes of `original`, `cover`, `packet`, `received` (one page, PNG) or `report` by id; refused while locked. */
  readonly readDocument: (kind: string, id: string, signal?: AbortSignal) => Promise<Outcome<Uint8Array>>
  /** Called when the desk locks or a session ends: whatever the page shows must go. */
  readonly onLocked: (listener: () => void) => Undo
  readonly lock: () => void
  readonly sending: () => number
  /** Brings everything to rest; nothing is answered afterwards. */
  readonly stop: () => Promise<void>
}

export type Options = {
  /** How fast the training line goes: 1 (unless given) is natural speed, 0.1 ten times faster. */
  readonly trainingPace?: number
  /** What it costs to try a password on new wraps: the usual unless given. */
  readonly argon2?: Argon2Parameters
}

export async function createApplication(
  ports: Ports,
  assets: Assets,
  { trainingPace = 1, argon2 = usualParameters }: Options = {},
): Promise<Application> {
  const { clock, chance, log, files } = ports
  const session = createSession(ports)
  const vault = vaultOver({
    dataFolder: files.dataFolder,
    chance,
    keychain: ports.keychain,
    passwordKey: passwordKeyInThread(assets.argon2Worker),
    argon2,
  })
  const documents = createDocumentService({
    start: ports.startDocumentChild,
    assets: {
      wasmPath: assets.pdfium,
      regularFontPath: assets.regularFont,
      boldFontPath: assets.boldFont,
      vipsPath: assets.vips,
      readerPath: assets.reader,
      lettersPath: assets.letters,
    },
    clock,
    log,
  })
  const { publish, subscribe } = announcer(session)
  const desk = await createDesk({
    dataFolder: files.dataFolder,
    vault,
    log,
    compose: (store, keys) =>
      composeRooms({
        ports,
        vault,
        session,
        documents,
        publish,
        guard: () => front.guard,
        trainingPace,
        verifyWorker: assets.verifyWorker,
        reportWorker: assets.reportWorker,
        fonts: assets,
        verifier: assets.verifier,
        store,
        keys,
      }),
  })
  const throttle = await createThrottle({ dataFolder: files.dataFolder, clock, fresh: desk.stage() === 'setup' })
  const front = createFront({
    ...ports,
    desk,
    vault,
    session,
    throttle,
    tries: createTries(files.dataFolder),
    publish,
    keychain: ports.keychain.kind,
  })
  const always = { ...front.handlers, ...createPreferenceHandlers({ file: ports.preferences, publish }) }
  const door = createDoor({
    clock,
    chance,
    log,
    presence: session.presence,
    ledger: () => (desk.stage() === 'open' ? { store: desk.store(), audit: desk.audit() } : undefined),
    selfRecorded,
    handler: (name) => handlerIn({ ...always, ...desk.rooms()?.handlers }, name),
  })
  await openByKeychain(desk, vault, front, log)
  log.note({ event: 'application.started', version: ports.surroundings.version })
  return {
    call: door.call,
    subscribe,
    readDocument: async (kind, id, signal) => {
      try {
        return await readDocument(desk.rooms(), session, { kind, id, signal })
      } catch (error) {
        const incident = chance.bytes(4).toString('hex')
        log.note({ event: 'engine.incident', incident, part: 'document', trace: traceOf(error) })
        return fail({ code: 'internal', incident })
      }
    },
    onLocked: (listener) => whenLocked(session, desk, listener),
    lock: () => session.lock('asked'),
    sending: desk.sending,
    stop: async () => {
      session.stop()
      await desk.close()
      documents.stop()
    },
  }
}

const handlerIn = <N extends OperationName>(handlers: Partial<Handlers>, name: N): Handlers[N] | undefined =>
  handlers[name]

/** With a keychain nobody need be here: after a restart, deliveries go on. Trouble is left for the sign-in screen. */
async function openByKeychain(desk: Desk, vault: Vault, front: Front, log: Log): Promise<void> {
  if (desk.stage() !== 'closed') return
  const keys = await vault.openWithKeychain()
  if (!keys.ok)
    return log.note({ event: 'store.trouble', kind: keys.fault.code === 'store' ? keys.fault.kind : keys.fault.code })
  if (!keys.value) return
  const opened = await desk.open(keys.value)
  if (opened.ok) await front.opened('keychain')
}

/** Events go out only to who may hear them: the same question the door asks of a call. */
function announcer(session: Session) {
  const listeners = new Set<(event: AnyEvent) => void>()
  return {
    publish: (event: AnyEvent): void => {
      const { right, whileLocked }: EventEntry = events[event.name]
      const presence = session.presence()
      const heard = presence
        ? right === 'anyone' || presence.actor.rights.includes(right)
        : whileLocked && right === 'anyone'
      if (heard) for (const listener of listeners) listener(event)
    },
    subscribe: (listener: (event: AnyEvent) => void): Undo => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function readDocument(
  rooms: Rooms | undefined,
  session: Session,
  { kind, id, signal }: { readonly kind: string; readonly id: string; readonly signal: AbortSignal | undefined },
): Promise<Outcome<Uint8Array>> {
  const presence = session.presence()
  if (!presence || !rooms) return fail({ code: 'locked' })
  const { bytes } = rooms
  switch (kind) {
    case 'original':
      return bytes.readOriginal(id, presence.actor)
    case 'cover':
      return bytes.readCover(id, presence.actor, signal)
    case 'packet':
      return bytes.readPacket(id, presence.actor)
    case 'sealed':
      return bytes.readSealed(id, presence.actor, signal)
    case 'received':
      return bytes.readReceived(id, presence.actor, signal)
    case 'inbound':
      return bytes.readInbound(id, presence.actor)
    case 'trial':
      return bytes.readTrial(id, presence.actor, signal)
    case 'thumb':
      return bytes.readThumb(id, presence.actor, signal)
    case 'form':
      return bytes.readForm(id, presence.actor)
    case 'report':
      return bytes.readReport(id, presence.actor)
    default:
      return notFound
  }
}

function whenLocked(session: Session, desk: Desk, listener: () => void): Undo {
  return session.onChange(({ before, after }) => {
    if (before.stage !== 'open') return
    if (after.stage === 'open' && after.session === before.session) return
    listener()
    if (after.stage !== 'locked') void desk.rooms()?.sessionEnded()
  })
}
