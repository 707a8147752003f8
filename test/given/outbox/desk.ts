/**
 * The outbox alone over a real encrypted store and a real record: faxes put straight into it, a scripted service behind
 * it, a clock moved by hand. For what must be tried thousands of times; whole faxes go through `test/unit/delivery`.
 */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { emptyContent } from '#main/packet/content.ts'
import { FaxState } from '#app/domain/fax/fax.ts'
import { DocumentId, E164, FaxId, makeId, PersonId, type LineId } from '#app/domain/ids.ts'
import { ok } from '#app/domain/outcome.ts'
import { createAuditWriter } from '#main/audit/chain.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { createDelivery, type Delivery, type DeliveryParts } from '#main/delivery/engine/engine.ts'
import type { Line } from '#main/lines/line.ts'
import type { Note } from '#main/ports.ts'
import { insertDocument } from '#main/store/faxes/documents.ts'
import { insertFax } from '#main/store/faxes/faxes.ts'
import { createStore, openStore } from '#main/store/open.ts'
import { insertPerson } from '#main/store/people/people.ts'
import type { Store, WriteStore } from '#main/store/store.ts'
import { seededChance } from '../chance.ts'
import type { ManualClock } from '../clock.ts'
import { valueOf } from '../outcome.ts'

export const deskKey = (): Buffer => Buffer.alloc(32, 7)
export const sender = makeId(PersonId, 'person', 'd'.repeat(20))

const hex = (number: number): string => number.toString(16).padStart(20, '0')
export const faxIdOf = (number: number): FaxId => makeId(FaxId, 'fax', hex(number))
/** Fictional numbers, far more than 555-01xx has: `555` in every area code. */
export const numberOf = (nth: number): E164 =>
  E164.parse(`+1${200 + Math.floor(nth / 10_000)}555${String(nth % 10_000).padStart(4, '0')}`)

/** The pages of a fax: no other has the same, so that a call tells whose it is. */
export const pagesOf = (number: number): Uint8Array => Buffer.from(`pages of fax ${number}`)
export const sha256Of = (number: number): string => createHash('sha256').update(pagesOf(number)).digest('hex')

export type PutFax = {
  readonly number: number
  readonly to: E164
  readonly pages?: number
  readonly lineId: LineId
  readonly urgent?: boolean
  readonly state?: FaxState
}

/** A fax as `faxes.send` leaves it, held until `at`, unless its state says otherwise. */
export async function putFax(tx: WriteStore, { number, to, pages = 2, lineId, urgent, state }: PutFax, at: number) {
  const packet = makeId(DocumentId, 'document', hex(number))
  const sha256 = sha256Of(number)
  const own: FaxState = state ?? { phase: 'held', until: at }
  const kept = { key: Buffer.alloc(32, 1), added_at: at, added_by: sender }
  await insertDocument(tx, { id: packet, kind: 'packet', name: '', bytes: 9, sha256, pages: '[]', ...kept })
  await insertFax(tx, {
    id: faxIdOf(number),
    reference: `FD-${String(number).padStart(5, '0')}`,
    phase: own.phase,
    state: JSON.stringify(own),
    revision: 1,
    content: JSON.stringify(emptyContent(lineId)),
    person_id: sender,
    e164: to,
    organisation: 'Harborlight Cardiology',
    department: '',
    person: '',
    regarding: '',
    pages,
    line_id: lineId,
    training: 0,
    urgent: urgent ? 1 : 0,
    packet_id: packet,
    packet_sha256: sha256,
    packet_bytes: 9,
    sealed_revision: 1,
    overlooked: '[]',
    due_at: own.phase === 'queued' ? own.notBefore : at,
    sent_at: at,
    changed_at: at,
  })
}

export const storeFile = (folder: string): string => path.join(folder, 'store.db')

type Files = { readonly db: Buffer; readonly check: Buffer }
let made: Promise<Files> | undefined

