/** Trouble has a short list of names. What SQLite and the disk say is sorted into it here and nowhere else. */
import { fail, type Failure, type StoreTrouble } from '#app/domain/outcome.ts'

const names: readonly (readonly [RegExp, StoreTrouble])[] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'busy'],
  // A full disk shows first where SQLite enlarges its shared memory file.
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/, 'full'],
  [/^(SQLITE_READONLY|SQLITE_PERM|EROFS)/, 'read-only'],
  // An open store says NOTADB when a page does not decrypt. Before it is open this may also be a wrong key: see open.ts.
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT)/, 'damaged'],
  [/^(SQLITE_(CANTOPEN|IOERR|AUTH)|EACCES|EPERM|EIO|EMFILE|ENFILE|ENOENT|ENOTDIR)/, 'unreadable'],
]

/**
 * The name of the trouble behind an error thrown by the store or by writing its files, or undefined when it is none
 * of these: then it is a bug (a broken constraint, say) and not for the person to mend.
 */
export function storeTrouble(error: unknown): StoreTrouble | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string') return undefined
  return names.find(([pattern]) => pattern.test(code))?.[1]
}

/** The error as a fault of the store; thrown on when it has no name. */
export function storeFault(error: unknown): Failure {
  const kind = storeTrouble(error)
  if (!kind) throw error
  return fail({ code: 'store', kind })
}
