/**
 * `npm run demo`: the whole walk, headless, on a throw-away store with a sample document. Prints each step with the path
 * of its picture, and where the reports lie.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chooseElectron } from '#build/electron.mjs'
import { bundle } from '#build/bundle.mjs'

const { shell, why } = chooseElectron()
const { startDesktop } = await import('#test/given/desktop.ts')
const { walk } = await import('#test/given/walk/walk.ts')

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const pictures = mkdtempSync(path.join(tmpdir(), 'faxdesk-demo-'))
mkdirSync(pictures, { recursive: true })

say('Building the app')
await bundle()
say(
  shell === 'electron'
    ? `Running in Electron (${why})`
    : `Running on the stand-in over Chromium (${why}); the keychain is not real there`,
)

const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-demo-store-'))
const desk = await startDesktop({ folder })
let step = 0
try {
  const { auditReport, confirmation } = await walk(desk, async (page, what) => {
    step += 1
    const picture = path.join(pictures, `${String(step).padStart(2, '0')}-${what.replaceAll(/[^a-z0-9]+/g, '-')}.png`)
    await page.screenshot({ path: picture })
    say(`${String(step).padStart(2)}  ${what}\n    ${picture}`)
  })
  for (const report of [confirmation, auditReport]) cpSync(report, path.join(pictures, path.basename(report)))
  say(`\nConfirmation report: ${path.join(pictures, 'confirmation.pdf')}`)
  say(`Audit report:        ${path.join(pictures, 'audit-report.pdf')}`)
} finally {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
}
say('\nDone: from a dropped scan to Delivered, over the training line; nothing left this computer.')
