/** Lines of JSON at the end of a file, on disk before they count as taken. */
import { open } from 'node:fs/promises'
import type { SinkTrouble } from '#app/contract/record/sink.ts'
import type { FileTarget } from './target.ts'
import type { Sent } from './syslog.ts'

export async function appendToFile({ path }: FileTarget, lines: readonly string[]): Promise<Sent> {
  try {
    const file = await open(path, 'a', 0o600)
    try {
      const { size } = await file.stat()
      try {
        await file.writeFile(lines.map((line) => `${line}\n`).join(''))
        await file.datasync()
      } catch (error) {
        // A full disk: half a batch would be half a line.
        await file.truncate(size).catch(() => undefined)
        throw error
      }
    } finally {
      await file.close()
    }
    return { ok: true }
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) }
  }
}

function troubleOf(error: unknown): SinkTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'file-missing'
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'file-refused'
}
