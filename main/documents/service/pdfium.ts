/**
 * PDFium in WASM: the one engine that opens, counts and copies documents (reference/documents §1 and §5).
 * Raw pointers stay in this folder, each freed by the function that made it. Nothing here runs in the main process.
 */
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import type { Turn } from '#app/domain/pages/document.ts'
import { headerAt } from '../sniff.ts'
import { inMemory, shared, type ReadAt, type Shared } from './files.ts'
import { grafted } from './graft/graft.ts'
import { Refused } from './refused.ts'

/** The few of Emscripten's own parts we touch; the package types them through a package it does not bring. */
interface Heap {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: { malloc(size: number): number; free(pointer: number): void }
}

export interface Engine {
  readonly api: WrappedPdfiumModule
  /** Copies `bytes` into PDFium's memory; the caller frees what it holds. */
  readonly hold: (bytes: Uint8Array) => { readonly pointer: number; readonly free: () => void }
  /** Holds a copy of `bytes` for as long as `use` takes. */
  readonly lend: <T>(bytes: Uint8Array, use: (pointer: number) => T) => T
  /** A copy of what lies in PDFium's memory. */
  readonly read: (pointer: number, length: number) => Uint8Array
  /** The same without copying: to be used up before PDFium is called again. */
  readonly look: (pointer: number, length: number) => Uint8Array
  /** Has PDFium read a file from where it lies, a little at a time. */
  readonly share: (read: ReadAt, length: number) => Shared
  /** Bytes PDFium has taken so far: its heap grows and never shrinks. */
  readonly heapBytes: () => number
}

/**
 * The most that may be asked for. Sealing 96 MB asks for 240; a bomb asks for as much as there is, and with what a child
 * has besides that stays within 512 MB.
 */
const heapAtMost = 384 * 1024 * 1024

/** Starts PDFium from the bytes of its `.wasm` file. Its memory is bounded: growth beyond that ends the child. */
export async function startPdfium(wasm: Uint8Array): Promise<Engine> {
  const overrides = { print: silent, printErr: silent, instantiateWasm: bounded(grafted(wasm)) }
  const api = await init(overrides)
  api.PDFiumExt_Init()
  const heap = api.pdfium as unknown as Heap
  const hold: Engine['hold'] = (bytes) => {
    const pointer = heap.wasmExports.malloc(Math.max(bytes.length, 1))
    if (pointer === 0) throw new RangeError('out of memory')
    heap.HEAPU8.set(bytes, pointer)
    return { pointer, free: () => heap.wasmExports.free(pointer) }
  }
  const lend: Engine['lend'] = (bytes, use) => {
    const held = hold(bytes)
    try {
      return use(held.pointer)
    } finally {
      held.free()
    }
  }
  return {
    api,
    hold,
    lend,
    share: shared(api, (pointer, length) => heap.HEAPU8.subarray(pointer, pointer + length)),
    read: (pointer, length) => heap.HEAPU8.slice(pointer, pointer + length),
    look: (pointer, length) => heap.HEAPU8.subarray(pointer, pointer + length),
    heapBytes: () => heap.HEAPU8.byteLength,
  }
}

const silent = (): void => undefined

type Imports = Record<string, Record<string, unknown>>
type Done = (instance: unknown, module: unknown) => void

/** The language's own WebAssembly; its types come only with a browser's. */
declare const WebAssembly: {
  instantiate(wasm: Uint8Array, imports: Imports): Promise<{ readonly instance: unknown; readonly module: unknown }>
}

/** Emscripten asks its host for more memory through one import; refusing there is the only bound it knows. */
const bounded = (wasm: Uint8Array) => (imports: Imports, done: Done) => {
  const host = imports['env'] ?? {}
  const grow = host['emscripten_resize_heap'] as (size: number) => boolean | number
  host['emscripten_resize_heap'] = (size: number) => (size >>> 0 > heapAtMost ? 0 : grow(size))
  void instantiate(wasm, imports, done)
  return {}
}

async function instantiate(wasm: Uint8Array, imports: Imports, done: Done): Promise<void> {
  const { instance, module } = await WebAssembly.instantiate(wasm, imports)
  done(instance, module)
}

/** An open document: a PDFium handle and its page count. Whoever opened it closes it. */
export interface OpenDocument {
  readonly handle: number
  readonly pages: number
  readonly close: () => void
}

/** FPDF_GetLastError, fpdfview.h: 4 means a password is needed or wrong. */
const needsPassword = 4

/**
 * Opens a PDF, junk before its header left out. PDFium reads `bytes` where they lie for as long as the document is open:
 * it copies each part it uses, and a copy of the whole besides would be the file twice.
 * Refuses: not-a-pdf, encrypted, wrong-password, damaged, no-pages.
 */
export function openDocument(engine: Engine, bytes: Uint8Array, password: string | undefined): OpenDocument {
  const start = headerAt(bytes)
  if (start < 0) throw new Refused('not-a-pdf')
  const file = bytes.subarray(start)
  return openFile(engine, engine.share(inMemory(file), file.length), password)
}

/** The same for a file that is shared already, and is so no more once the document is closed. */
export function openFile({ api, lend }: Engine, file: Shared, password: string | undefined): OpenDocument {
  const handle = lend(file.access, (pointer) => api.FPDF_LoadCustomDocument(pointer, password ?? ''))
  if (handle === 0) {
    file.end()
    throw new Refused(whyNot(api.FPDF_GetLastError(), password))
  }
  const close = (): void => {
    api.FPDF_CloseDocument(handle)
    file.end()
  }
  const pages = api.FPDF_GetPageCount(handle)
  if (pages > 0) return { handle, pages, close }
  close()
  throw new Refused('no-pages')
}

const whyNot = (error: number, password: string | undefined) =>
  error === needsPassword ? (password ? 'wrong-password' : 'encrypted') : 'damaged'

/** Has a loaded page turned clockwise for as long as `use` takes: the same page may go once more, turned another way. */
export function turned<T>({ api }: Engine, page: number, turn: Turn, use: () => T): T {
  const own = api.FPDFPage_GetRotation(page)
  api.FPDFPage_SetRotation(page, (own + turn / 90) % 4)
  try {
    return use()
  } finally {
    api.FPDFPage_SetRotation(page, own)
  }
}

/** Loads a page of an open document for as long as `use` takes; its heap would grow otherwise. */
export function withPage<T>(engine: Engine, document: number, index: number, use: (page: number) => T): T {
  const page = engine.api.FPDF_LoadPage(document, index)
  if (page === 0) throw new Refused('damaged')
  try {
    return use(page)
  } finally {
    engine.api.FPDF_ClosePage(page)
  }
}
