/**
 * What no page of ours may do: leave, open windows, embed others, ask for permissions, reach the network.
 * Set before the first window exists, for every web contents there will ever be. The crash reporter is never started:
 * a dump of this process would hold patient data.
 */
import { app, session } from 'electron'
import { origin, scheme } from './protocol.ts'

/** Call once Electron is ready. */
export function harden(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setSpellCheckerEnabled(false)
  defaultSession.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !allowed(details.url) }))
}

/** Call before Electron is ready. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** Our own files, in-memory blobs of our own page, and the developer tools of an unpackaged build. */
function allowed(url: string): boolean {
  return (
    url.startsWith(`${origin}/`) ||
    url.startsWith(`blob:${scheme}://`) ||
    (!app.isPackaged && url.startsWith('devtools:'))
  )
}
