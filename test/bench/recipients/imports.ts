/**
 * The national file, a million rows long, read for one state in one specialty: how fast, how much memory at most, and
 * how long the desk is kept from answering. The rows are `test/given/directories/nppes.ts`; the file goes again.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ImportId, makeId, PersonId } from '#app/domain/ids.ts'
import { systemClock } from '#main/clock.ts'
import { readInto } from '#main/recipients/import/reading.ts'
import { openFile } from '#main/recipients/import/readers/source.ts'
import { beginImport, dropImport } from '#main/store/contacts/imports.ts'
import { groupsOf } from '#main/store/contacts/import-rows.ts'
import type { Store } from '#main/store/store.ts'
import { writeNppes } from '#test/given/directories/nppes.ts'
import { figureLine, print } from '../figure.ts'

const megabyte = 1024 * 1024
const id = makeId(ImportId, 'import', '7'.repeat(20))
const by = makeId(PersonId, 'person', '1'.repeat(20))

const begin = (store: Store): Promise<void> =>
  store.write((tx) => beginImport(tx, { id, source: 'bench', kind: 'nppes', as_of: null, at: 1, by }))

/** Rows of the pass that watches single turns of the loop: watching costs a processor. */
const watchedRows = 50_000

/**
 * How long the desk could not answer while all rows of a file came in, by the processor time of each turn of the loop:
 * a machine that is busy with something else does not count against it. Nothing is left out, so that every row is written.
 */
async function benchTurns(store: Store, file: string): Promise<void> {
  await writeNppes(file, watchedRows)
  await begin(store)
  const opened = { kind: 'nppes', file: await openFile(file), choice: { states: [], specialties: [] } } as const
  const turns: number[] = []
  let last: NodeJS.CpuUsage | undefined = process.threadCpuUsage()
  const turn = (): void => {
    if (!last) return
    const { user, system } = process.threadCpuUsage(last)
    turns.push((user + system) / 1000)
    last = process.threadCpuUsage()
    setImmediate(turn)
  }
  setImmediate(turn)
  const parts = { store, clock: systemClock, network: { fetch: () => Promise.reject(new Error('no network')) } }
  const trouble = await readInto(parts, { id, opened, signal: new AbortController().signal, passed: () => undefined })
  last = undefined
  await opened.file.close()
  rmSync(file)
  if (trouble) throw new Error(trouble)
  await store.write((tx) => dropImport(tx, id))
  const note = `(${watchedRows} rows, all of them kept, ${turns.length} turns)`
  print(
    figureLine(
      'recipients/nppes-longest-turn',
      turns.toSorted((a, b) => b - a)[0] ?? 0,
      'ms of processor',
      { most: 50 },
      note,
    ),
  )
}

export async function benchImport(store: Store, folder: string, rows = 1_000_000): Promise<void> {
  const file = path.join(folder, 'npidata_pfile_20050523-20261108.csv')
  await benchTurns(store, file)
  const bytes = await writeNppes(file, rows)
  await begin(store)
  const opened = { kind: 'nppes', file: await openFile(file), choice: { states: ['TX'], specialties: [] } } as const
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begun = performance.now()
  const worked = process.cpuUsage()
  const passed = (): void => void (most = Math.max(most, process.memoryUsage.rss()))
  const parts = { store, clock: systemClock, network: { fetch: () => Promise.reject(new Error('no network')) } }
  const trouble = await readInto(parts, { id, opened, signal: new AbortController().signal, passed })
  const tookMs = performance.now() - begun
  const { user, system } = process.cpuUsage(worked)
  delay.disable()
  clearInterval(watch)
  await opened.file.close()
  rmSync(file)
  if (trouble) throw new Error(trouble)
  const found = (await groupsOf(store.read, id)).reduce((sum, group) => sum + group.rows, 0)
  await store.write((tx) => dropImport(tx, id))
  const note = `(${rows} rows, ${Math.round(bytes / megabyte)} MB, ${found} of one state)`
  print(figureLine('recipients/nppes-memory-growth', (most - before) / megabyte, 'MB', { most: 300 }, note))
  print(figureLine('recipients/nppes-rows-per-second', rows / (tookMs / 1000), 'rows/s', undefined, note))
  const perCore = rows / ((user + system) / 1e6)
  print(figureLine('recipients/nppes-rows-per-processor-second', perCore, 'rows/s', { least: 20_000 }, note))
  print(figureLine('recipients/nppes-longest-stall', delay.max / 1e6, 'ms', { most: 50 }, note))
  print(figureLine('recipients/nppes-stall-p99', delay.percentile(99) / 1e6, 'ms', { most: 16 }, note))
}
