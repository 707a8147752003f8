/** From a main script that has run to an app that is ready: Chromium, interception, then 'ready'. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { launchChromium } from '../chromium/launch.ts'
import { interceptRequests } from '../session/intercept.ts'
import { app, becomeReady } from './app.ts'
import { switches } from './command-line.ts'
import { host } from './host.ts'
import { getPath } from './paths.ts'
import { report } from './trouble.ts'

/** Switches and paths are final now. @throws Error if Chromium does not come up */
export async function start(): Promise<void> {
  if (host.leaving) return // a second instance that has handed over
  mkdirSync(getPath('userData'), { recursive: true })
  const forChromium = new Map(switches)
  forChromium.delete('user-data-dir')
  const chromium = await launchChromium(path.join(getPath('sessionData'), 'stand-in-chromium'), forChromium)
  if (host.leaving) return void chromium.process.kill()
  chromium.process.once('exit', (code) => {
    if (!host.leaving) report(`electron stand-in: Chromium has ended with code ${code}`)
    app.exit(1) // without effect if the app is leaving anyway
  })
  await chromium.cdp.send('Target.setDiscoverTargets', { discover: true })
  Object.defineProperty(process.versions, 'chrome', { value: chromium.version, enumerable: true })
  host.running(chromium)
  await interceptRequests(chromium.cdp)
  becomeReady()
}
