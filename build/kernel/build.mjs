/**
 * Compiles the kernel, and what is grafted onto PDFium, and writes both where the product imports them, as text: a module
 * of its own bytes needs no file to be found at run time, in bundle, worker or test alike. The results are committed; a
 * test compiles anew and compares.
 */
import asc from 'assemblyscript/asc'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..', '..')
const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd']

/** What is compiled, from where to where. */
export const compiled = [
  {
    what: 'The fax kernel',
    name: 'kernelBase64',
    source: 'build/kernel/kernel.ts',
    target: 'main/documents/rendition/kernel-bytes.ts',
  },
  {
    what: "PDFium's graft",
    name: 'graftBase64',
    source: 'build/pdfium/masks.ts',
    target: 'main/documents/service/graft/graft-bytes.ts',
  },
]

/** The text of the module that carries a compiled one. The compiler's own complaints are the error's message. */
export async function moduleOf({ what, name, source }) {
  const said = []
  let binary
  const { error } = await asc.main([path.join(root, source), '--outFile', 'out.wasm', ...options], {
    stderr: { write: (text) => void said.push(text) },
    // Held back from the disk.
    writeFile: (_name, contents) => void (binary = contents),
  })
  if (error) throw new Error(`${error.message}\n${said.join('')}`)
  return [
    `/** ${what}, compiled from ${path.posix.dirname(source)} by \`node build/kernel/build.mjs\`: never changed by hand. */`,
    `export const ${name} =\n  '${Buffer.from(binary).toString('base64')}'\n`,
  ].join('\n')
}

if (import.meta.main) for (const one of compiled) await writeFile(path.join(root, one.target), await moduleOf(one))
