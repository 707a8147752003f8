/**
 * The scanner's folder on disk: what lies in it, and the few things done to its files. A file is claimed by moving it
 * into a folder of this computer's own inside it: moving is one act, so of two computers that watch the same folder only
 * one gets the file, and a scanner that still holds it open on Windows makes the move fail instead of losing pages.
 */
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** One file as a listing finds it. Equal `size` and `changedMs` in two listings: nothing was written between them. */
export type Found = {
  /** The name the scanner gave it. Names say things about patients: never into a log, an entry or an error. */
  readonly name: string
  readonly file: string
  /** In bytes. */
  readonly size: number
  /** When it was last written, epoch ms. */
  readonly changedMs: number
  readonly claimed: boolean
}

/** Where files go that nobody can read: seen by whoever opens the folder. */
export const unreadableFolder = 'Faxdesk could not read'

/** The name of a file that is laid where others lie. Its digits were drawn for it, so no other file has it. */
export const nameAside = (token: string, name: string): string => `${token} ${name}`

/** Names of things that are not finished, or not a scan at all. */
const passedOver = /^[.~]|^(thumbs\.db|desktop\.ini)$|\.(tmp|part|partial|crdownload|lock)$/i

export type Place = {
  /** What lies there now, this computer's claims included. Throws what the system says, ENOENT or EACCES say. */
  readonly list: () => Promise<readonly Found[]>
  /** Makes a file this computer's. Throws EBUSY, EPERM or ENOENT when somebody else has it. */
  readonly claim: (found: Found, token: string) => Promise<Found>
  /** The whole file, or undefined when it was written to meanwhile. Throws the system's error. */
  readonly read: (found: Found) => Promise<Uint8Array | undefined>
  /** Whether nothing was written to it since it was found. */
  readonly untouched: (found: Found) => Promise<boolean>
  readonly remove: (found: Found) => Promise<void>
  /** The names of what was set aside and still lies there. */
  readonly asideNames: () => Promise<ReadonlySet<string>>
  /** Lays a claimed file where people see that it was not read, under a `nameAside` of its own. */
  readonly setAside: (found: Found, aside: string) => Promise<void>
  /** Makes a file that was set aside this computer's claim again, under its own name. Throws ENOENT when it is gone. */
  readonly takeBack: (aside: string, name: string, token: string) => Promise<void>
  /** Lays what was claimed and not finished back into the folder, each file under a `nameAside` of its own. */
  readonly giveBack: () => Promise<void>
  /** Throws ENOENT when it is gone. */
  readonly removeAside: (aside: string) => Promise<void>
}

export type PlaceIn = typeof placeIn

/**
 * No move here can replace a file: moving does so silently on every system, and the ways that do not (a hard link, say)
 * are missing on network shares. So a file only ever moves to where none can lie: into a folder just made for it, or to
 * a name with digits drawn for it; never to a name of the scanner's, which uses them again.
 * @param folder absolute path of the scanner's folder
 * @param computer what tells this computer from another that watches the same folder
 */
export function placeIn(folder: string, computer: string): Place {
  const claims = path.join(folder, `.faxdesk-${computer}`)
  const asideFolder = path.join(folder, unreadableFolder)

  /** Moves a file into a new folder of this computer's own; answers where it is then. */
  async function claimed(from: string, name: string, token: string): Promise<string> {
    const own = path.join(claims, token)
    await mkdir(claims, { recursive: true })
    await mkdir(own)
    try {
      await rename(from, path.join(own, name))
    } catch (error) {
      await rmdir(own).catch(() => undefined)
      throw error
    }
    return path.join(own, name)
  }

  return {
    list: async () => [...(await filesIn(folder, false)), ...(await claimsIn(claims))],
    claim: async (found, token) =>
      found.claimed ? found : { ...found, file: await claimed(found.file, found.name, token), claimed: true },
    read: readStill,
    untouched: async (found) => same(found, await stat(found.file)),
    remove: async (found) => {
      await rm(found.file)
      if (found.claimed) await rmdir(path.dirname(found.file)).catch(() => undefined)
    },
    asideNames: async () => new Set(await readdir(asideFolder).catch(nothingThere)),
    setAside: async (found, aside) => {
      await mkdir(asideFolder, { recursive: true })
      await rename(found.file, path.join(asideFolder, aside))
      await rmdir(path.dirname(found.file)).catch(() => undefined)
    },
    takeBack: async (aside, name, token) => void (await claimed(path.join(asideFolder, aside), name, token)),
    giveBack: async () => {
      for (const { file, name } of await claimsIn(claims)) {
        const own = path.dirname(file)
        await rename(file, path.join(folder, nameAside(path.basename(own), name)))
        await rmdir(own).catch(() => undefined)
      }
    },
    removeAside: (aside) => rm(path.join(asideFolder, aside)),
  }
}

function nothingThere(error: unknown): readonly string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}

const same = (found: Found, now: { readonly size: number; readonly mtimeMs: number }): boolean =>
  now.size === found.size && now.mtimeMs === found.changedMs

async function filesIn(folder: string, claimed: boolean): Promise<readonly Found[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries
    .filter((entry) => entry.isFile() && !passedOver.test(entry.name))
    .map(async ({ name }): Promise<readonly Found[]> => {
      const file = path.join(folder, name)
      // Gone between listing and looking: the next listing knows.
      const facts = await stat(file).catch(() => undefined)
      return facts ? [{ name, file, size: facts.size, changedMs: facts.mtimeMs, claimed }] : []
    })
  return (await Promise.all(found)).flat()
}

/** What was claimed and not finished: the process was killed, or the disk was full. */
async function claimsIn(claims: string): Promise<readonly Found[]> {
  const tokens = await readdir(claims).catch(() => [])
  const found = await Promise.all(tokens.map((token) => filesIn(path.join(claims, token), true).catch(() => [])))
  return found.flat()
}

async function readStill(found: Found): Promise<Uint8Array | undefined> {
  const handle = await open(found.file, 'r')
  try {
    if (!same(found, await handle.stat())) return undefined
    const bytes = new Uint8Array(found.size)
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at)
      if (bytesRead === 0) return undefined
      at += bytesRead
    }
    return same(found, await handle.stat()) ? bytes : undefined
  } finally {
    await handle.close()
  }
}
