/**
 * What the parts of the stand-in know together: whether Electron would be ready, the running Chromium, the open pages.
 * Nothing here is reachable from the app's code.
 */
import { EventEmitter } from 'node:events'
import type { Chromium } from '../chromium/launch.ts'
import type { Page } from '../window/page.ts'

const chromium = Promise.withResolvers<Chromium>()

export const host = {
  /** From package.json, or Electron's own where there is none. */
  identity: { name: 'Electron', version: process.versions['electron'] ?? '0.0.0', appPath: process.cwd() },
  /** Electron's modules open at 'ready'. */
  ready: false,
  /** Set once the process is on its way out; nothing is started any more. */
  leaving: false,
  /** Resolves once Chromium runs, which is after the app's main script has run. */
  chromium: chromium.promise,
  running: chromium.resolve,
  /** By the id of their contents. */
  pages: new Map<number, Page>(),
  /** By DevTools frame id, subframes included: whose frame it is. */
  frames: new Map<string, Page>(),
  /** 'window-created', 'contents-created', 'window-closed', 'close-refused', 'renderer-gone', 'child-gone', 'menu-role'. */
  lifecycle: new EventEmitter().setMaxListeners(0),
}

/**
 * Electron refuses some calls before 'ready'; a wrong order must not show up only on users' machines.
 * @param message what Electron says
 */
export function needReady(message: string): void {
  if (!host.ready) throw new Error(message)
}
