/** Imports behind the real door, over a real store with its record, and files of a folder that goes again. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ImportView } from '#app/contract/book/contact-imports.ts'
import type { AnyEvent, Input, OperationName, Output } from '#app/contract/index.ts'
import type { ImportMapping, RowFinding } from '#app/domain/contact/contact-import.ts'
import type { ImportId } from '#app/domain/ids.ts'
import { makeId, PersonId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { rights } from '#app/domain/rights.ts'
import { createDoor } from '#main/door/door.ts'
import type { Handlers } from '#main/door/handler.ts'
import { systemNetwork } from '#main/network.ts'
import { createImportRoom } from '#main/recipients/import/handlers.ts'
import type { SourceRow } from '#app/domain/contact/contact-import.ts'
import { seededChance } from '#test/given/chance.ts'
import { valueOf } from '#test/given/outcome.ts'
import { givenRecord } from '#test/given/record.ts'

const dana = makeId(PersonId, 'person', 'd'.repeat(20))

export async function givenImports() {
  const folder = await mkdtemp(path.join(tmpdir(), 'faxdesk-import-'))
  const record = await givenRecord()
  const { store, clock } = record
  const chance = seededChance()
  const events: AnyEvent[] = []
  const incidents: string[] = []
  const chosen: { file?: string } = {}
  const room = createImportRoom({
    store,
    clock,
    chance,
    network: systemNetwork,
    publish: (event) => void events.push(event),
    askWhichToOpen: () => Promise.resolve(chosen.file),
  })
  const handlers: Partial<Handlers> = room.handlers
  const actor = { personId: dana, shortName: 'Dana F.', name: 'Dana Ferris', roles: ['sender'], rights } as const
  const door = createDoor({
    clock,
    chance,
    log: { note: (note) => void (note.event === 'door.incident' && incidents.push(note.trace)) },
    presence: () => ({ actor, session: 'one', provenAt: clock.now(), codesDue: false }),
    ledger: () => ({ store, audit: record.writer }),
    selfRecorded: [],
    handler: (name) => handlers[name],
  })
  const call = <N extends OperationName>(name: N, input: Input<N>) =>
    door.call(name, input, true) as Promise<Outcome<Output<N>>>
  const done = async <N extends OperationName>(name: N, input: Input<N>) => valueOf(await call(name, input))

  async function open(name: string, content: string | Uint8Array): Promise<Output<'contacts.importOpen'>> {
    chosen.file = path.join(folder, name)
    await writeFile(chosen.file, content)
    return done('contacts.importOpen', {})
  }
  /** Waits for the background: the room says when it came further. */
  async function settled(id: ImportId): Promise<ImportView> {
    for (;;) {
      const view = await done('contacts.importState', { id })
      if (view.stage !== 'reading') return view
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  async function read(id: ImportId, part: Partial<Input<'contacts.importRead'>> = {}): Promise<ImportView> {
    await done('contacts.importRead', { id, ...part })
    return settled(id)
  }
  return {
    store,
    clock,
    events,
    folder,
    chosen,
    call,
    done,
    open,
    read,
    settled,
    room,
    /** Opens and reads a file in one go. */
    take: async (name: string, content: string | Uint8Array, mapping?: ImportMapping) => {
      const { import: opened } = await open(name, content)
      if (!opened) throw new Error('it was not opened')
      return read(opened.id, mapping ? { mapping } : {})
    },
    rows: async (id: ImportId, finding?: RowFinding) =>
      (await done('contacts.importRows', { id, after: 0, limit: 200, ...(finding ? { finding } : {}) })).rows,
    /** Does as chosen until nothing is left. */
    addAll: async (id: ImportId): Promise<ImportView> => {
      for (;;) {
        const view = await done('contacts.importAdd', { id })
        if (view.stage !== 'read') return view
      }
    },
    contacts: () => store.read.selectFrom('contact').selectAll().orderBy('organisation').execute(),
    numbers: () => store.read.selectFrom('fax_number').selectAll().orderBy('e164').execute(),
    entries: () => store.read.selectFrom('audit_entry').selectAll().orderBy('sequence').execute(),
    incidents,
    close: async () => {
      await room.stop()
      await record.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type GivenImports = Awaited<ReturnType<typeof givenImports>>

/** A text in pieces of so many bytes, as a disk may hand it over. */
export async function* piecesOf(content: string | Uint8Array, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content as string)
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

export async function all<T extends SourceRow>(parts: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const rows: T[] = []
  for await (const part of parts) rows.push(...part)
  return rows
}
