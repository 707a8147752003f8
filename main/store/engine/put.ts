/** Writing small files so that after any crash there is the old content or the new, whole, and nothing else. */
import { chmod, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Only the person whose account runs Faxdesk may read or write. */
export const ownOnly = 0o600

type Content = Uint8Array | string | AsyncIterable<string>

/**
 * Replaces `file` by `bytes`, which may come in pieces as they are made: a temporary name beside it, fsync, rename, fsync of the folder; mode 0600. When it
 * throws (a full disk, say) the old content stands and the temporary file is gone.
 */
export async function putFile(file: string, bytes: Content): Promise<void> {
  const temporary = `${file}.new`
  try {
    await writeThrough(temporary, bytes)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(path.dirname(file))
}

async function writeThrough(file: string, bytes: Content): Promise<void> {
  const handle = await open(file, 'w', ownOnly)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes renames and removals in `folder` last. Windows cannot open a folder so, and keeps its own journal of names. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Takes a wider mode off a file that somebody copied here. Missing files are none of its business. */
export async function keepToOwner(file: string): Promise<void> {
  await chmod(file, ownOnly).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}
