/**
 * How each step is tested: an encrypted file one version back, rows put in by plain SQL as that version had them, then
 * the step. Step n's test is `step-00n.test.ts` and nothing here changes for it.
 */
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openWriter, type Connection } from '#main/store/engine/connection.ts'
import { migrate, versionOf } from '#main/store/engine/migrate.ts'
import { givenFolder, storeKey } from '../given-store.ts'

/**
 * @param before puts rows into the store as it was at `version - 1`
 * @param after looks at the store, closed and opened again, at `version`
 */
export async function takeStep(
  version: number,
  before: (db: Connection) => void,
  after: (db: Connection) => void,
): Promise<void> {
  const folder = await givenFolder()
  const file = path.join(folder, 'faxdesk.db')
  await writeFile(file, '', { mode: 0o600 })
  try {
    opened(file, (db) => {
      migrate(db, version - 1)
      before(db)
    })
    opened(file, (db) => migrate(db, version))
    opened(file, (db) => {
      if (versionOf(db) !== version) throw new Error(`the store stands at ${versionOf(db)}`)
      const sound = db.pragma('integrity_check', { simple: true })
      if (sound !== 'ok') throw new Error(String(sound))
      after(db)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function opened(file: string, act: (db: Connection) => void): void {
  const db = openWriter(file, storeKey)
  try {
    act(db)
  } finally {
    db.close()
  }
}
