/** What the disk says of a scanner's file, in a few names. Sorted here and nowhere else in this room. */
import type { WaitsFor } from '#app/contract/desk/scans.ts'

const codes: readonly (readonly [RegExp, WaitsFor])[] = [
  [/^(EBUSY|ETXTBSY|EPERM|EAGAIN)$/, 'busy'],
  [/^(EACCES|EROFS)$/, 'no-access'],
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)$/, 'disk-full'],
  [/^(SQLITE_|E[A-Z]+$)/, 'trouble'],
]

/** Why a file could not be handled now; `gone` when it is not there any more. Throws on what the disk does not say. */
export function fileTrouble(error: unknown): WaitsFor | 'gone' {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === 'ENOENT') return 'gone'
  const why = codes.find(([pattern]) => code !== undefined && pattern.test(code))?.[1]
  if (!why) throw error
  return why
}
