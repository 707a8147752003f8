/**
 * A file, read once from its beginning to the end it had when it was opened. It is read through one handle, so that a
 * file put in its place is not mixed with it, and whoever reads can tell whether it stayed the same meanwhile.
 */
import { open, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

export type FileSource = {
  readonly name: string
  readonly sizeBytes: number
  /** The bytes in pieces; ends early when the signal says so. @param passed is told how many bytes were read so far */
  readonly chunks: (signal: AbortSignal, passed: (bytes: number) => void) => AsyncIterable<Buffer>
  /** Whether the file is still the one that was opened: neither longer, shorter, written to nor replaced. */
  readonly unchanged: () => Promise<boolean>
  readonly close: () => Promise<void>
}

const pieceBytes = 128 * 1024

/** @param file an absolute path. Throws what the system says when it cannot be opened or is no file. */
export async function openFile(file: string): Promise<FileSource> {
  const handle = await open(file, 'r')
  const before = await handle.stat({ bigint: true })
  if (!before.isFile()) {
    await handle.close()
    throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
  }
  const sizeBytes = Number(before.size)
  const same = (now: typeof before): boolean =>
    now.size === before.size && now.mtimeNs === before.mtimeNs && now.ino === before.ino && now.dev === before.dev
  return {
    name: path.basename(file),
    sizeBytes,
    chunks: (signal, passed) => pieces(handle, sizeBytes, signal, passed),
    unchanged: async () => {
      const there = await stat(file, { bigint: true }).catch(() => undefined)
      return there !== undefined && same(there) && same(await handle.stat({ bigint: true }))
    },
    close: () => handle.close(),
  }
}

async function* pieces(handle: FileHandle, size: number, signal: AbortSignal, passed: (bytes: number) => void) {
  for (let at = 0; at < size && !signal.aborted;) {
    // A new buffer each time: lines of the one before may still be in use.
    const { bytesRead, buffer } = await handle.read({
      buffer: Buffer.allocUnsafeSlow(Math.min(pieceBytes, size - at)),
      position: at,
    })
    if (bytesRead === 0) return
    at += bytesRead
    passed(at)
    yield buffer.subarray(0, bytesRead)
  }
}
