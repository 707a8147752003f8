/**
 * Imports under way: what is opened and being read in this run of the application. Rows themselves wait in the store,
 * and outlive a lock, a restart and whoever began; a source does not, and half a reading never does.
 */
import type { ImportTrouble, ImportView, RowGroup } from '#app/contract/book/contact-imports.ts'
import { ImportId } from '#app/domain/ids.ts'
import type { Publish } from '../../door/publish.ts'
import { countImported, dropHalfRead, dropImport, importById, setStage } from '../../store/contacts/imports.ts'
import { groupsOf } from '../../store/contacts/import-rows.ts'
import type { ReadStore } from '../../store/store.ts'
import type { ContactImportTable } from '../../store/tables.ts'
import { readInto, type Opened, type Progress, type ReadingParts } from './reading.ts'

export type OpenImport = {
  readonly id: ImportId
  readonly source: string
  /** When it was opened, epoch ms. */
  readonly at: number
  /** How old the source's own word is; null where it does not say. */
  readonly asOf: number | null
  opened: Opened
  progress: Progress
  trouble?: ImportTrouble
  reading?: { readonly stop: AbortController; readonly ended: Promise<void> }
}

export type ImportDeskParts = ReadingParts & { readonly publish: Publish }

export type ImportDesk = ReturnType<typeof createImportDesk>

/** Progress is told so often. */
const tellMs = 200

export function createImportDesk(parts: ImportDeskParts) {
  const { store, clock, publish } = parts
  const open = new Map<ImportId, OpenImport>()
  const tell = (id: ImportId): void => publish({ name: 'contacts.importMoved', payload: { id } })

  /** Begins to read; rows of an earlier reading were taken out by whoever asks. */
  function begin(one: OpenImport): void {
    const stop = new AbortController()
    let told = clock.now()
    const passed = (progress: Progress): void => {
      one.progress = progress
      if (clock.now() - told < tellMs) return
      told = clock.now()
      tell(one.id)
    }
    delete one.trouble
    one.progress = { done: 0, of: one.progress.of }
    const { id, opened } = one
    one.reading = {
      stop,
      ended: finish(one, readInto(parts, { id, opened, signal: stop.signal, passed }), stop.signal),
    }
  }

  async function finish(
    one: OpenImport,
    result: Promise<ImportTrouble | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    const trouble = await result.catch((): ImportTrouble => 'interrupted')
    if (trouble) one.trouble = trouble
    const whole = trouble === undefined && !signal.aborted
    await store.write((tx) => (whole ? setStage(tx, one.id, 'read') : dropImport(tx, one.id)))
    delete one.reading
    tell(one.id)
  }

  /** Stops reading and waits until nothing of it is left. */
  async function halt(one: OpenImport): Promise<void> {
    one.reading?.stop.abort()
    await one.reading?.ended
  }

  async function close(id: ImportId): Promise<void> {
    const one = open.get(id)
    if (!one) return
    await halt(one)
    open.delete(id)
    if ('file' in one.opened) await one.opened.file.close()
  }

  return {
    /** Opens one more; what was opened before and is not being read is let go of. */
    add: async (one: OpenImport): Promise<void> => {
      for (const other of open.values()) if (!other.reading) await close(other.id)
      open.set(one.id, one)
    },
    find: (id: ImportId): OpenImport | undefined => open.get(id),
    begin,
    halt,
    close,
    start: (): Promise<void> => store.write(dropHalfRead),
    stop: async (): Promise<void> => {
      for (const id of open.keys()) await close(id)
    },
  }
}

/** An import as the page sees it; undefined for one that is neither open nor stored. */
export async function viewOf(read: ReadStore, desk: ImportDesk, id: ImportId): Promise<ImportView | undefined> {
  const one = desk.find(id)
  const row = await importById(read, id)
  if (!one && !row) return undefined
  if (!row && one) return openView(one)
  if (!row) return undefined
  return storedView(row, one, await groupsOf(read, id), await countImported(read, id))
}

const openView = (one: OpenImport): ImportView => ({
  ...facts(one),
  id: one.id,
  kind: one.opened.kind,
  source: one.source,
  at: one.at,
  stage: 'opened',
  added: 0,
  groups: [],
})

export const storedView = (
  row: ContactImportTable,
  one: OpenImport | undefined,
  groups: RowGroup[],
  added: number,
): ImportView => ({
  ...(one ? facts(one) : { progress: { done: 0, of: 0 } }),
  id: ImportId.parse(row.id),
  kind: row.kind,
  source: row.source,
  at: row.at,
  stage: row.undone_at === null ? row.stage : 'undone',
  added,
  groups,
})

const facts = ({ opened, progress, trouble }: OpenImport) => ({
  progress,
  ...(opened.kind === 'csv' ? { titles: [...opened.titles], mapping: opened.mapping } : {}),
  ...(trouble ? { trouble } : {}),
})
