/**
 * Which renderer process a page has. DevTools do not say, so pages are opened and moved one at a time here,
 * and the process that nobody had before is the page's.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Peer } from './cdp.ts'

/** Somebody who has a renderer. */
export interface Owner {
  /** 0 while it is not known. */
  rendererPid: number
}

const owners = new Set<Owner>()
let turn: Promise<unknown> = Promise.resolve()

/** Runs when every opening and move before it is done. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const mine = turn.then(task, task)
  turn = mine.catch(() => {})
  return mine
}

async function renderers(cdp: Peer): Promise<readonly number[]> {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

/** The processes that belong to none of the others; the newest last. */
async function free(cdp: Peer, owner: Owner): Promise<readonly number[]> {
  const others = new Set([...owners].filter((each) => each !== owner).map((each) => each.rendererPid))
  return (await renderers(cdp)).filter((pid) => !others.has(pid)).toSorted((a, b) => a - b)
}

/** Runs `open`, which starts one renderer, and says whose it is. */
export function startRenderer<T>(cdp: Peer, owner: Owner, open: () => Promise<T>): Promise<T> {
  return inTurn(async () => {
    const before = new Set(await renderers(cdp))
    const opened = await open()
    owners.add(owner)
    for (let look = 0; look < 20 && owner.rendererPid === 0; look++) {
      owner.rendererPid = (await free(cdp, owner)).find((pid) => !before.has(pid)) ?? 0
      if (owner.rendererPid === 0) await sleep(25)
    }
    return opened
  })
}

/** After a document has arrived: it may have come with a process of its own. */
export function followRenderer(cdp: Peer, owner: Owner): Promise<void> {
  return inTurn(async () => {
    if (owners.has(owner)) owner.rendererPid = (await free(cdp, owner)).at(-1) ?? owner.rendererPid
  })
}

/** Its renderer is somebody else's to have. */
export function forgetRenderer(owner: Owner): void {
  owners.delete(owner)
}

/** Resolves when no page is being opened: Chromium ends with its last window, so none is closed before the next is there. */
export function openingsDone(): Promise<void> {
  return inTurn(async () => {})
}
