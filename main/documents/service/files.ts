/**
 * Files that PDFium reads, and bytes that it writes: where they lie, and until when. A child may have 512 MB for a file of
 * eighty, so each of them stands once, and is let go by hand: a collector would leave the last stretch's beside the next.
 */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium'

/** Fills `into` with what stands from `at`; false where the file has no such part. */
export type ReadAt = (at: number, into: Uint8Array) => boolean

/** A file as PDFium knows it. */
export interface Shared {
  /** FPDF_FILEACCESS, fpdfview.h: length, what to call, and which file to ask for. PDFium copies it. */
  readonly access: Uint8Array
  readonly end: () => void
}

/** Bytes as a file. */
export const inMemory =
  (bytes: Uint8Array): ReadAt =>
  (at, into) => {
    if (at + into.length > bytes.length) return false
    into.set(bytes.subarray(at, at + into.length))
    return true
  }

/** How files are handed to PDFium; one function of ours answers for all of them. */
export function shared(api: WrappedPdfiumModule, look: (pointer: number, length: number) => Uint8Array) {
  const files = new Map<number, ReadAt>()
  let names = 0
  const give = (name: number, at: number, pointer: number, length: number): number =>
    files.get(name)?.(at >>> 0, look(pointer, length)) ? 1 : 0
  const giver = api.pdfium.addFunction(give, 'iiiii')
  return (read: ReadAt, length: number): Shared => {
    const name = (names += 1)
    files.set(name, read)
    return {
      access: new Uint8Array(Int32Array.of(length, giver, name).buffer),
      end: () => void files.delete(name),
    }
  }
}

/** How PDFium's own memory is used. */
interface Room {
  readonly hold: (bytes: Uint8Array) => { readonly pointer: number; readonly free: () => void }
  readonly look: (pointer: number, length: number) => Uint8Array
  readonly share: (read: ReadAt, length: number) => Shared
}

/** A copy of a file within PDFium's memory, in parts: there may be no stretch as long as all of it. */
export function takenIn({ hold, look, share }: Room, bytes: Uint8Array): Shared {
  const { length } = bytes
  const parts = Array.from({ length: Math.ceil(length / stepBytes) }, (_, part) =>
    hold(bytes.subarray(part * stepBytes, (part + 1) * stepBytes)),
  )
  const read: ReadAt = (at, into) => {
    if (at + into.length > length) return false
    for (let done = 0; done < into.length;) {
      const from = (at + done) % stepBytes
      const count = Math.min(stepBytes - from, into.length - done)
      into.set(look((parts[Math.floor((at + done) / stepBytes)]?.pointer ?? 0) + from, count), done)
      done += count
    }
    return true
  }
  const file = share(read, length)
  const end = (): void => {
    file.end()
    parts.forEach(({ free }) => free())
  }
  return { access: file.access, end }
}

/** More than a sealed packet can be, in bytes of address; memory is taken as it is needed. */
const reserved = 512 * 1024 * 1024
const stepBytes = 1024 * 1024
/** Fewer bytes than this are copied out: what is small is posted with all the memory it lies in. */
const small = 8 * 1024 * 1024

/** Bytes that grow where they are. */
export class Growing {
  readonly #buffer = new ArrayBuffer(0, { maxByteLength: reserved })
  #length = 0

  append(bytes: Uint8Array): void {
    const end = this.#length + bytes.length
    if (end > this.#buffer.byteLength) this.#buffer.resize(Math.ceil(end / stepBytes) * stepBytes)
    new Uint8Array(this.#buffer, this.#length).set(bytes)
    this.#length = end
  }

  /** Forgets what stands behind `length`. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length)
  }

  /** All that was appended, where it is. */
  view(): Buffer {
    return Buffer.from(this.#buffer, 0, this.#length)
  }

  /** Ends the growing. */
  done(): Uint8Array {
    if (this.#length > small) return new Uint8Array(this.#buffer, 0, this.#length)
    const bytes = new Uint8Array(this.view())
    this.#buffer.resize(0)
    return bytes
  }
}

/** Gives the memory of grown bytes back at once; they must not be used any more. Others are left to the collector. */
export function letGo({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.resizable) buffer.resize(0)
}
