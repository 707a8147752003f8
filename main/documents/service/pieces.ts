/**
 * Large bytes go between main process and child a piece at a time, each in a turn of its own: the thread that posts a
 * message copies all of it, and the window runs on the main process's thread. Used at both ends; what a message says is
 * the same with and without it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'

const pieceBytes = 1024 * 1024
/** All arrays together are posted in one go: they take a few milliseconds, and cutting copies everything twice more. */
const wholeUpTo = 8 * pieceBytes
/** All arrays of a message together: more than a child can hold. */
const bytesAtMost = 512 * 1024 * 1024

/** Comes before its message: bytes of its array number `part`, from `at`; the whole array has `size`. */
interface Piece {
  readonly piece: { readonly part: number; readonly at: number; readonly size: number; readonly bytes: Uint8Array }
}
/** Stands in the message for an array that came before it. */
interface Place {
  readonly piecesOf: number
}

/** Posts messages in order, a small one at once if none waits before it. Nothing is posted any more once it is `gone`. */
export function inPieces(post: (message: unknown) => void, gone = (): boolean => false): (message: unknown) => void {
  const waiting: unknown[] = []
  let busy = false
  async function postAll(): Promise<void> {
    busy = true
    for (; waiting.length > 0; waiting.shift()) {
      const { pieces, message } = cut(waiting[0])
      for (const piece of pieces) {
        if (gone()) return
        post(piece)
        await nextTurn()
      }
      if (gone()) return
      post(message)
    }
    busy = false
  }
  return (message) => {
    waiting.push(message)
    if (!busy) void postAll()
  }
}

/** Hears what `inPieces` posts, and hands whole messages on; what makes no sense it hands on as it is. */
export function whole(listener: (message: unknown) => void): (message: unknown) => void {
  let parts: Uint8Array[] = []
  return (message) => {
    if (isPiece(message) && fits(message, parts)) {
      const { part, at, size, bytes } = message.piece
      parts[part] ??= new Uint8Array(size)
      return parts[part].set(bytes, at)
    }
    const held = parts
    parts = []
    listener(held.length === 0 ? message : mapped(message, (value) => (isPlace(value) ? held[value.piecesOf] : value)))
  }
}

function cut(message: unknown): { readonly pieces: Iterable<Piece>; readonly message: unknown } {
  const large = new Map<Uint8Array, number>()
  const rest = mapped(message, (value) => {
    if (!(value instanceof Uint8Array) || value.length <= pieceBytes) return value
    // The same bytes may be in a message many times, and go once.
    const part = large.get(value) ?? large.size
    large.set(value, part)
    return { piecesOf: part } satisfies Place
  })
  const size = [...large.keys()].reduce((sum, { length }) => sum + length, 0)
  return size <= wholeUpTo ? { pieces: [], message } : { pieces: piecesOf(large), message: rest }
}

function* piecesOf(large: ReadonlyMap<Uint8Array, number>): Generator<Piece> {
  for (const [array, part] of large)
    for (let at = 0; at < array.length; at += pieceBytes) {
      // A copy: of a part, the whole of the memory it lies in would be posted.
      const bytes = new Uint8Array(array.subarray(at, at + pieceBytes))
      yield { piece: { part, at, size: array.length, bytes } }
    }
}

/** Messages are shallow; deeper than this nothing is looked for. */
const depthAtMost = 6

/** A message with some of its values swapped for others. */
function mapped(value: unknown, swap: (value: unknown) => unknown, depth = 0): unknown {
  const swapped = swap(value)
  if (swapped !== value || depth === depthAtMost || typeof value !== 'object' || value === null) return swapped
  if (Array.isArray(value)) return value.map((one: unknown) => mapped(one, swap, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, swap, depth + 1)]))
}

function isPiece(message: unknown): message is Piece {
  if (typeof message !== 'object' || message === null || !('piece' in message)) return false
  const { piece } = message
  if (typeof piece !== 'object' || piece === null || !('bytes' in piece && piece.bytes instanceof Uint8Array))
    return false
  return ['part', 'at', 'size'].every((name) => {
    const count: unknown = Reflect.get(piece, name)
    return Number.isSafeInteger(count) && (count as number) >= 0
  })
}

/** Whether a piece lies within its array, arrays come one after the other, and all of them within what is allowed. */
function fits({ piece: { part, at, size, bytes } }: Piece, parts: readonly Uint8Array[]): boolean {
  const known = parts[part]
  if (at + bytes.length > size) return false
  if (known) return known.length === size
  return part === parts.length && size + parts.reduce((sum, { length }) => sum + length, 0) <= bytesAtMost
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'piecesOf' in value && typeof value.piecesOf === 'number'
