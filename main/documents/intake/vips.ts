/**
 * libvips in WASM (LGPL, a file of its own beside the program): the one reader of pictures. The few functions we call,
 * each with the options that matter: an undecodable strip must be an error, not a black area.
 */
import { pathToFileURL } from 'node:url'
import { Refused } from '../service/refused.ts'

/**
 * One picture to read: a JPEG, a PNG, or a page of a TIFF, from 0. In a `fax` coding a bad code word is only a warning to
 * libtiff, though what follows it is noise.
 */
export interface Source {
  readonly kind: 'tiff' | 'jpeg' | 'png'
  readonly page?: number
  readonly fax?: boolean
}

/** Dots as they lie in the file: one byte a dot and colour, grey or red, green, blue. */
export interface Dots {
  readonly colours: 1 | 3
  /**
   * Hands the rows over from the top down, some at a time and each once, until `hear` answers false. What it hears is
   * gone once it has answered. Refuses: damaged.
   */
  readonly rows: (hear: (rows: Uint8Array) => boolean) => void
}

export interface OpenPicture {
  readonly widthPx: number
  readonly heightPx: number
  /** 1 to 8, as Exif and TIFF 6.0 §8 number them. */
  readonly orientation: number
  /** Dots to the inch, across and down, as the file has it; libvips says 25.4 where a file says nothing. */
  readonly dpi: readonly [number, number]
  /** Whether a PDF shows this JPEG's own bytes as the file means them. */
  readonly plainJpeg: boolean
  /**
   * The dots, to be read as the file has them: nothing but the rows in hand is unpacked. A further time the file is read
   * anew, and what came before is gone. Refuses: damaged.
   */
  readonly unpack: () => Dots
  readonly close: () => void
}

export interface Vips {
  /** Reads a header, and no dots. Refuses: damaged. */
  readonly open: (bytes: Uint8Array, source: Source) => OpenPicture
  /** Bytes libvips has taken so far: its memory grows and never shrinks. */
  readonly heapBytes: () => number
}

interface Image {
  readonly width: number
  readonly height: number
  readonly bands: number
  readonly xres: number
  readonly yres: number
  readonly interpretation: string
  getTypeof(name: string): number
  getInt(name: string): number
  hasAlpha(): boolean
  flatten(options: { readonly background: readonly number[] }): Image
  colourspace(space: string): Image
  cast(format: string): Image
  rawsaveTarget(target: Target): void
  delete(): void
}

interface LoadOptions {
  readonly fail_on: 'error' | 'warning'
  readonly access: 'sequential'
  readonly page?: number
}
/** What libvips writes to; an answer below nought ends the writing with an error. */
interface Target {
  onWrite: (bytes: Uint8Array) => number
  delete(): void
}
type Load = (bytes: Uint8Array, options: LoadOptions) => Image

interface Module {
  readonly Image: { readonly tiffloadBuffer: Load; readonly jpegloadBuffer: Load; readonly pngloadBuffer: Load }
  readonly TargetCustom: new () => Target
  readonly Cache: { max(operations: number): void }
  concurrency(threads: number): void
}

/** Starts libvips from its module. HEIF, JPEG XL and SVG are parts of their own, which are neither shipped nor loaded. */
export async function startVips(vipsPath: string): Promise<Vips> {
  const { default: start } = (await import(/* @vite-ignore */ pathToFileURL(vipsPath).href)) as {
    readonly default: (options: object) => Promise<Module>
  }
  const silent = (): void => undefined
  const memory = bounded()
  const module = await start({ dynamicLibraries: [], print: silent, printErr: silent, preRun: [withoutWarnings] })
  const taken = memory()
  module.concurrency(1)
  module.Cache.max(0)
  const loads = {
    tiff: module.Image.tiffloadBuffer,
    jpeg: module.Image.jpegloadBuffer,
    png: module.Image.pngloadBuffer,
  }
  return {
    open: (bytes, source) => open({ load: loads[source.kind], target: () => new module.TargetCustom() }, bytes, source),
    heapBytes: () => taken.buffer.byteLength,
  }
}

/**
 * A damaged scan makes libvips warn of each of its lines, on the standard error of the whole program; this name in its
 * surroundings, whatever its value, keeps it quiet (vips_init). What matters is thrown all the same.
 */
function withoutWarnings(module: { readonly ENV: Record<string, string> }): void {
  module.ENV['VIPS_WARNING'] = '0'
}

