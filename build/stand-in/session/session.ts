/** `session`: the one session there is. */
import { Emitter } from '../app/events.ts'
import { host, needReady } from '../app/host.ts'
import { closed } from '../fidelity/not-here.ts'
import { setCheckHandler, setRequestHandler, type CheckHandler, type RequestHandler } from './permissions.ts'
import { protocol, schemes } from './protocol.ts'
import { toChromium } from './urls.ts'
import { webRequest } from './web-request.ts'

export class Session extends Emitter {
  readonly protocol = protocol
  readonly webRequest = webRequest

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    setRequestHandler(handler)
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    setCheckHandler(handler)
  }
  /** Chromium asks nobody here: no device is ever shown to a page. */
  setDevicePermissionHandler(_handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {}
  setSpellCheckerEnabled(_enable: boolean): void {}
  async clearCache(): Promise<void> {
    for (const page of host.pages.values()) await (await page.target).cdp.send('Network.clearBrowserCache')
  }
  async clearStorageData(): Promise<void> {
    for (const page of host.pages.values()) {
      const url = toChromium(page.navigation.url, schemes.keys())
      if (!/^https?:/.test(url)) continue
      await (
        await page.target
      ).cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' })
    }
  }
}

export const defaultSession = new Session()

export const session = closed('session', {
  get defaultSession(): Session {
    needReady('Session can only be received when app is ready')
    return defaultSession
  },
  fromPartition(partition: string): Session {
    throw new Error(`electron stand-in: partition '${partition}' is not supported, only the default session`)
  },
})
