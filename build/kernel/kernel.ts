/**
 * The fax kernel: what is done to every dot of a page. AssemblyScript, compiled to a few kilobytes of WebAssembly with
 * SIMD by `build.mjs`. It owns no memory and keeps no state between calls: the host (main/documents/rendition/kernel.ts)
 * hands over addresses and is trusted to leave room. No decisions about documents or quality may come in here.
 */
export { toGrey } from './grey'
export { resample } from './resample'
export { binarise, binariseScratch } from './binarise'
export { sumCells } from './cells'
export { dither } from './dither'
export { setRunCodes } from './runs'
export { encodeT4, encodeT6 } from './coding'
export { decodeT6 } from './decoding'
export { decodeJpeg } from './jpeg/scan'

/** The first address that is the host's. */
export const freeFrom: usize = __heap_base
