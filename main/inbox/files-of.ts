/** Where the files of scans that could not be read lie: the folder is asked, not the rows, for people use it too. */
import type { ScanFile } from '#app/contract/desk/scans.ts'
import { shownScans, type ScanRow } from '../store/faxes/scans.ts'
import type { ReadStore } from '../store/store.ts'
import type { Found, Place } from './place.ts'
import { sourceOf } from './waiting.ts'

/** By the scan's id. */
export type FilesOf = ReadonlyMap<string, ScanFile>

/** @param found what the folder's listing has */
export async function filesOf(db: ReadStore, place: Place, found: readonly Found[]): Promise<FilesOf> {
  const rows = (await shownScans(db)).filter(({ state }) => state === 'unreadable')
  if (rows.length === 0) return new Map()
  const aside = await place.asideNames()
  const left = new Set(found.map(sourceOf))
  const fileOf = (row: ScanRow): ScanFile => {
    if (row.aside === null) return left.has(row.source) ? 'left' : 'gone'
    return aside.has(row.aside) ? 'aside' : 'gone'
  }
  return new Map(rows.map((row) => [row.id, fileOf(row)]))
}
