import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WorldPeer } from '../worlds/peer.ts'

/** Two worlds on one fake window; like Chromium, it hands each listener its own clone, and null for what cannot be cloned. */
class FakeWindow extends EventTarget {
  override dispatchEvent(event: Event): boolean {
    const { type, detail } = event as CustomEvent
    let clone: unknown = null
    try {
      clone = structuredClone(detail)
    } catch {
      // the listener gets null, the sender no error
    }
    return super.dispatchEvent(new CustomEvent(type, { detail: clone }))
  }
}

interface Exposed {
  readonly key: string
  readonly api: unknown
}

let page: Exposed[]
let preload: WorldPeer

beforeEach(() => {
  vi.stubGlobal('window', new FakeWindow())
  page = []
  void new WorldPeer('token', { outgoing: 'isolated', incoming: 'main' }, (key, api) => page.push({ key, api }))
  preload = new WorldPeer('token', { outgoing: 'main', incoming: 'isolated' }, () => {})
})
afterEach(() => void vi.unstubAllGlobals())

function exposed<T>(api: T): T {
  preload.expose('api', api)
  return page.at(-1)?.api as T
}

test('plain values and functions arrive under their key', () => {
  const api = exposed({ add: (a: number, b: number) => a + b, deep: { list: [1, 2] } })
  expect(page[0]?.key).toBe('api')
  expect(api.add(2, 3)).toBe(5)
  expect(api.deep.list).toEqual([1, 2])
})

test('promises settle on the other side, with values and with errors', async () => {
  const api = exposed({
    fine: () => Promise.resolve({ at: new Date(5) }),
    bad: () => Promise.reject(new RangeError('no')),
  })
  await expect(api.fine()).resolves.toEqual({ at: new Date(5) })
  await expect(api.bad()).rejects.toThrow(new RangeError('no'))
})

test('an error thrown there is thrown here', () => {
  const api = exposed({
    fail: () => {
      throw new TypeError('thrown there')
    },
  })
  expect(api.fail).toThrow(new TypeError('thrown there'))
})

test('a listener given to the preload is called with what the preload has', () => {
  const heard: unknown[] = []
  const listeners: ((value: unknown) => void)[] = []
  const api = exposed({ on: (listener: (value: unknown) => void) => void listeners.push(listener) })
  api.on((value) => heard.push(value))
  listeners[0]?.(new Map([['k', 1]]))
  expect(heard).toEqual([new Map([['k', 1]])])
})

test('what cannot be cloned is refused to the caller', () => {
  const api = exposed({ take: (_value: unknown) => 'taken' })
  expect(() => api.take(new WeakMap())).toThrow('An object could not be cloned.')
})

test('each side has its own copy', () => {
  const mine = { count: 0 }
  const api = exposed({ change: (given: { count: number }) => void given.count++ })
  api.change(mine)
  expect(mine.count).toBe(0)
})
