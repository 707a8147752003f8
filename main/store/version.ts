/** Whether anything at all was written since one last looked: so that what was read may be kept until then. */
import { sql } from 'kysely'
import type { ReadStore } from './store.ts'

/**
 * A number that is another as soon as anything was committed on another connection (`PRAGMA data_version`), asked of
 * `store.read`: within a transaction one would not see one's own work. What is read after it may be kept under it.
 */
export async function storeVersion(read: ReadStore): Promise<number> {
  const version = sql<{ data_version: number }>`pragma_data_version`.as('version')
  return (await read.selectFrom(version).select('version.data_version').executeTakeFirstOrThrow()).data_version
}
