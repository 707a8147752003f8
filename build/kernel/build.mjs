/**
 * Compiles the kernel and writes it where the product imports it, as text: a module of its own bytes needs no file to be
 * found at run time, in bundle, worker or test alike. The result is committed; a test compiles anew and compares.
 */
import asc from 'assemblyscript/asc'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'

const source = path.join(import.meta.dirname, 'kernel.ts')
const target = path.resolve(import.meta.dirname, '../../main/documents/rendition/kernel-bytes.ts')

const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd']

/** The compiled kernel. The compiler's own complaints are the error's message. */
export async function compileKernel() {
  const said = []
  let binary
  const { error } = await asc.main([source, '--outFile', 'kernel.wasm', ...options], {
    stderr: { write: (text) => void said.push(text) },
    // Held back from the disk.
    writeFile: (_name, contents) => void (binary = contents),
  })
  if (error) throw new Error(`${error.message}\n${said.join('')}`)
  return binary
}

/** The text of the module that carries the kernel. */
export const moduleOf = (binary) =>
  [
    '/** The fax kernel, compiled from build/kernel by `node build/kernel/build.mjs`: never changed by hand. */',
    `export const kernelBase64 =\n  '${Buffer.from(binary).toString('base64')}'\n`,
  ].join('\n')

if (import.meta.main) await writeFile(target, moduleOf(await compileKernel()))
