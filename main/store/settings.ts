/** Settings and counters. A setting is one JSON value with a schema; a room may define settings of its own. */
import { z } from 'zod'
import { ImportTitles } from '#app/domain/contact/contact-import.ts'
import { PracticeFields, RoleLabels } from '#app/contract/people/session.ts'
import type { ReadStore, WriteStore } from './store.ts'

export type Setting<T> = {
  readonly key: string
  readonly schema: z.ZodType<T>
  /** What holds until somebody sets it. */
  readonly fallback: T
}

export const setting = <T>(entry: Setting<T>): Setting<T> => Object.freeze(entry)

export const practiceSetting = setting({
  key: 'practice',
  schema: PracticeFields,
  fallback: { name: 'Practice', addressLines: [], phone: '', fax: '', workstation: '' },
})

/** Minutes without mouse or keyboard until the desk locks (DESIGN §7). */
export const idleMinutesSetting = setting({
  key: 'idle-minutes',
  schema: z.number().int().min(1).max(30),
  fallback: 10,
})

/** Months until a verified number must be verified again. */
export const verificationMonthsSetting = setting({
  key: 'verification-months',
  schema: z.number().int().min(1).max(36),
  fallback: 12,
})

/** Whether a second person confirms a number that was changed, or whose organisation was, before anything goes there. */
export const secondPersonSetting = setting({ key: 'second-person', schema: z.boolean(), fallback: false })

/** Whether a recipient's number may be typed by hand where a fax is sent. */
export const typedNumbersSetting = setting({ key: 'typed-numbers', schema: z.boolean(), fallback: false })

/** Whether administrators and privacy officers must sign in with one-time codes. */
export const requireCodesSetting = setting({ key: 'require-codes', schema: z.boolean(), fallback: true })

/** Minutes a desk may stay locked before its session is over; 0 for ever. */
export const signOutMinutesSetting = setting({
  key: 'sign-out-minutes',
  schema: z.number().int().min(0).max(480),
  fallback: 0,
})

/** The practice's own words for roles. */
export const roleLabelsSetting = setting({ key: 'role-labels', schema: RoleLabels, fallback: {} })

/** Which titles were taken for which field when contacts were last imported. */
export const importTitlesSetting = setting({ key: 'import-titles', schema: ImportTitles, fallback: {} })

/** Address of the FHIR server that recipients are looked up at; empty for none. */
export const directoryServerSetting = setting({ key: 'directory-server', schema: z.string(), fallback: '' })

/** Whether somebody proved that the recovery code was written down. */
export const recoveryConfirmedSetting = setting({ key: 'recovery-confirmed', schema: z.boolean(), fallback: false })

/** Whether this store has ever had its head noted outside it: from then on a missing note means something. */
export const outsideHeadSetting = setting({ key: 'outside-head', schema: z.boolean(), fallback: false })

/** The value of a setting. Throws when what is stored is not what the setting's schema says: only a bug writes that. */
export async function readSetting<T>(db: ReadStore, { key, schema, fallback }: Setting<T>): Promise<T> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row ? schema.parse(JSON.parse(row.value)) : fallback
}

export async function writeSetting<T>(tx: WriteStore, { key, schema }: Setting<T>, value: T): Promise<void> {
  const text = JSON.stringify(schema.parse(value))
  await tx
    .insertInto('setting')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute()
}

export type CounterName = 'fax-reference'

/** The next number of a counter, from 1; no number is given twice, and none is lost unless `tx` is taken back. */
export async function nextNumber(tx: WriteStore, name: CounterName): Promise<number> {
  const { value } = await tx
    .insertInto('counter')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((build) => ({ value: build('counter.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
