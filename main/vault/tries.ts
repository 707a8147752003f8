/**
 * Every refused try to sign in while the store is closed, one a line on disk, until the record can take them. It lies
 * outside the store and anyone at the disk can read it: it holds who was named and when, never what was typed. Each line
 * is bound to the one before, so that a line changed or taken out is noticed. The first is drawn by chance and remembered
 * by the record, and the file is there even when nobody was refused: taken away, it is missed. While the store is closed
 * there is no key to sign with: whoever puts back every file in the folder as it was then is not found here.
 */
import { createHash } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Instant } from '#app/domain/ids.ts'
import { putFile } from '../store/engine/put.ts'
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

const Digest = z.string().length(64)
const Line = z.strictObject({ entry: Try, hash: Digest })

export type Kept = {
  readonly tries: readonly Try[]
  /** `altered`: what follows these was changed. `gone`: others were taken away. `full`: there were more than fit. */
  readonly end: 'whole' | 'altered' | 'gone' | 'full'
}

/**
 * What the record remembers of the file: the digest of its first line, and, in case Faxdesk was killed before the new
 * file was on disk, that of the file before with the number of its lines that the record has.
 */
export const Mark = z.strictObject({
  first: Digest,
  before: z.strictObject({ first: Digest, lines: z.number().int().positive() }).optional(),
})
export type Mark = Readonly<z.infer<typeof Mark>>

export type Expected = {
  /** Undefined: no mark was ever kept. */
  readonly mark: Mark | undefined
  /** How many lines there must be at least. */
  readonly lines: number
  /** 32 random bytes, with which the next file begins. */
  readonly begins: Uint8Array
}

export type Tries = {
  /** Notes one try; answers how many lines are on disk then, 0 when a full disk lost it: nobody is kept out by that. */
  readonly note: (entry: Try) => Promise<number>
  /** Hands over what was noted since the last time, in order; forgotten only when `record` has kept it and the mark. */
  readonly handOver: (expected: Expected, record: (kept: Kept, mark: Mark) => Promise<void>) => Promise<void>
}

export const triesFileIn = (dataFolder: string): string => path.join(dataFolder, 'tries.jsonl')

/** So many at once: somebody at the desk must not be able to fill the disk. */
const triesAtMost = 50_000

export function createTries(dataFolder: string, atMost = triesAtMost): Tries {
  const file = triesFileIn(dataFolder)
  let end: { readonly hash: string; readonly count: number } | undefined
  let last: Promise<unknown> = Promise.resolve()

  async function noteNow(entry: Try): Promise<number> {
    end ??= endOf(await linesIn(file))
    if (end.count >= atMost) return end.count
    const hash = bound(end.hash, entry)
    // A line that a power cut left half ends here and counts as altered.
    await appendFile(file, `${JSON.stringify({ entry, hash })}\n`, { mode: 0o600, flush: true })
    end = { hash, count: end.count + 1 }
    return end.count
  }

  async function handOverNow(expected: Expected, record: (kept: Kept, mark: Mark) => Promise<void>): Promise<void> {
    const lines = await linesIn(file)
    const kept = judged(lines, expected, atMost)
    const before = lines[0]
    if (kept.end === 'whole' && kept.tries.length === 0 && before && digest(before) === expected.mark?.first) return
    const line = JSON.stringify({ begins: Buffer.from(expected.begins).toString('hex') })
    end = undefined
    // Nothing can be lost: the file first, so that the mark never waits for a file that a full disk refused.
    if (!before && !(await put(line))) return
    const mark = { first: digest(line), ...(before ? { before: { first: digest(before), lines: lines.length } } : {}) }
    await record(kept, mark)
    if (before) await put(line)
  }

  const put = (line: string): Promise<boolean> =>
    putFile(file, `${line}\n`).then(
      () => true,
      (error: unknown) => {
        if (!storeTrouble(error)) throw error
        return false
      },
    )

  /** One after another: each line is bound to the one before. */
  function queued<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    note: (entry) =>
      queued(() => noteNow(Try.parse(entry))).catch((error: unknown) => {
        if (!storeTrouble(error)) throw error
        return 0
      }),
    handOver: (expected, record) => queued(() => handOverNow(expected, record)),
  }
}

const first = '0'.repeat(64)

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const bound = (previous: string, { at, person, way, fault }: Try): string =>
  digest(JSON.stringify([previous, at, person, way, fault]))

async function linesIn(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function judged(lines: readonly string[], { mark, lines: atLeast }: Expected, atMost: number): Kept {
  const known = knownOf(lines, mark)
  const from = known ?? begun(lines)
  const tries = holding(
    lines.slice(from),
    from > 0 || mark === undefined ? endOf(lines.slice(0, from)).hash : undefined,
  )
  if (known === undefined || lines.length < atLeast) return { tries, end: 'gone' }
  if (tries.length < lines.length - from) return { tries, end: 'altered' }
  return { tries, end: lines.length >= atMost ? 'full' : 'whole' }
}

/** How many of the first lines the record has already; undefined when this is not the file it knows. */
function knownOf(lines: readonly string[], mark: Mark | undefined): number | undefined {
  if (!mark) return begun(lines)
  const first = digest(lines[0] ?? '')
  if (first === mark.first) return 1
  const { before } = mark
  return before && first === before.first && lines.length >= before.lines ? before.lines : undefined
}

const begun = ([line]: readonly string[]): number => (line === undefined || lineOf(line) ? 0 : 1)

/** The lines from the first on that are as they were written; without `previous`, the first is taken at its word. */
function holding(lines: readonly string[], previous: string | undefined): readonly Try[] {
  const tries: Try[] = []
  for (const line of lines) {
    const read = lineOf(line)
    if (!read || (previous !== undefined && read.hash !== bound(previous, read.entry))) return tries
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
  const hash = text === undefined ? first : (lineOf(text)?.hash ?? digest(text))
  return { hash, count: lines.length }
}
