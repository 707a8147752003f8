/**
 * What a child that reads scans can do: one page at a time, from the dots it would be sent as. Only head and foot are
 * read, where forms and letters say whom they are about; text stays here, and what it says of a patient is answered.
 */
import { constants, setPriority } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import { identityLikely } from '#app/domain/pages/identity.ts'
import { decodeG4 } from '../rendition/g4-decode.ts'
import { strideOf, type Bitmap } from '../rendition/kernel.ts'
import type { Assets, RenditionPage, Results } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'
import type { Performer } from '../service/serve.ts'
import { sureFrom, sureText } from './lines.ts'
import { startReader, type Reader, type ReadWord } from './tesseract.ts'

/** Starts Tesseract, in a process that lets every other go first. */
export async function startReading({ readerPath, lettersPath }: Assets): Promise<Performer> {
  stepBack()
  const reader = await startReader(readerPath, lettersPath)
  return {
    perform: async (job) => {
      if (job.kind !== 'read') throw new TypeError(`${job.kind} is not a job for reading`)
      return readPage(reader, job.page)
    },
    heapBytes: () => reader.heapBytes(),
  }
}

/** Not in a thread: its process does other work as well. */
function stepBack(): void {
  if (!isMainThread) return
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A system that does not allow it has readings made like everything else.
  }
}

/** Shares of a page's height. */
const parts = [
  { from: 0, to: 0.4 },
  { from: 0.88, to: 1 },
] as const

/** A page with fewer sure words than this has told nobody anything. */
const wordsLeast = 4

/** Refuses bytes that are no page (damaged). What lies upside down is turned and read again. */
export function readPage(reader: Reader, page: RenditionPage): Results['read'] {
  const picture = dotsOf(page)
  const upright = parts.map(({ from, to }) => reader.read(cut(picture, from, to), 'upright'))
  const turnIt = !isLegible(upright) && upright.flat().length >= wordsLeast
  const read = turnIt
    ? parts.map(({ from, to }) => reader.read(cut(picture, 1 - to, 1 - from), 'upside-down'))
    : upright
  return { identity: identityLikely(read.map(sureText).join('\n')), legible: isLegible(read) }
}

function isLegible(read: readonly (readonly ReadWord[])[]): boolean {
  const words = read.flat().filter(({ text }) => /[\p{L}\p{N}]{3}/u.test(text))
  const sure = words.filter((word) => word.sure >= sureFrom).length
  return sure >= wordsLeast && sure > words.length / 2
}

function dotsOf({ g4, widthPx, heightPx }: RenditionPage): Bitmap {
  try {
    return decodeG4(g4, widthPx, heightPx)
  } catch (error) {
    if (error instanceof RangeError) throw new Refused('damaged')
    throw error
  }
}

/** A band of a page from side to side. */
function cut({ dots, widthPx, heightPx }: Bitmap, from: number, to: number): Bitmap {
  const [first, end] = [Math.floor(from * heightPx), Math.floor(to * heightPx)]
  const stride = strideOf(widthPx)
  return { dots: dots.subarray(first * stride, end * stride), widthPx, heightPx: end - first }
}
