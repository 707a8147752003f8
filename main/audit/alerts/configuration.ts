/** The configuration as hashes of its parts, and the one that was approved. Neither holds what a part says. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Instant } from '#app/domain/ids.ts'
import type { Configuration } from '#app/domain/record/audit-alerts.ts'
import { listLines } from '../../store/lines.ts'
import { listPeople } from '../../store/people/people.ts'
import { setting } from '../../store/settings.ts'
import type { ReadStore } from '../../store/store.ts'

/** Settings that somebody decides; what Faxdesk keeps for itself is none. */
const decided = [
  'practice',
  'idle-minutes',
  'sign-out-minutes',
  'verification-months',
  'second-person',
  'typed-numbers',
  'typed-numbers',
  'require-codes',
  'role-labels',
  'directory-server',
  'inbox',
  'receiving',
  'line-rules',
  'cover-texts',
  'callback-setup',
  'audit-sink',
] as const

export const approvedSetting = setting({
  key: 'approved-configuration',
  schema: z.strictObject({ by: z.string(), at: Instant, parts: z.record(z.string(), z.string()) }).optional(),
  fallback: undefined,
})

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

export async function configurationNow(db: ReadStore): Promise<Configuration> {
  const settings = await db.selectFrom('setting').selectAll().where('key', 'in', decided).execute()
  const lines = (await listLines(db)).map(({ id, name, settings: reached, secret, agreement }) => {
    return { id, name, reached, secret, agreement }
  })
  const people = (await listPeople(db)).map(({ id, roles, disabled_at }) => [id, roles, disabled_at !== null])
  return Object.fromEntries([
    ...settings.map(({ key, value }) => [key, sha256(value)] as const),
    ...(lines.length > 0 ? [['lines', sha256(lines)] as const] : []),
    ['people', sha256(people)] as const,
  ])
}
