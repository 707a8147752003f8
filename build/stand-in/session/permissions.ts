/**
 * What pages may do. Chromium cannot ask the app at the moment a page asks, so each permission is settled
 * once for an origin, before the first document of that origin is handed out. As on Electron, an app
 * that says nothing grants everything.
 */
import { host } from '../app/host.ts'
import type { Page } from '../window/page.ts'
import { toApp } from './urls.ts'

export type RequestHandler = Exclude<Parameters<Electron.Session['setPermissionRequestHandler']>[0], null>
export type CheckHandler = Exclude<Parameters<Electron.Session['setPermissionCheckHandler']>[0], null>

type Permission = Parameters<RequestHandler>[1]

/** Electron's name → Chromium's. */
const NAMES: readonly (readonly [permission: Permission, chromium: readonly string[]])[] = [
  ['background-sync', ['background-sync', 'periodic-background-sync']],
  ['clipboard-read', ['clipboard-read']],
  ['clipboard-sanitized-write', ['clipboard-write']],
  ['display-capture', ['display-capture']],
  ['geolocation', ['geolocation']],
  ['idle-detection', ['idle-detection']],
  ['keyboardLock', ['keyboard-lock']],
  ['local-fonts', ['local-fonts']],
  ['media', ['camera', 'microphone']],
  ['midi', ['midi']],
  ['notifications', ['notifications']],
  ['persistent-storage', ['persistent-storage']],
  ['pointerLock', ['pointer-lock']],
  ['screen-wake-lock', ['screen-wake-lock']],
  ['sensors', ['accelerometer']],
  ['speaker-selection', ['speaker-selection']],
  ['storage-access', ['storage-access', 'top-level-storage-access']],
  ['window-management', ['window-management']],
]

const decide: { request: RequestHandler | null; check: CheckHandler | null } = { request: null, check: null }
const settled = new Map<string, Promise<void>>()

export function setRequestHandler(handler: RequestHandler | null): void {
  decide.request = handler
  settled.clear()
}

export function setCheckHandler(handler: CheckHandler | null): void {
  decide.check = handler
  settled.clear()
}

/** Resolves once Chromium knows what the app grants to the origin of `chromiumUrl`. */
export function settlePermissions(page: Page, chromiumUrl: string): Promise<void> {
  const { origin } = new URL(chromiumUrl)
  if (origin === 'null') return Promise.resolve()
  const known = settled.get(origin)
  if (known) return known
  const settling = settleAll(page, chromiumUrl)
  settled.set(origin, settling)
  return settling
}

async function settleAll(page: Page, chromiumUrl: string): Promise<void> {
  await Promise.all(NAMES.map(([permission, names]) => settle(page, chromiumUrl, permission, names)))
}

async function settle(
  page: Page,
  chromiumUrl: string,
  permission: Permission,
  names: readonly string[],
): Promise<void> {
  const { cdp } = await host.chromium
  const setting = (await granted(page, toApp(chromiumUrl), permission)) ? 'granted' : 'denied'
  const { origin } = new URL(chromiumUrl)
  await Promise.all(names.map((name) => cdp.send('Browser.setPermission', { permission: { name }, setting, origin })))
}

/** Electron asks one handler when a page looks and the other when it asks; here it gets what both allow. */
async function granted(page: Page, url: string, permission: Permission): Promise<boolean> {
  const contents = page.face as unknown as Electron.WebContents
  const details = { isMainFrame: true, requestingUrl: url }
  const checked = decide.check?.(contents, permission, new URL(url).origin, details) ?? true
  const { request } = decide
  return (
    checked &&
    (request === null || (await new Promise<boolean>((resolve) => request(contents, permission, resolve, details))))
  )
}
