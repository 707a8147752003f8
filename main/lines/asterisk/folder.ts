/**
 * The folder an Asterisk server and this computer share: a document for each call, named by our reference alone, and beside
 * it what the dialplan wrote of the call. Pages lie in it unencrypted, so they are there for a call and no longer.
 */
import { open, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { reportInFile, type Dated } from './reports.ts'

export type Folder = {
  /** Puts a document there, whole or not at all. Rejects where it cannot. */
  readonly put: (reference: string, tiff: Uint8Array) => Promise<void>
  /** What the dialplan wrote of a call; undefined where it wrote nothing, or nothing that can be read. */
  readonly report: (reference: string) => Promise<Dated | undefined>
  /** Takes away everything of a call. Rejects where something stays. */
  readonly clear: (reference: string) => Promise<'removed' | 'not-known'>
  /** Where the server fetches what was put; absent where it lies in its folder already. */
  readonly addressOf?: (reference: string) => string | undefined
  /** Whether something can be written, read back and taken away there. */
  readonly usable: () => Promise<boolean>
}

/** Longer than anything the dialplan writes. */
const reportAtMost = 4_096

export function createFolder(folder: string): Folder {
  const place = (reference: string, ending: string): string => {
    if (!/^[a-z0-9]{1,20}$/.test(reference)) throw new TypeError('a reference that is none')
    return path.join(folder, `${reference}.${ending}`)
  }
  const ours = (reference: string): readonly string[] =>
    ['tif', 'part', 'txt'].map((ending) => place(reference, ending))

  return {
    put: async (reference, tiff) => {
      // The server must not find half a document: it is written under another name first.
      await writeFile(place(reference, 'part'), tiff, { mode: 0o660 })
      await rename(place(reference, 'part'), place(reference, 'tif'))
    },
    report: (reference) => readReport(place(reference, 'txt')).catch(() => undefined),
    clear: async (reference) => {
      const there = await Promise.all(ours(reference).map(exists))
      for (const file of ours(reference)) await rm(file, { force: true })
      return there.includes(true) ? 'removed' : 'not-known'
    },
    usable: async () => {
      if (!path.isAbsolute(folder)) return false
      const probe = path.join(folder, `check-${process.pid}.part`)
      try {
        await writeFile(probe, 'check', { flag: 'wx' })
        return true
      } catch {
        return false
      } finally {
        await rm(probe, { force: true }).catch(() => undefined)
      }
    },
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

async function readReport(file: string): Promise<Dated | undefined> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(reportAtMost), 0, reportAtMost, 0)
    const report = reportInFile(buffer.toString('utf8', 0, bytesRead))
    return report && { report, at: Math.round((await handle.stat()).mtimeMs) }
  } finally {
    await handle.close()
  }
}
