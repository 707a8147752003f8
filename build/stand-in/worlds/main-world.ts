/** What the page's own world gets: `window.<key>` for each thing the preload exposes, frozen, and nothing else. */
import { WorldPeer } from './peer.ts'

function deepFreeze(value: unknown): unknown {
  const tag = Object.prototype.toString.call(value)
  if (tag === '[object Object]' || tag === '[object Array]') {
    Object.values(value as object).forEach(deepFreeze)
    Object.freeze(value)
  }
  return value
}

/** @param token see `WorldPeer` */
export function startMainWorld(token: string): void {
  if (window.top !== window) return
  const exposed = (key: string, api: unknown): void => {
    Object.defineProperty(window, key, {
      value: deepFreeze(api),
      enumerable: true,
      configurable: false,
      writable: false,
    })
  }
  void new WorldPeer(token, { outgoing: 'isolated', incoming: 'main' }, exposed)
}
