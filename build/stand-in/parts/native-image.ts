/** What `capturePage` gives: a PNG. */
import { endingAt } from '../fidelity/not-here.ts'

export class NativeImage {
  readonly #png: Buffer

  constructor(png: Buffer) {
    this.#png = png
  }
  toPNG(): Buffer {
    return this.#png
  }
  isEmpty(): boolean {
    return this.#png.length === 0
  }
  /** Pixels, from the PNG's own header. */
  getSize(): Electron.Size {
    return this.isEmpty()
      ? { width: 0, height: 0 }
      : { width: this.#png.readUInt32BE(16), height: this.#png.readUInt32BE(20) }
  }
}
Object.setPrototypeOf(NativeImage.prototype, endingAt(Object.prototype))
