/** Which Chromium the stand-in runs on: one that is installed, never one it fetches. */
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The Chromium relatives looked for on each platform, in order. `STAND_IN_CHROMIUM` comes before all of them. */
function candidates(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      )
    case 'win32':
      return [process.env['LOCALAPPDATA'], process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)']]
        .filter((base) => base !== undefined)
        .flatMap((base) =>
          [
            'Chromium/Application/chrome.exe',
            'Google/Chrome/Application/chrome.exe',
            'Microsoft/Edge/Application/msedge.exe',
          ].map((rest) => path.join(base, rest)),
        )
    default:
      return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'].map(
        (name) => `/usr/bin/${name}`,
      )
  }
}

/**
 * @returns the path of an installed Chromium, Chrome or Edge
 * @throws Error naming the variable to set, if there is none
 */
export function findChromium(): string {
  const wanted = process.env['STAND_IN_CHROMIUM']
  const found = [...(wanted ? [wanted] : []), ...candidates()].find((file) => existsSync(file))
  if (!found) throw new Error('electron stand-in: no Chromium, Chrome or Edge found; set STAND_IN_CHROMIUM')
  return found
}
