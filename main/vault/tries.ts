/**
 * Every refused try to sign in while the store is closed, one a line on disk, until the record can take them. It lies
 * outside the store and anyone at the disk can read it: it holds who was named and when, never what was typed. Each line
 * is bound to the one before, so that a line changed or taken out is noticed; whoever takes all of it away is not.
 */
import { createHash } from 'node:crypto'
import { appendFile, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Instant } from '#app/domain/ids.ts'
import { storeTrouble } from '../store/trouble.ts'

const Try = z.strictObject({
  at: Instant,
  /** Who was named: an id, which need not be anybody's. */
  person: z.string().max(60),
  way: z.enum(['password', 'recovery-code']),
  /** The fault it was refused with. */
  fault: z.string().max(40),
})
export type Try = Readonly<z.infer<typeof Try>>

const Line = z.strictObject({ entry: Try, hash: z.string().length(64) })

export type Kept = {
  readonly tries: readonly Try[]
  /** `altered`: what follows these was changed. `full`: there were more than fit. */
  readonly end: 'whole' | 'altered' | 'full'
}

export type Tries = {
  /** Notes one try; once it resolves it is on disk. A full disk loses it: nobody is kept out by that. */
  readonly note: (entry: Try) => Promise<void>
  /** Hands over what was noted, in order; forgotten only when `record` has been kept. */
  readonly handOver: (record: (kept: Kept) => Promise<void>) => Promise<void>
}

export const triesFileIn = (dataFolder: string): string => path.join(dataFolder, 'tries.jsonl')

/** So many at once: somebody at the desk must not be able to fill the disk. */
const triesAtMost = 50_000

export function createTries(dataFolder: string, atMost = triesAtMost): Tries {
  const file = triesFileIn(dataFolder)
  let end: { readonly hash: string; readonly count: number } | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function noteNow(entry: Try): Promise<void> {
    end ??= endOf(await linesIn(file))
    if (end.count >= atMost) return
    const hash = bound(end.hash, entry)
    // A line that a power cut left half ends here and counts as altered.
    await appendFile(file, `${JSON.stringify({ entry, hash })}\n`, { mode: 0o600, flush: true })
    end = { hash, count: end.count + 1 }
  }

  async function handOverNow(record: (kept: Kept) => Promise<void>): Promise<void> {
    const lines = await linesIn(file)
    if (lines.length === 0) return
    const tries = holding(lines)
    const finish = tries.length >= atMost ? 'full' : 'whole'
    await record({ tries, end: tries.length < lines.length ? 'altered' : finish })
    await rm(file, { force: true })
    end = undefined
  }

  /** One after another: each line is bound to the one before. */
  function queued(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    note: (entry) =>
      queued(() => noteNow(Try.parse(entry))).catch((error: unknown) => {
        if (!storeTrouble(error)) throw error
      }),
    handOver: (record) => queued(() => handOverNow(record)),
  }
}

const first = '0'.repeat(64)

const bound = (previous: string, entry: Try): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, entry.at, entry.person, entry.way, entry.fault]))
    .digest('hex')

async function linesIn(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** The lines from the first on that are as they were written. */
function holding(lines: readonly string[]): readonly Try[] {
  const tries: Try[] = []
  let previous = first
  for (const line of lines) {
    const read = lineOf(line)
    if (!read || read.hash !== bound(previous, read.entry)) return tries
    tries.push(read.entry)
    previous = read.hash
  }
  return tries
}

function lineOf(text: string): z.infer<typeof Line> | undefined {
  try {
    return Line.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function endOf(lines: readonly string[]): { readonly hash: string; readonly count: number } {
  const text = lines.at(-1)
  const hash = text === undefined ? first : (lineOf(text)?.hash ?? createHash('sha256').update(text).digest('hex'))
  return { hash, count: lines.length }
}