/** A store with one person in it, as files: made once, as every step of its making is the same each time. */
async function makeOne(): Promise<Files> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-store-'))
  const file = storeFile(folder)
  const store = valueOf(await createStore({ file, key: deskKey() }))
  await store.write((tx) =>
    insertPerson(tx, {
      id: sender,
      name: 'Dana Ferris',
      short_name: 'Dana F.',
      initials: 'DF',
      tint: 1,
      roles: ['sender'],
      created_at: 1,
      disabled_at: null,
      last_sign_in_at: null,
    }),
  )
  await store.close()
  const files = { db: await readFile(file), check: await readFile(`${file}.check`) }
  await rm(folder, { recursive: true, force: true })
  return files
}

/** A new store with one person in it. */
export async function newStore(folder: string): Promise<Store> {
  const { db, check } = await (made ??= makeOne())
  await writeFile(storeFile(folder), db, { mode: 0o600 })
  await writeFile(`${storeFile(folder)}.check`, check, { mode: 0o600 })
  return reopened(folder)
}

export const reopened = async (folder: string): Promise<Store> =>
  valueOf(await openStore({ file: storeFile(folder), key: deskKey() }))

export type OutboxDesk = {
  readonly engine: Delivery
  readonly notes: readonly Note[]
  readonly alarms: () => number
}

/** One process's outbox over a store. */
export function openOutbox(store: Store, clock: ManualClock, lines: readonly Line[], seed = 'outbox'): OutboxDesk {
  const notes: Note[] = []
  let alarms = 0
  const signer = createSigner(Buffer.alloc(32, 3))
  const audit = createAuditWriter({
    auditKey: Buffer.alloc(32, 2),
    signer,
    clock,
    read: store.read,
    publish: () => undefined,
  })
  const parts: DeliveryParts = {
    store,
    audit,
    clock,
    lines,
    chance: seededChance(`${seed} ${clock.now()}`),
    log: { note: (note) => void notes.push(note) },
    notifier: { attention: () => void (alarms += 1) },
    recipients: { mayGo: () => Promise.resolve(true), failed: () => Promise.resolve() },
    packetBytes: (id) => Promise.resolve(ok(pagesOf(Number.parseInt(id.slice(-20), 16)))),
    announce: () => Promise.resolve(),
  }
  return { engine: createDelivery(parts), notes, alarms: () => alarms }
}

export type Told = { readonly number: number; readonly state: FaxState; readonly lineId: string }

/** What the store says of every fax. */
export async function toldOf(store: Store): Promise<readonly Told[]> {
  const rows = await store.read.selectFrom('fax').select(['id', 'state', 'line_id']).orderBy('id').execute()
  return rows.map(({ id, state, line_id: lineId }) => ({
    number: Number.parseInt(id.slice(-20), 16),
    state: FaxState.parse(JSON.parse(state)),
    lineId: lineId ?? '',
  }))
}

type RunOn = {
  readonly steps?: number
  /** For how long the computer sleeps now, in ms. */
  readonly asleepMs?: () => Promise<number>
}

/** How long the computer may sleep without missing anything: while nothing is on the line and nothing due, in ms. */
export async function idleMs({ read }: Store, now: number): Promise<number> {
  const fax = read.selectFrom('fax').select((build) => build.fn.min('due_at').as('at'))
  const removal = read.selectFrom('attempt').select((build) => build.fn.min('removal_due_at').as('at'))
  const [first, other] = [await fax.executeTakeFirst(), await removal.executeTakeFirst()]
  const next = Math.min(first?.at ?? Infinity, other?.at ?? Infinity)
  return next === Infinity ? 0 : Math.max(0, next - now - 60_000)
}

/** Time goes from one thing that is due to the next, until `enough`; answers whether it came to that within `steps`. */
export async function runOn(
  { engine }: OutboxDesk,
  clock: ManualClock,
  enough: () => Promise<boolean> | boolean,
  { steps = 20_000, asleepMs = () => Promise.resolve(0) }: RunOn = {},
): Promise<boolean> {
  for (let nth = 0; nth < steps; nth += 1) {
    await engine.quiet()
    if (await enough()) return true
    clock.jump(await asleepMs())
    const ms = clock.untilNext()
    if (ms === undefined) return false
    clock.advance(ms)
  }
  return false
}
