/**
 * The preload's world: `require('electron')` as a sandboxed preload has it, and the IPC end of the page.
 * Injected as text before any script of the page runs; uses only the language and the DOM.
 */
import { PageEmitter, type PageListener } from './page-emitter.ts'
import { WorldPeer } from './peer.ts'
import { decodeValue, encodeValue } from './wire.ts'

/** What the main process tells this world about itself. */
export interface WorldConfig {
  readonly token: string
  /** The global through which messages reach the main process; taken away before the preload runs. */
  readonly binding: string
  /** The global on which the main process finds this world's end. */
  readonly inbox: string
  readonly process: Record<string, unknown>
}

/** A message from the main process. */
interface FromMain {
  readonly kind: 'event' | 'result' | 'error'
  readonly id: number
  readonly channel: string
  readonly tree: unknown
  /** Base64 when the bytes are few, else `sizes` of what lies one behind the other in the file. */
  readonly inline?: readonly string[]
  readonly sizes: readonly number[]
}

interface Invocation {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const INLINE_LIMIT = 64 * 1024

class Renderer extends PageEmitter {
  readonly #post: (payload: string) => void
  readonly #blobs = new Map<number, Blob>()
  readonly #invocations = new Map<number, Invocation>()
  #lastId = 0

  constructor(post: (payload: string) => void) {
    super()
    this.#post = post
  }

  transmit(kind: 'invoke' | 'send', channel: string, args: unknown[]): number {
    const { tree, bins } = encodeValue(args)
    const id = ++this.#lastId
    const sizes = bins.map((bin) => bin.byteLength)
    const small = sizes.reduce((sum, size) => sum + size, 0) <= INLINE_LIMIT
    if (!small) this.#blobs.set(id, new Blob(bins as Uint8Array<ArrayBuffer>[])) // the main process comes for it
    this.#post(
      JSON.stringify({ kind, id, channel, tree, sizes, ...(small && { inline: bins.map((bin) => bin.toBase64()) }) }),
    )
    return id
  }

  invoke(channel: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#invocations.set(this.transmit('invoke', channel, args), { resolve, reject })
    })
  }

  /** A key the page was given; the main process cannot prevent it here, only hear of it. */
  key(event: KeyboardEvent): void {
    const { key, code, location, repeat, ctrlKey, shiftKey, altKey, metaKey, isComposing } = event
    const type = event.type === 'keyup' ? 'keyUp' : 'keyDown'
    const modifiers = { control: ctrlKey, shift: shiftKey, alt: altKey, meta: metaKey }
    this.#post(
      JSON.stringify({
        kind: 'key',
        input: { type, key, code, location, isAutoRepeat: repeat, isComposing, ...modifiers },
      }),
    )
  }

  /** Tells the document's title, now and whenever it changes; '' is no title. */
  watchTitle(): void {
    let told = ''
    const tell = (): void => {
      if (document.title === told) return
      told = document.title
      this.#post(JSON.stringify({ kind: 'title', title: told }))
    }
    tell()
    new MutationObserver(tell).observe(document.head, { subtree: true, childList: true, characterData: true })
  }

  takeBlob(id: number): Blob | undefined {
    const blob = this.#blobs.get(id)
    this.#blobs.delete(id)
    return blob
  }

  receive(message: FromMain, bins: readonly Uint8Array[], sender: unknown): void {
    const value = decodeValue({ tree: message.tree, bins })
    if (message.kind === 'event') {
      this.emit(message.channel, { sender, ports: [] }, ...(value as unknown[]))
      return
    }
    const invocation = this.#invocations.get(message.id)
    this.#invocations.delete(message.id)
    if (message.kind === 'result') invocation?.resolve(value)
    else invocation?.reject(new Error(String(value)))
  }
}

/** The same members, refusing every other by name. */
function only<T extends object>(owner: string, members: T): T {
  return new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON' || key === '__esModule') {
        return Reflect.get(target, key) as unknown
      }
      throw new Error(`${owner}.${key} is not in the stand-in`)
    },
  })
}

function ipcRendererOf(renderer: Renderer): object {
  return only('ipcRenderer', {
    send: (channel: string, ...args: unknown[]) => void renderer.transmit('send', channel, args),
    invoke: async (channel: string, ...args: unknown[]) => renderer.invoke(channel, args),
    on: (channel: string, listener: PageListener) => renderer.on(channel, listener),
    once: (channel: string, listener: PageListener) => renderer.once(channel, listener),
    off: (channel: string, listener: PageListener) => renderer.off(channel, listener),
    addListener: (channel: string, listener: PageListener) => renderer.on(channel, listener),
    removeListener: (channel: string, listener: PageListener) => renderer.off(channel, listener),
    removeAllListeners: (channel: string) => renderer.removeAllListeners(channel),
    listenerCount: (channel: string) => renderer.listenerCount(channel),
  })
}

function contextBridgeOf(token: string): object {
  const bridge = new WorldPeer(token, { outgoing: 'main', incoming: 'isolated' }, () => {})
  const taken = new Set<string>()
  return only('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      if (taken.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
      taken.add(key)
      bridge.expose(key, api)
    },
  })
}

/** The main process answers while this world stands still at the mark: it looks `file` up and sets `answer.path`. */
function standInPathForFile(file: unknown): string {
  const answer = { path: '' }
  if (!(file instanceof File)) throw new TypeError('getPathForFile expects a File')
  /* stands still */
  return answer.path
}

async function bytesOfMessage(message: FromMain, input: HTMLInputElement): Promise<readonly Uint8Array[]> {
  if (message.inline) return message.inline.map((text) => Uint8Array.fromBase64(text))
  const all = await input.files?.[0]?.arrayBuffer()
  if (!all) throw new Error('the bytes of a message did not arrive')
  let at = 0
  return message.sizes.map((size) => new Uint8Array(all.slice(at, (at += size))))
}

export function startIsolatedWorld(config: WorldConfig): void {
  if (window.top !== window) return
  const scope = globalThis as unknown as Record<string, unknown>
  const renderer = new Renderer(scope[config.binding] as (payload: string) => void)
  delete scope[config.binding]
  for (const type of ['keydown', 'keyup'] as const) window.addEventListener(type, (event) => renderer.key(event), true)
  document.addEventListener('DOMContentLoaded', () => renderer.watchTitle())

  const ipcRenderer = ipcRendererOf(renderer)
  const electron = only('electron', {
    ipcRenderer,
    contextBridge: contextBridgeOf(config.token),
    webUtils: only('webUtils', { getPathForFile: standInPathForFile }),
  })
  const modules = new Map<string, unknown>([
    ['electron', electron],
    ['electron/renderer', electron],
    ['events', Object.assign(PageEmitter, { EventEmitter: PageEmitter })],
    ['timers', { setTimeout, clearTimeout, setInterval, clearInterval }],
    ['url', { URL, URLSearchParams }],
  ])
  const require = (name: string): unknown => {
    const found = modules.get(name.replace(/^node:/, ''))
    if (!found) throw new Error(`module not found: ${name}`) // as Electron's sandboxed preload says
    return found
  }
  const process = Object.assign(new PageEmitter(), config.process)
  const fileInput = Object.assign(document.createElement('input'), { type: 'file' })
  scope[config.inbox] = {
    fileInput,
    takeBlob: (id: number) => renderer.takeBlob(id),
    async receive(json: string) {
      const message = JSON.parse(json) as FromMain
      renderer.receive(message, await bytesOfMessage(message, fileInput), ipcRenderer)
    },
    preload(run: (...given: unknown[]) => void) {
      const module = { exports: {} }
      run(require, module, module.exports, process, scope)
    },
  }
}
