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
  /** `count` rows from row `first`, without gaps. */
  readonly rows: (first: number, count: number) => Uint8Array
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
  /** Reads every dot. Refuses: damaged, picture-coding. */
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
  crop(left: number, top: number, width: number, height: number): Image
  copyMemory(): Image
  writeToMemory(): Uint8Array
  delete(): void
}

type Load = (bytes: Uint8Array, options: { readonly fail_on: 'error' | 'warning'; readonly page?: number }) => Image

interface Module {
  readonly Image: { readonly tiffloadBuffer: Load; readonly jpegloadBuffer: Load; readonly pngloadBuffer: Load }
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
    open: (bytes, source) => open(loads[source.kind], bytes, source),
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

/** In pages of 64 KiB: half a gigabyte, a quarter of what libvips asks for. 70 million dots of 16 bits a colour need it. */
const pagesAtMost = 8192

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

function open(load: Load, bytes: Uint8Array, { kind, page, fax = false }: Source): OpenPicture {
  const images: Image[] = []
  const own = (image: Image): Image => {
    images.push(image)
    return image
  }
  const close = (): void => images.splice(0).forEach((image) => image.delete())
  const options = { fail_on: fax ? 'warning' : 'error', ...(page === undefined ? {} : { page }) } as const
  const image = orDamaged(() => own(load(bytes, options)))
  return {
    widthPx: image.width,
    heightPx: image.height,
    orientation: image.getTypeof('orientation') === 0 ? 1 : image.getInt('orientation'),
    dpi: [image.xres * millimetresToInch, image.yres * millimetresToInch],
    plainJpeg: kind === 'jpeg' && ['b-w', 'srgb'].includes(image.interpretation),
    unpack: () => orDamaged(() => unpacked(image, own)),
    close,
  }
}

/** Grey stays grey and everything else becomes sRGB, of eight bits; what can be seen through lies on white paper. */
function unpacked(image: Image, own: (image: Image) => Image): Dots {
  const grey = ['b-w', 'grey16'].includes(image.interpretation)
  const plain = ['b-w', 'srgb'].includes(image.interpretation)
  const coloured = plain ? image : own(image.colourspace(grey ? 'b-w' : 'srgb'))
  const white = coloured.bands > 2 ? [255, 255, 255] : [255]
  const opaque = coloured.hasAlpha() ? own(coloured.flatten({ background: white })) : coloured
  const memory = own(own(opaque.cast('uchar')).copyMemory())
  if (memory.bands !== 1 && memory.bands !== 3) throw new RangeError('not grey and not colour')
  return {
    colours: memory.bands,
    rows(first, count) {
      const band = memory.crop(0, first, memory.width, count)
      try {
        return band.writeToMemory()
      } finally {
        band.delete()
      }
    },
  }
}
