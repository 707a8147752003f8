/** Where the record goes beside the store: a setting, with a private key in it, so it never leaves main. */
import { z } from 'zod'
import { Instant } from '#app/domain/ids.ts'
import { setting } from '../../store/settings.ts'

export const SyslogTarget = z.strictObject({
  kind: z.literal('syslog'),
  name: z.string(),
  host: z.string(),
  port: z.number().int(),
  /** PEM; absent: whom the system trusts. */
  authority: z.string().optional(),
  client: z.strictObject({ certificate: z.string(), key: z.string() }).optional(),
})
export type SyslogTarget = z.infer<typeof SyslogTarget>

export const FileTarget = z.strictObject({ kind: z.literal('file'), name: z.string(), path: z.string() })
export type FileTarget = z.infer<typeof FileTarget>

export const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  SyslogTarget,
  FileTarget,
])
export type Target = z.infer<typeof Target>

export const sinkTargetSetting = setting<Target>({
  key: 'audit-sink',
  schema: Target,
  fallback: { kind: 'none' },
})

/** The buffer is the record itself: all that waits is what lies after this entry. */
export const sinkPositionSetting = setting({
  key: 'audit-sink-position',
  schema: z.strictObject({ upTo: Instant, takenAt: Instant.optional() }),
  fallback: { upTo: 0 },
})
