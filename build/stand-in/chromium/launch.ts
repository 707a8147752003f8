/** Starts Chromium on a pipe: no TCP port unless the app's own switches ask for one, and no Chromium left once the pipe closes. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cdp } from './cdp.ts'
import { findChromium } from './find.ts'

export const asRoot = process.getuid?.() === 0
const asked = process.env['STAND_IN_HEADLESS']
/** Without a display there is no window to show; `STAND_IN_HEADLESS=1` or `0` overrules. */
export const headless = asked
  ? asked !== '0'
  : process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
const verbose = Boolean(process.env['STAND_IN_VERBOSE'])

/** What is switched off so that a browser behaves like a bare content shell. */
const DISABLED_FEATURES = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'MediaRouter',
  'OptimizationHints',
  'ProcessPerSiteUpToMainFrameThreshold', // each window has a renderer of its own, as on Electron
  'SpareRendererForSitePerProcess', // or it would not be known which process a window got
  'Translate',
  'WebUIOmniboxAimPopup', // two hidden pages, each with a renderer, for an address bar that is not there
  'WebUIOmniboxPopup',
]
const SWITCHES: readonly (readonly [name: string, value: string])[] = [
  ['no-first-run', ''],
  ['no-default-browser-check', ''],
  ['no-startup-window', ''],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-default-apps', ''],
  ['disable-extensions', ''],
  ['disable-popup-blocking', ''],
  ['disable-quic', ''],
  ['disable-sync', ''],
  ['password-store', 'basic'],
  ['test-type', ''], // no bar about unsupported switches
  ['use-mock-keychain', ''],
  ['disable-features', DISABLED_FEATURES.join(',')],
]
const LISTS = new Set(['disable-features', 'enable-features'])

export interface Chromium {
  readonly cdp: Cdp
  readonly process: ChildProcess
  readonly executable: string
  readonly profile: string
  /** e.g. `156.0.8078.79` */
  readonly version: string
}

/** Adds a switch; the two lists of features grow, everything else is replaced, as on Electron. */
export function addSwitch(switches: Map<string, string>, name: string, value: string): void {
  const before = switches.get(name)
  switches.set(name, LISTS.has(name) && before ? `${before},${value}` : value)
}

/**
 * @param profile the folder Chromium keeps its own files in; made if it is not there
 * @param appSwitches what the app and the command line asked for
 * @throws Error if Chromium does not come up
 */
export async function launchChromium(profile: string, appSwitches: ReadonlyMap<string, string>): Promise<Chromium> {
  const switches = new Map(SWITCHES)
  for (const [name, value] of appSwitches) addSwitch(switches, name, value)
  if (asRoot) switches.set('no-sandbox', '')
  if (headless) switches.set('headless', '')
  const args = [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  mkdirSync(profile, { recursive: true })
  // A Chromium that is just leaving this profile takes the new start over and goes with it: start again.
  for (let attempt = 1; ; attempt++) {
    const chromium = await start(findChromium(), profile, args)
    if (chromium instanceof Error) {
      if (attempt === 40) throw chromium
      await sleep(250)
    } else return chromium
  }
}

async function start(executable: string, profile: string, args: readonly string[]): Promise<Chromium | Error> {
  const child = spawn(executable, ['--remote-debugging-pipe=cbor', `--user-data-dir=${profile}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, , errors, input, output] = child.stdio
  createInterface({ input: errors as Readable }).on('line', (line) => {
    // Playwright waits for this one line; the rest is noise about a desktop that is not there.
    if (verbose || line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`)
  })
  const cdp = new Cdp(input as Writable, output as Readable)
  const left = new Promise<Error>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      const error = new Error(`electron stand-in: Chromium left with code ${code} before it was ready`)
      if (code === 0) resolve(error)
      else reject(error)
    })
  })
  left.catch(() => {})
  const answer = await Promise.race([cdp.send('Browser.getVersion').catch(() => left), left])
  if (answer instanceof Error) return answer
  return { cdp, process: child, executable, profile, version: answer.product.split('/')[1] ?? '' }
}

/** A visible window without tabs or address bar: a second start hands `--app` over to the running Chromium. */
export function openAppWindow({ executable, profile }: Chromium, marker: string, width: number, height: number): void {
  const args = [`--user-data-dir=${profile}`, `--app=data:text/html,${marker}`, `--window-size=${width},${height}`]
  spawn(executable, asRoot ? ['--no-sandbox', ...args] : args, { stdio: 'ignore' }).on('error', () => {})
}
