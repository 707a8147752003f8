/** Opens a Chromium window for a page and attaches to it, before anything is loaded. */
import { readFile } from 'node:fs/promises'
import { host } from '../app/host.ts'
import type { Peer } from '../chromium/cdp.ts'
import { headless, openAppWindow, type Chromium } from '../chromium/launch.ts'
import type { Protocol } from '../chromium/protocol.ts'
import { startRenderer, type Owner } from '../chromium/renderers.ts'
import {
  BINDING,
  INBOX,
  ISOLATED_WORLD,
  isolatedWorldSource,
  mainWorldSource,
  preloadSource,
} from '../worlds/source.ts'
import { markerOf } from './navigation.ts'

const OPENS_WITHIN_MS = 30_000

export interface TargetOptions {
  readonly width: number
  readonly height: number
  readonly preload: string | undefined
  readonly additionalArguments: readonly string[]
}

export interface Target {
  readonly cdp: Peer
  readonly targetId: string
  readonly sessionId: string
  readonly windowId: number
}

/**
 * @param token names what this page's scripts and marker are called; nobody else may guess it
 * @param owner is told the renderer's process id
 * @param attached called once commands can be sent, before anything that causes an event
 */
export async function openTarget(
  token: string,
  owner: Owner,
  options: TargetOptions,
  attached: (target: Target) => void,
): Promise<Target> {
  const chromium = await host.chromium
  const { cdp: browser } = chromium
  const targetId = await startRenderer(browser, owner, () => create(chromium, token, options))
  const [{ sessionId }, windowId] = await Promise.all([
    browser.send('Target.attachToTarget', { targetId, flatten: true }),
    resize(browser, targetId, options),
  ])
  const cdp = browser.session(sessionId)
  const target = { cdp, targetId, sessionId, windowId }
  attached(target)
  await Promise.all([
    cdp.send('Page.enable'),
    cdp.send('Inspector.enable'),
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD }),
    ...(options.preload ? await injections(cdp, token, options.preload, options.additionalArguments) : []),
  ])
  return target
}

async function create(chromium: Chromium, token: string, { width, height }: TargetOptions): Promise<string> {
  const { cdp } = chromium
  if (headless) {
    return (await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })).targetId
  }
  const found = Promise.withResolvers<string>()
  const look = ({ targetInfo }: { targetInfo: Protocol.Target.TargetInfo }): void => {
    if (targetInfo.url.includes(markerOf(token))) found.resolve(targetInfo.targetId)
  }
  const stops = [cdp.on('Target.targetCreated', look), cdp.on('Target.targetInfoChanged', look)]
  openAppWindow(chromium, markerOf(token), width, height)
  const timer = setTimeout(() => found.reject(new Error('Chromium has opened no window')), OPENS_WITHIN_MS)
  try {
    return await found.promise
  } finally {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** Chromium counts its own, invisible frame in; the page is to have the size that was asked for. */
async function resize(browser: Peer, targetId: string, { width, height }: TargetOptions): Promise<number> {
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId })
  await browser.send('Browser.setContentsSize', { windowId, width, height })
  return windowId
}

async function injections(
  cdp: Peer,
  token: string,
  preload: string,
  extra: readonly string[],
): Promise<Promise<unknown>[]> {
  const text = await readFile(preload, 'utf8')
  const isolated = isolatedWorldSource({ token, binding: BINDING, inbox: INBOX, process: preloadProcess(extra) })
  const add = (source: string, worldName?: string): Promise<unknown> =>
    cdp.send('Page.addScriptToEvaluateOnNewDocument', worldName ? { source, worldName } : { source })
  return [
    add(mainWorldSource(token)),
    add(isolated, ISOLATED_WORLD),
    add(preloadSource(preload, text), ISOLATED_WORLD),
    ...(text.includes('getPathForFile') ? [cdp.send('Debugger.enable')] : []), // it stands still on a debugger statement
  ]
}

function preloadProcess(extra: readonly string[]): Record<string, unknown> {
  const { platform, arch, versions, pid, execPath } = process
  return {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform,
    arch,
    versions,
    pid,
    argv: [execPath, ...extra],
  }
}
