/**
 * Tesseract in WASM (Apache-2.0): the one reader of letters on pictures. It gets its program and its letters as bytes
 * of our own files, so that there is nothing it could fetch or keep; its memory is bounded, and no page stays in it.
 */
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Bitmap } from '../rendition/kernel.ts'

/** One word as it stands on the picture, in dots. `sure` is from 0 to 100. */
export interface ReadWord {
  readonly text: string
  readonly sure: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export type Lying = 'upright' | 'upside-down'

export interface Reader {
  /** The words of a picture in ink and paper, with a slant of a few degrees if need be. */
  readonly read: (picture: Bitmap, lying: Lying) => readonly ReadWord[]
  /** Bytes Tesseract has taken so far: its heap grows and never shrinks. */
  readonly heapBytes: () => number
}

interface Api {
  Init(folder: null, language: string, engine: number): number
  SetVariable(name: string, value: string): void
  SetImageFile(orientation: number, angleRad: number): number
  Recognize(monitor: null): number
  GetTSVText(page: number): string
  Clear(): void
}
interface Module {
  readonly TessBaseAPI: new () => Api
  readonly FS: { writeFile(name: string, bytes: Uint8Array): void; unlink(name: string): void }
}
interface Memory {
  readonly buffer: { readonly byteLength: number }
  grow(pages: number): number
}
type Instance = { readonly exports: Readonly<Record<string, unknown>> }

/** The language's own WebAssembly; its types come only with a browser's. */
declare const WebAssembly: {
  readonly Memory: new (limits: { readonly initial: number }) => Memory
  instantiate(wasm: Uint8Array, imports: object): Promise<{ readonly instance: Instance; readonly module: object }>
}

/** A page of fax dots takes 25 MB, a bad one some more. */
const heapAtMost = 256 * 1024 * 1024
const wasmPage = 65_536
const neuralOnly = 1
/** Blocks and lines are found by Tesseract itself. */
const wholePage = '3'
/** As Exif numbers them. */
const orientation: Readonly<Record<Lying, number>> = { upright: 1, 'upside-down': 3 }
const noTurn = 0
const dpi = '200'

/**
 * Starts Tesseract.
 * @param modulePath its script, whose program file lies beside it
 * @param lettersPath what it knows of English letters, gzipped
 */
export async function startReader(modulePath: string, lettersPath: string): Promise<Reader> {
  const { default: start } = (await import(/* @vite-ignore */ pathToFileURL(modulePath).href)) as {
    readonly default: (overrides: object) => Promise<Module>
  }
  const [wasm, letters] = await Promise.all([
    readFile(modulePath.replace(/\.c?js$/, '.wasm')),
    readFile(lettersPath).then((bytes) => gunzipSync(bytes)),
  ])
  const memory = Promise.withResolvers<Memory>()
  const module = await start({ print: silent, printErr: silent, instantiateWasm: bounded(wasm, memory.resolve) })
  const taken = await memory.promise
  module.FS.writeFile('eng.traineddata', letters)
  const api = new module.TessBaseAPI()
  if (api.Init(null, 'eng', neuralOnly) !== 0) throw new RangeError('no letters')
  api.SetVariable('tessedit_pageseg_mode', wholePage)
  api.SetVariable('user_defined_dpi', dpi)
  return {
    read: (picture, lying) => readWith(module, api, picture, lying),
    heapBytes: () => taken.buffer.byteLength,
  }
}

const silent = (): void => undefined

type Done = (instance: Instance, module: object) => void

/** Starts the program with memory of our measure. */
const bounded = (wasm: Uint8Array, made: (memory: Memory) => void) => (imports: object, done: Done) => {
  void instantiate(wasm, imports, made, done)
}

async function instantiate(wasm: Uint8Array, imports: object, made: (memory: Memory) => void, done: Done) {
  const { instance, module } = await WebAssembly.instantiate(wasm, imports)
  const memory = Object.values(instance.exports).find((own) => own instanceof WebAssembly.Memory)
  if (!memory) throw new TypeError('Tesseract has no memory')
  bound(memory)
  made(memory)
  done(instance, module)
}

/** Emscripten grows its memory in one way, and takes a refusal for an answer. */
function bound(memory: Memory): void {
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * wasmPage > heapAtMost) throw new RangeError('too much memory')
    return grow(pages)
  }
}

const input = '/input'

function readWith({ FS }: Module, api: Api, { dots, widthPx, heightPx }: Bitmap, lying: Lying): readonly ReadWord[] {
  // The rows of a portable bitmap are our own: eight dots to a byte, 1 is black.
  FS.writeFile(input, Buffer.concat([Buffer.from(`P4\n${widthPx} ${heightPx}\n`), dots]))
  try {
    if (api.SetImageFile(orientation[lying], noTurn) !== 0) throw new RangeError('no picture')
    api.Recognize(null)
    return wordsIn(api.GetTSVText(0))
  } finally {
    api.Clear()
    FS.unlink(input)
  }
}

const wordLevel = '5'

/** Rows of level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function wordsIn(table: string): readonly ReadWord[] {
  return table.split('\n').flatMap((row) => {
    const [level, , , , , , left, top, width, height, sure, text = ''] = row.split('\t')
    if (level !== wordLevel || text.trim() === '') return []
    const [x, y, w, h] = [Number(left), Number(top), Number(width), Number(height)]
    return [{ text: text.trim(), sure: Number(sure), left: x, top: y, width: w, height: h }]
  })
}
