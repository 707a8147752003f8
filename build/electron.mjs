/**
 * Which Electron a run uses: the real one where its binary is installed, else the stand-in beside this file.
 * Plain JavaScript: Playwright, `npm start` and `npx electron` load it on whatever Node they run on (20 and up).
 * No download happens here, and nothing is asked of the network.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const standIn = fileURLToPath(new URL('./stand-in', import.meta.url))

/**
 * @returns {string | undefined} the path of the real Electron binary that npm's `electron` package holds, if it was fetched
 */
export function realElectron() {
  const home = path.dirname(require.resolve('electron/package.json'))
  const pathFile = path.join(home, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = path.join(home, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

/**
 * Sets `ELECTRON_OVERRIDE_DIST_PATH` to the stand-in unless the real binary is there or somebody has set it already.
 * Call it before anything loads the `electron` package: Playwright's `_electron.launch` reads the variable when it does.
 * @returns {{ shell: 'electron' | 'stand-in', why: string }} what runs, and the reason in words
 */
export function chooseElectron() {
  const set = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (set && path.resolve(set) === standIn)
    return { shell: 'stand-in', why: 'ELECTRON_OVERRIDE_DIST_PATH names the stand-in' }
  if (set) return { shell: 'electron', why: `ELECTRON_OVERRIDE_DIST_PATH names ${set}` }
  const binary = realElectron()
  if (binary) return { shell: 'electron', why: `installed at ${binary}` }
  process.env.ELECTRON_OVERRIDE_DIST_PATH = standIn
  return { shell: 'stand-in', why: "Electron's own binary is not installed" }
}