/** The language's own WebAssembly; its types come only with a browser's. */
interface Memory {
  readonly buffer: { readonly byteLength: number }
}
type Limits = { readonly initial: number; readonly maximum: number; readonly shared: boolean }
declare const WebAssembly: { Memory: new (limits: Limits) => Memory }

/**
 * In pages of 64 KiB: 384 MB, a fifth of what libvips asks for. Most files are read a few rows at a time; a JPEG that
 * comes in several passes is kept whole by its reader, and one of 70 million dots fits.
 */
const pagesAtMost = 6144

/**
 * libvips makes its memory itself and takes no bound for it, so the next one to be made is bounded here: this child does
 * nothing else. Answers how to put things back, which gives the memory that was made.
 */
function bounded(): () => Memory {
  const Made = WebAssembly.Memory
  let made: Memory | undefined
  WebAssembly.Memory = new Proxy(Made, {
    construct(target, [limits]: [Limits]) {
      made = new target({ ...limits, maximum: Math.min(limits.maximum, pagesAtMost) })
      return made
    },
  })
  return () => {
    WebAssembly.Memory = Made
    if (!made) throw new TypeError('libvips made no memory')
    return made
  }
}

/** libvips throws for whatever it does not like about a file. */
function orDamaged<T>(act: () => T): T {
  try {
    return act()
  } catch {
    throw new Refused('damaged')
  }
}

const millimetresToInch = 25.4

interface Means {
  readonly load: Load
  readonly target: () => Target
}

function open({ load, target }: Means, bytes: Uint8Array, { kind, page, fax = false }: Source): OpenPicture {
  const images: Image[] = []
  const own = (image: Image): Image => {
    images.push(image)
    return image
  }
  const close = (): void => images.splice(0).forEach((image) => image.delete())
  const options = {
    fail_on: fax ? 'warning' : 'error',
    access: 'sequential',
    ...(page === undefined ? {} : { page }),
  } as const
  const begin = (): Image => orDamaged(() => own(load(bytes, options)))
  const image = begin()
  let next: Image | undefined = image
  const unpack = (): Dots => {
    // libvips has a copy of the file for each time it is opened.
    if (!next) close()
    const begun = next ?? begin()
    next = undefined
    return orDamaged(() => unpacked(begun, own, target))
  }
  return {
    widthPx: image.width,
    heightPx: image.height,
    orientation: image.getTypeof('orientation') === 0 ? 1 : image.getInt('orientation'),
    dpi: [image.xres * millimetresToInch, image.yres * millimetresToInch],
    plainJpeg: kind === 'jpeg' && ['b-w', 'srgb'].includes(image.interpretation),
    unpack,
    close,
  }
}

/** Grey stays grey and everything else becomes sRGB, of eight bits; what can be seen through lies on white paper. */
function unpacked(image: Image, own: (image: Image) => Image, target: Means['target']): Dots {
  const grey = ['b-w', 'grey16'].includes(image.interpretation)
  const plain = ['b-w', 'srgb'].includes(image.interpretation)
  const coloured = plain ? image : own(image.colourspace(grey ? 'b-w' : 'srgb'))
  const white = coloured.bands > 2 ? [255, 255, 255] : [255]
  const opaque = coloured.hasAlpha() ? own(coloured.flatten({ background: white })) : coloured
  const dots = own(opaque.cast('uchar'))
  if (dots.bands !== 1 && dots.bands !== 3) throw new RangeError('not grey and not colour')
  return { colours: dots.bands, rows: (hear) => inBands(dots, target(), hear) }
}

/** Bytes of rows at a time: a page of colour at 600 dpi would be hundreds of megabytes. */
const bandBytes = 4 * 1024 * 1024

/** libvips goes through a file once, from the top down, and only as long as all of it is asked for in one go. */
function inBands(dots: Image, target: Target, hear: (rows: Uint8Array) => boolean): void {
  const row = dots.width * dots.bands
  const band = new Uint8Array(row * Math.max(1, Math.floor(bandBytes / row)))
  let [filled, over] = [0, false]
  target.onWrite = (bytes) => {
    for (let at = 0; at < bytes.length && !over;) {
      const count = Math.min(bytes.length - at, band.length - filled)
      band.set(bytes.subarray(at, at + count), filled)
      at += count
      filled = (filled + count) % band.length
      if (filled === 0) over = !hear(band)
    }
    return over ? -1 : bytes.length
  }
  try {
    dots.rawsaveTarget(target)
  } catch {
    if (!over) throw new Refused('damaged')
  } finally {
    target.delete()
  }
  if (filled > 0 && !over) hear(band.subarray(0, filled))
}
