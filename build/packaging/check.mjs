/**
 * Packs for the three platforms over stub distributions, offline, and asserts what ships: nothing but the bundles, the
 * driver and one native build; no sources, maps or tests; every fuse as named. Extracts the Linux package to
 * `dist/check/linux-app`, so that the screen tests can run it through sign-in. Prints a line a check.
 */
import { extractAll, listPackage } from '@electron/asar'
import { FuseState, getCurrentFuseWire } from '@electron/fuses'
import { Arch, build, Platform } from 'electron-builder'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fuses } from './fuses.mjs'
import { writeStub } from './stub.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const work = path.join(root, 'dist', 'check')
const electronVersion = JSON.parse(
  readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
).version

const targets = [
  {
    name: 'linux',
    node: 'linux',
    platform: Platform.LINUX,
    arch: Arch.x64,
    unpacked: 'linux-unpacked',
    binary: 'faxdesk',
    resources: 'resources',
  },
  {
    name: 'windows',
    node: 'win32',
    platform: Platform.WINDOWS,
    arch: Arch.arm64,
    unpacked: 'win-arm64-unpacked',
    binary: 'Faxdesk.exe',
    resources: 'resources',
  },
  {
    name: 'mac',
    node: 'darwin',
    platform: Platform.MAC,
    arch: Arch.arm64,
    unpacked: 'mac-arm64',
    binary: 'Faxdesk.app',
    resources: 'Faxdesk.app/Contents/Resources',
  },
]

/** What ships of libvips, in the order of the alphabet: no HEIF, JPEG XL or SVG. */
const vipsFiles = ['GPL-3.txt', 'LGPL-3.txt', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'vips-node.mjs', 'vips.wasm']

const workers = [
  'boot',
  'document-child',
  'picture-child',
  'reading-child',
  'argon2-worker',
  'verify-worker',
  'report-worker',
]

/** What ships of Tesseract: one build, one language, nothing to fetch. */
const readerFiles = [
  'LICENSE',
  'NOTICES.txt',
  'eng.traineddata.gz',
  'tesseract-core-simd-lstm.cjs',
  'tesseract-core-simd-lstm.wasm',
]

let failed = 0
const check = (what, holds) => {
  if (!holds) failed += 1
  console.log(`package ${what}: ${holds ? 'ok' : 'FAILED'}`)
}

async function pack(target) {
  const stub = path.join(work, `stub-${target.node}`)
  const output = path.join(work, target.name)
  writeStub(target.node, stub, electronVersion)
  await build({
    targets: target.platform.createTarget('dir', target.arch),
    config: { extends: 'electron-builder.yml', electronDist: stub, electronVersion, directories: { output } },
    publish: 'never',
  })
  return path.join(output, target.unpacked)
}

async function checkPackage(target, folder) {
  const archive = path.join(folder, target.resources, 'app.asar')
  const files = listPackage(archive).map((file) => file.split(path.sep).join('/'))
  const driver = '/node_modules/better-sqlite3-multiple-ciphers/'
  const builds = files.filter((file) => file.endsWith('.node'))
  const arch = target.arch === Arch.x64 ? 'x64' : 'arm64'
  check(
    `${target.name}: main, preload, page and all workers are in`,
    workers.every((name) => files.includes(`/out/main/${name}.js`)) &&
      files.includes('/out/preload/preload.cjs') &&
      files.includes('/out/renderer/index.html'),
  )
  check(
    `${target.name}: one native build, the target's`,
    builds.length === 1 && builds[0] === `${driver}prebuilds/${target.node}-${arch}.node`,
  )
  check(`${target.name}: the native build lies outside the archive`, existsSync(`${archive}.unpacked${builds[0]}`))
  const vips = files.filter((file) => file.startsWith('/out/main/assets/vips/')).map((file) => path.basename(file))
  check(
    `${target.name}: libvips lies outside the archive, replaceable, with its licences and nothing it does not need`,
    vips.toSorted().join() === vipsFiles.join() &&
      vips.every((name) => existsSync(`${archive}.unpacked/out/main/assets/vips/${name}`)),
  )
  const notices = readFileSync(path.join(folder, target.resources, 'licences.txt'), 'utf8')
  check(
    `${target.name}: the terms of what is inside lie beside it`,
    ['@embedpdf/pdfium', 'pdfjs-dist', 'react-dom', 'tesseract.js-core', 'undici'].every((name) =>
      notices.includes(`\n${name} `),
    ),
  )
  const reader = files
    .filter((file) => file.startsWith('/out/main/assets/tesseract/'))
    .map((file) => path.basename(file))
  check(
    `${target.name}: the reader of scans is in, with its letters and its licences`,
    reader.toSorted().join() === readerFiles.join(),
  )
  check(
    `${target.name}: no sources, maps or tests`,
    !files.some(
      (file) => /\.(tsx?|map|c|cc|cpp|h|gyp)$/.test(file) || /^\/(app|main|renderer|test|build)(\/|$)/.test(file),
    ),
  )
  check(
    `${target.name}: nothing of node_modules but the driver`,
    files.every((file) => !file.startsWith('/node_modules/') || `${file}/`.startsWith(driver)),
  )
  const wire = await getCurrentFuseWire(path.join(folder, target.binary))
  const wrong = Object.entries(fuses).filter(
    ([key, on]) => /^\d+$/.test(key) && wire[key] !== (on ? FuseState.ENABLE : FuseState.DISABLE),
  )
  check(`${target.name}: all fuses as named`, wrong.length === 0)
  return archive
}

rmSync(work, { recursive: true, force: true })
for (const target of targets) {
  const archive = await checkPackage(target, await pack(target))
  if (target.name === 'linux') extractAll(archive, path.join(work, 'linux-app'))
}
process.exit(failed > 0 ? 1 : 0)
