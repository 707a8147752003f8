/** `nativeTheme`: decides what `prefers-color-scheme` says in every page; Playwright's `emulateMedia` may still say otherwise. */
import { Emitter } from '../app/events.ts'
import { host } from '../app/host.ts'
import type { Peer } from '../chromium/cdp.ts'

type Source = Electron.NativeTheme['themeSource']

class NativeTheme extends Emitter {
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  #source: Source = 'system'

  get themeSource(): Source {
    return this.#source
  }
  set themeSource(source: Source) {
    this.#source = source
    for (const page of host.pages.values()) void page.target.then(({ cdp }) => show(cdp)).catch(() => {})
    this.emit('updated')
  }
  /** There is no desktop to ask: 'system' is light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

export const nativeTheme = new NativeTheme()

/** Brings a page that is just attached up to date; leaves it alone while nothing was chosen. */
export function emulateTheme(cdp: Peer): void {
  if (nativeTheme.themeSource !== 'system') show(cdp).catch(() => {})
}

function show(cdp: Peer): Promise<unknown> {
  const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource
  return cdp.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
}
