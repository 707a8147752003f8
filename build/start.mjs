/**
 * `npm start`: sets up whatever is missing and opens the app: in Electron where its binary is present or can be fetched,
 * otherwise on the stand-in over an installed Chromium, Chrome or Edge. Without a display it runs the demo.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ensureDebianPackages, ensureDependencies, handOver, root, say } from './setup.mjs'

const node = ensureDependencies()
const shown = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
if (!shown) {
  say('No display here: running the demo instead')
  ensureDebianPackages(['chromium', 'fonts-dejavu-core'])
  handOver('test/demo/demo.ts', [])
}

const { realElectron } = await import('./electron.mjs')
if (!realElectron() && !process.env.FAXDESK_STAND_IN) fetchElectron()
if (!realElectron()) ensureDebianPackages(['chromium', 'fonts-dejavu-core'])

run(node, ['build/bundle.mjs'])
const { chooseElectron } = await import('./electron.mjs')
const { shell, why } = process.env.FAXDESK_STAND_IN ? standIn() : chooseElectron()
say(
  shell === 'electron'
    ? `Opening Faxdesk in Electron (${why})`
    : `Opening Faxdesk on the stand-in over your browser (${why}). The keychain is not real there: use it for training only.`,
)
handOver('node_modules/electron/cli.js', ['.'])

/** Electron's package fetches its binary only when asked; without a network this fails at once and we go on. */
function fetchElectron() {
  const installer = path.join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return
  say("Fetching Electron's binary")
  spawnSync(node, [installer], { cwd: root, stdio: 'ignore', timeout: 180_000 })
}

function standIn() {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(root, 'build', 'stand-in')
  return { shell: 'stand-in', why: 'FAXDESK_STAND_IN is set' }
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}
