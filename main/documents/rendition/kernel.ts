/**
 * The host's side of the fax kernel (build/kernel): lays out its memory, hands over pictures, takes out bytes. One page
 * at a time; addresses stay in this file.
 */
import type { Jpeg } from './jpeg.ts'
import { kernelBase64 } from './kernel-bytes.ts'
import { blackTable, modeTable, whiteTable } from './read-codes.ts'
import { blackWords, runCodes, whiteWords } from './run-codes.ts'
import { Scaling } from './scaling.ts'

/** Dots packed eight to a byte, the first one highest, 1 is black; rows begin on byte boundaries. */
export interface Bitmap {
  readonly dots: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

export const strideOf = (widthPx: number): number => (widthPx + 7) >> 3

/** Grey or colour, one, three or four bytes a dot (blue, green, red), 0 is black. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly stride: number
  readonly widthPx: number
  readonly heightPx: number
  readonly bytesPerDot: 1 | 3 | 4
}

/** A part of a page in its dots; right and bottom are the first column and row outside. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** May end within a dot. */
interface PictureSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** A page in cells of 32 by 16 dots, row by row: each one's mean grey, and how far its dots stray from it. */
export interface Cells {
  readonly means: Uint8Array
  readonly strays: Uint8Array
  readonly across: number
  readonly down: number
}

export const cellPx = { width: 32, height: 16 } as const

/** How T.4 rows are told. All of it may be left out: one-dimensional, no filling, no return to control. */
export interface T4Options {
  /** MR: every k-th row is one-dimensional (2 at standard, 4 at fine and beyond). 0 is MH. */
  readonly k?: number
  /** Rows take at least this many bits: the receiver's time for a line. */
  readonly minBits?: number
  /** End-of-line words end on byte boundaries, as TIFF readers like them. */
  readonly aligned?: boolean
  /** Six end-of-line words close the page, as the line wants them and TIFF does not. */
  readonly closed?: boolean
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly freeFrom: { readonly value: number }
  toGrey(source: number, stride: number, size: number, width: number, height: number, target: number): void
  resample(...args: number[]): void
  binarise(...args: number[]): void
  binariseScratch(width: number, height: number): number
  sumCells(...args: number[]): void
  dither(...args: number[]): void
  setRunCodes(white: number, black: number): void
  encodeT4(...args: number[]): number
  encodeT6(...args: number[]): number
  decodeT6(...args: number[]): number
  decodeJpeg(...args: number[]): number
}

/** The language's own WebAssembly; its types come only with a browser's. */
declare const WebAssembly: {
  readonly Module: new (wasm: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

const wasmPage = 65_536
/** As build/kernel/jpeg/scan.ts wants it. */
const jpegScratch = 384
/** As build/kernel/changes.ts wants it. */
const coderScratch = (widthPx: number): number => 4 * (widthPx + 9)
const start = (wasm: Uint8Array): Exports =>
  new WebAssembly.Instance(new WebAssembly.Module(wasm), {}).exports as Exports

/** Dots to the edge of a JPEG's block: of eight, six are enough where the box has no more than that. */
const edgeFor = (widthPx: number, heightPx: number, { left, top, right, bottom }: Box): 6 | 8 =>
  widthPx * 6 >= (right - left) * 8 && heightPx * 6 >= (bottom - top) * 8 ? 6 : 8

export class Kernel {
  readonly #wasm: Exports
  /** Where a page's own room begins: behind the code tables. */
  readonly #floor: number
  readonly #scaling = new Scaling()
  readonly #readCodes: readonly number[]
  #free: number
  #grey = 0
  #dots = 0
  /** What `binarise` leaves of its sums, and room for what `cells` makes of them. */
  #sums = 0
  #widthPx = 0
  #heightPx = 0

  constructor() {
    this.#wasm = start(Buffer.from(kernelBase64, 'base64'))
    this.#free = this.#wasm.freeFrom.value
    this.#wasm.setRunCodes(this.#place(runCodes(whiteWords)), this.#place(runCodes(blackWords)))
    this.#readCodes = [whiteTable(), blackTable(), modeTable()].map((table) => this.#place(table))
    this.#floor = this.#free
  }

  /** Begins a white page. Grey pages are a multiple of 16 dots wide; bitmaps to be coded have any width to 65,535. */
  begin(widthPx: number, heightPx: number): void {
    this.#free = this.#floor
    this.#widthPx = widthPx
    this.#heightPx = heightPx
    this.#dots = this.#reserve(strideOf(widthPx) * heightPx)
    this.#grey = 0
    this.#sums = 0
    this.dots().fill(0)
  }

  /** The page's grey dots, one byte each, to be filled or looked at before the next call. */
  grey(): Uint8Array {
    if (this.#widthPx % 16 !== 0) throw new RangeError('a grey page is a multiple of 16 dots wide')
    this.#grey ||= this.#reserve(this.#widthPx * this.#heightPx)
    return this.#bytes(this.#grey, this.#widthPx * this.#heightPx)
  }

  /** Fills a box of the grey page, all of it unless one is named, with a picture of another size, of up to 1.7 times as many columns. */
  scale(picture: Picture, into: Box = this.#whole): void {
    this.grey()
    const kept = this.#free
    const { address, stride } = this.#greyOf(picture)
    this.#resample(address, stride, picture, into)
    this.#free = kept
  }

  /** The same with a page in G4; answers false, and leaves the box as it was, if the bytes are no such page. */
  scaleG4(g4: Uint8Array, size: PictureSize, into: Box = this.#whole): boolean {
    this.grey()
    const { widthPx, heightPx } = size
    const kept = this.#free
    const [source, scratch] = [this.#place(g4), this.#reserve(coderScratch(widthPx))]
    const target = this.#reserve(widthPx * heightPx + 16)
    const page = [source, g4.byteLength, widthPx, heightPx, target, scratch]
    const readable = this.#wasm.decodeT6(...page, ...this.#readCodes) === 1
    if (readable) this.#resample(target, widthPx, size, into)
    this.#free = kept
    return readable
  }

  /** The same with the light of a JPEG; answers false if its scan cannot be read to its end. */
  scaleJpeg({ widthPx, heightPx, restart, parts, steps, scan }: Jpeg, into: Box = this.#whole): boolean {
    const [light] = parts
    if (!light) return false
    this.grey()
    const kept = this.#free
    const [across, down] = [Math.ceil(widthPx / (8 * light.across)), Math.ceil(heightPx / (8 * light.down))]
    const codes = parts.map((part) => [part.across, part.down, this.#place(part.first), this.#place(part.rest)])
    const plan = this.#place(Int32Array.of(across, down, restart, parts.length, ...codes.flat()))
    const edge = edgeFor(widthPx, heightPx, into)
    // Of blocks of six dots eight are written.
    const stride = across * light.across * edge + 16
    const target = this.#reserve(stride * down * light.down * edge + 16)
    const order = [this.#place(scan), scan.byteLength, plan, this.#place(steps), edge, target, stride]
    const readable = this.#wasm.decodeJpeg(...order, this.#reserve(jpegScratch)) === 1
    const shrunk = { widthPx: (widthPx * edge) / 8, heightPx: (heightPx * edge) / 8 }
    if (readable) this.#resample(target, stride, shrunk, into)
    this.#free = kept
    return readable
  }

  /** The picture may end within a dot; the box is at least eight dots wide. */
  #resample(address: number, stride: number, { widthPx, heightPx }: PictureSize, into: Box): void {
    const [madeWidth, madeHeight] = [into.right - into.left, into.bottom - into.top]
    const rows = this.#scaling.rows(heightPx, madeHeight)
    const columns = this.#scaling.columns(widthPx, madeWidth)
    const rowPlan = [this.#place(rows.first), this.#place(rows.weights)]
    const columnPlan = [this.#place(columns.first), this.#place(columns.picks), this.#place(columns.weights)]
    const across = Math.ceil(widthPx)
    const row = this.#reserve(across + 64)
    const target = this.#grey + into.top * this.#widthPx + into.left
    const made = [target, this.#widthPx, madeWidth, madeHeight]
    this.#wasm.resample(address, stride, across, ...made, rows.taps, ...rowPlan, columns.taps, ...columnPlan, row)
  }

  #greyOf({ bytes, stride, widthPx, heightPx, bytesPerDot }: Picture): { address: number; stride: number } {
    const source = this.#place(bytes)
    if (bytesPerDot === 1) return { address: source, stride }
    const address = this.#reserve(widthPx * heightPx + 16)
    this.#wasm.toGrey(source, stride, bytesPerDot, widthPx, heightPx, address)
    return { address, stride: widthPx }
  }

  /** Decides ink or paper for the whole grey page. */
  binarise(): void {
    const [width, height] = [this.#widthPx, this.#heightPx]
    const size = this.#wasm.binariseScratch(width, height)
    this.#sums ||= this.#reserve(size + 2 * this.#cellsDown * this.#cellsAcross)
    this.#wasm.binarise(this.#grey, width, width, height, this.#dots, strideOf(width), this.#sums)
  }

  /** The page seen from further off; it must have been binarised. */
  cells(): Cells {
    const [across, down] = [this.#cellsAcross, this.#cellsDown]
    const means = this.#sums + this.#wasm.binariseScratch(this.#widthPx, this.#heightPx)
    const strays = means + across * down
    this.#wasm.sumCells(this.#sums, this.#widthPx, this.#heightPx, means, strays)
    const kept = (plane: number): Uint8Array => this.#bytes(plane, across * down).slice()
    return { means: kept(means), strays: kept(strays), across, down }
  }

  get #whole(): Box {
    return { left: 0, top: 0, right: this.#widthPx, bottom: this.#heightPx }
  }

  get #cellsAcross(): number {
    return Math.floor(this.#widthPx / cellPx.width)
  }

  get #cellsDown(): number {
    return Math.ceil(this.#heightPx / cellPx.height)
  }

  /** Makes a photograph of lines of ink in a box of the page already binarised. */
  dither({ left, top, right, bottom }: Box): void {
    const width = this.#widthPx
    this.#wasm.dither(this.#grey, width, this.#dots, strideOf(width), left, right, top, bottom)
  }

  /** The page's packed dots: to be looked at, or filled by whoever has them already, before the next call. */
  dots(): Uint8Array {
    return this.#bytes(this.#dots, strideOf(this.#widthPx) * this.#heightPx)
  }

  /** The page in G4 (T.6). */
  g4(): Uint8Array {
    return this.#code((target, scratch) => this.#wasm.encodeT6(...this.#page(), target, scratch))
  }

  /** The page in MH or MR (T.4). */
  t4({ k = 0, minBits = 0, aligned = false, closed = false }: T4Options = {}): Uint8Array {
    const options = [k, minBits, Number(aligned), Number(closed)]
    return this.#code((target, scratch) => this.#wasm.encodeT4(...this.#page(), target, scratch, ...options), minBits)
  }

  /** Bytes the kernel has taken so far: its memory grows and never shrinks. */
  heapBytes(): number {
    return this.#wasm.memory.buffer.byteLength
  }

  #page(): readonly [number, number, number, number] {
    return [this.#dots, strideOf(this.#widthPx), this.#widthPx, this.#heightPx]
  }

  /** No row of either standard takes more than 7 bits a dot, an end-of-line word and one run. */
  #code(encode: (target: number, scratch: number) => number, minBits = 0): Uint8Array {
    const kept = this.#free
    const scratch = this.#reserve(coderScratch(this.#widthPx))
    const target = this.#reserve((this.#widthPx + 32 + (minBits >> 3)) * this.#heightPx + 64)
    const coded = this.#bytes(target, encode(target, scratch)).slice()
    this.#free = kept
    return coded
  }

  #place(values: Uint8Array | Uint16Array | Uint32Array | Int32Array): number {
    const address = this.#reserve(values.byteLength + 16)
    this.#bytes(address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return address
  }

  /** Room that starts at a multiple of 16. What lies in it is what the page before has left. */
  #reserve(size: number): number {
    const address = this.#free
    this.#free = (address + size + 31) & ~15
    const missing = this.#free - this.#wasm.memory.buffer.byteLength
    if (missing > 0) this.#wasm.memory.grow(Math.ceil(missing / wasmPage))
    return address
  }

  #bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#wasm.memory.buffer, address, length)
  }
}
