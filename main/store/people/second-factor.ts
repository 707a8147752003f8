/** People's second factors: the secret of their codes, and what is left of their backup codes. Only in here, never outside. */
import { z } from 'zod'
import { readSetting, setting, writeSetting, type Setting } from '../settings.ts'
import type { ReadStore, WriteStore } from '../store.ts'

const SecondFactor = z.strictObject({
  /** Base 64. */
  secret: z.base64(),
  since: z.number().int(),
  /** The last step whose code was taken: none is taken twice. */
  usedStep: z.number().int(),
  /** SHA-256 of the backup codes not used yet. */
  backup: z.array(z.string()).max(20),
})
export type SecondFactor = Readonly<z.infer<typeof SecondFactor>>

const prefix = 'second-factor.'

const settingOf = (personId: string): Setting<SecondFactor | null> =>
  setting({ key: prefix + personId, schema: SecondFactor.nullable(), fallback: null })

export const readSecondFactor = (db: ReadStore, personId: string): Promise<SecondFactor | null> =>
  readSetting(db, settingOf(personId))

export const writeSecondFactor = (tx: WriteStore, personId: string, factor: SecondFactor | null): Promise<void> =>
  writeSetting(tx, settingOf(personId), factor)

/** Everyone who signs in with a code. */
export async function peopleWithSecondFactor(db: ReadStore): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('setting')
    .select('key')
    .where('key', 'like', `${prefix}%`)
    .where('value', '!=', 'null')
    .execute()
  return new Set(rows.map(({ key }) => key.slice(prefix.length)))
}
