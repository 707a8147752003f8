/**
 * Deflating a picture band by band, in the same turn in which libvips hands it over: Node's own stream would keep what is
 * still to be packed, which is the whole picture. One stream of ZLIB (RFC 1950, RFC 1951), whatever the bands.
 */
import { constants, deflateRawSync } from 'node:zlib'

/** A scan's grain does not get smaller by trying harder. */
const level = 4
/** CMF and FLG for this level, RFC 1950 §2.2. */
const head = Uint8Array.of(0x78, 0x5e)
/** A last block of nothing, RFC 1951 §3.2.6. */
const lastBlock = [0x03, 0x00] as const
/** How far back a stream may point. */
const windowBytes = 32 * 1024

export class Deflate {
  readonly #parts: Uint8Array[] = [head]
  readonly #sum = new Adler()
  #before: Buffer | undefined

  add(bytes: Uint8Array): void {
    const dictionary = this.#before ? { dictionary: this.#before } : {}
    this.#parts.push(deflateRawSync(bytes, { level, finishFlush: constants.Z_SYNC_FLUSH, ...dictionary }))
    this.#before = Buffer.from(bytes.subarray(-windowBytes))
    this.#sum.add(bytes)
  }

  end(): readonly Uint8Array[] {
    return [...this.#parts, Uint8Array.of(...lastBlock, ...this.#sum.bytes())]
  }
}

/** The largest prime below 65536, and how many bytes may be added before a sum must be reduced to stay a whole number. */
const prime = 65521
const bytesAtOnce = 3800

/** Adler-32, RFC 1950 §8.2. */
class Adler {
  #a = 1
  #b = 0

  add(bytes: Uint8Array): void {
    let [a, b] = [this.#a, this.#b]
    for (let at = 0; at < bytes.length;) {
      for (const end = Math.min(at + bytesAtOnce, bytes.length); at < end; at += 1) {
        a += bytes[at] ?? 0
        b += a
      }
      a %= prime
      b %= prime
    }
    this.#a = a
    this.#b = b
  }

  bytes(): readonly number[] {
    return [this.#b >> 8, this.#b & 255, this.#a >> 8, this.#a & 255]
  }
}
