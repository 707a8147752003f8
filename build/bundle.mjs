/**
 * Makes `out/`: the main process with its workers (ESM), the sandboxed preload (CommonJS, as sandboxed preloads
 * must be) and the page. Native code stays outside the bundles; everything else is inside, so that the packaged app
 * needs no node_modules but the database driver.
 */
import react from '@vitejs/plugin-react'
import { cp, mkdir, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { build } from 'vite'
import { writeNotices } from './notices.mjs'

const root = path.resolve(import.meta.dirname, '..')
const out = path.join(root, 'out')
const at = (...parts) => path.join(root, ...parts)
const external = ['electron', 'better-sqlite3-multiple-ciphers', ...builtinModules, /^node:/]
const license = { fileName: 'licences.json' }
const quiet = { root, configFile: false, logLevel: 'warn', publicDir: false }

/** Builds everything. @param development keeps readable names and inline maps */
export async function bundle({ development = false } = {}) {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  await Promise.all([bundleMain(development), bundlePreload(), bundlePage(development)])
  const lists = ['main', 'renderer'].map((part) => path.join(out, part, license.fileName))
  writeNotices({ root, lists, into: path.join(out, 'licences.txt') })
  await copyAssets()
}

const bundleMain = (development) =>
  build({
    ...quiet,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: at('out', 'main'),
      license,
      target: 'node24',
      minify: false,
      sourcemap: development,
      rolldownOptions: {
        external,
        input: {
          boot: at('main', 'electron', 'boot.ts'),
          'document-child': at('main', 'documents', 'service', 'entry.ts'),
          'picture-child': at('main', 'documents', 'intake', 'entry.ts'),
          'reading-child': at('main', 'documents', 'reading', 'entry.ts'),
          'argon2-worker': at('main', 'vault', 'argon2-worker.ts'),
          'verify-worker': at('main', 'audit', 'verify', 'verify-worker.ts'),
          'report-worker': at('main', 'reports', 'render', 'worker.ts'),
        },
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
      },
    },
  })

const bundlePreload = () =>
  build({
    ...quiet,
    build: {
      outDir: at('out', 'preload'),
      target: 'chrome146',
      minify: false,
      lib: { entry: at('main', 'electron', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  })

const bundlePage = (development) =>
  build({
    ...quiet,
    root: at('renderer'),
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: at('out', 'renderer'),
      license,
      emptyOutDir: false,
      target: 'chrome146',
      sourcemap: development,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2500,
    },
  })

/** What is read at run time as files: PDFium and fonts beside the main bundle, pdf.js's own data beside the page. */
async function copyAssets() {
  const pdfium = at('node_modules', '@embedpdf', 'pdfium', 'dist', 'pdfium.wasm')
  await cp(pdfium, at('out', 'main', 'assets', 'pdfium.wasm'))
  await copyVips()
  await copyReader()
  await cp(at('build', 'fonts'), at('out', 'main', 'assets', 'fonts'), {
    recursive: true,
    filter: (file) => !/\.(md|py|sh)$/.test(file),
  })
  await cp(at('build', 'verifier', 'faxdesk-verify.mjs'), at('out', 'main', 'assets', 'faxdesk-verify.mjs'))
  for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
    await cp(at('node_modules', 'pdfjs-dist', folder), at('out', 'renderer', 'pdf', folder), { recursive: true })
  }
}

/** libvips is LGPL: a program of its own that anybody may replace, with every notice beside it, and only what we use. */
async function copyVips() {
  const from = at('node_modules', 'wasm-vips')
  const to = at('out', 'main', 'assets', 'vips')
  for (const name of ['vips-node.mjs', 'vips.wasm']) await cp(path.join(from, 'lib', name), path.join(to, name))
  for (const name of ['LICENSE', 'THIRD-PARTY-NOTICES.md']) await cp(path.join(from, name), path.join(to, name))
  await cp(at('build', 'licences', 'vips'), to, { recursive: true })
}

/** Tesseract and the letters it knows, as files: it has nothing to fetch. Its script is of the older kind, and named so. */
async function copyReader() {
  const core = at('node_modules', 'tesseract.js-core')
  const letters = at('node_modules', '@tesseract.js-data', 'eng', '4.0.0_best_int', 'eng.traineddata.gz')
  const to = at('out', 'main', 'assets', 'tesseract')
  const name = 'tesseract-core-simd-lstm'
  await cp(path.join(core, `${name}.js`), path.join(to, `${name}.cjs`))
  await cp(path.join(core, `${name}.wasm`), path.join(to, `${name}.wasm`))
  await cp(path.join(core, 'LICENSE'), path.join(to, 'LICENSE'))
  await cp(letters, path.join(to, path.basename(letters)))
  await cp(at('build', 'licences', 'tesseract'), to, { recursive: true })
}

if (import.meta.main) await bundle({ development: process.argv.includes('--development') })
