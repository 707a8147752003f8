/**
 * The two JavaScript worlds of a page share only the DOM, so they talk with synchronous CustomEvents on `window`:
 * Chromium clones `detail` between worlds. Functions and promises travel as numbers, in both directions.
 * Event names carry a random token. Injected as text; uses only the language and the DOM.
 */

type Callable = (...args: unknown[]) => unknown
interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}
type Message =
  | { readonly kind: 'call'; readonly id: number; readonly args: unknown }
  | { readonly kind: 'reply'; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'settle'; readonly id: number; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'expose'; readonly key: string; readonly api: unknown }

const tagOf = (value: unknown): string => Object.prototype.toString.call(value)

/** One end of the bridge; the other world has the other. */
export class WorldPeer {
  readonly #token: string
  readonly #outgoing: string
  readonly #exposed: (key: string, api: unknown) => void
  readonly #dispatch = window.dispatchEvent.bind(window)
  readonly #functions: Callable[] = []
  readonly #ids = new WeakMap<Callable, number>()
  readonly #waiting = new Map<number, Waiting>()
  #promises = 0
  #reply: { readonly ok: boolean; readonly value: unknown } | undefined

  /**
   * @param token known to both ends and nobody else
   * @param names the event this end sends, and the one it hears
   * @param exposed called when the other end exposes something
   */
  constructor(
    token: string,
    names: { outgoing: string; incoming: string },
    exposed: (key: string, api: unknown) => void,
  ) {
    this.#token = token
    this.#outgoing = `${token}:${names.outgoing}`
    this.#exposed = exposed
    window.addEventListener(`${token}:${names.incoming}`, (event) => {
      const message: unknown = (event as CustomEvent).detail
      if (message) this.#receive(message as Message) // else the sender's value could not be cloned: no reply says so
    })
  }

  /** Hands `api` to the other world. */
  expose(key: string, api: unknown): void {
    this.#send({ kind: 'expose', key, api: this.#pack(api) })
  }

  #send(detail: Message): void {
    this.#dispatch(new CustomEvent(this.#outgoing, { detail }))
  }

  #receive(message: Message): void {
    switch (message.kind) {
      case 'call':
        return this.#send(this.#answer(message.id, message.args))
      case 'reply':
        this.#reply = message
        return
      case 'settle': {
        const promise = this.#waiting.get(message.id)
        this.#waiting.delete(message.id)
        const value = this.#unpack(message.value)
        return message.ok ? promise?.resolve(value) : promise?.reject(value)
      }
      case 'expose':
        return this.#exposed(message.key, this.#unpack(message.api))
    }
  }

  #answer(id: number, args: unknown): Message {
    try {
      const called = this.#functions[id]
      if (!called) throw new Error('no such function in the other world')
      return { kind: 'reply', ok: true, value: this.#pack(called(...(this.#unpack(args) as unknown[]))) }
    } catch (error) {
      return { kind: 'reply', ok: false, value: this.#pack(error) }
    }
  }

  #call(id: number, args: unknown[]): unknown {
    this.#reply = undefined
    this.#send({ kind: 'call', id, args: this.#pack(args) })
    const answer = this.#takeReply()
    if (!answer) throw new Error('An object could not be cloned.')
    const value = this.#unpack(answer.value)
    if (!answer.ok) throw value
    return value
  }

  /** Dispatching the event has set it meanwhile. */
  #takeReply(): { readonly ok: boolean; readonly value: unknown } | undefined {
    const reply = this.#reply
    this.#reply = undefined
    return reply
  }

  #pack(value: unknown, seen = new Map<object, unknown>()): unknown {
    if (typeof value === 'function') return { [this.#token]: 'function', id: this.#idOf(value as Callable) }
    if (value === null || typeof value !== 'object') return value
    if (seen.has(value)) return seen.get(value)
    if (tagOf(value) === '[object Promise]')
      return { [this.#token]: 'promise', id: this.#follow(value as Promise<unknown>) }
    if (Array.isArray(value)) {
      const list: unknown[] = []
      seen.set(value, list)
      for (const item of value as unknown[]) list.push(this.#pack(item, seen))
      return list
    }
    if (tagOf(value) !== '[object Object]') return value // left to Chromium's own clone
    const copy: Record<string, unknown> = {}
    seen.set(value, copy)
    for (const [key, item] of Object.entries(value)) copy[key] = this.#pack(item, seen)
    return copy
  }

  #idOf(called: Callable): number {
    const known = this.#ids.get(called)
    if (known !== undefined) return known
    const id = this.#functions.push(called) - 1
    this.#ids.set(called, id)
    return id
  }

  #follow(promise: Promise<unknown>): number {
    const id = ++this.#promises
    promise.then(
      (value) => this.#send({ kind: 'settle', id, ok: true, value: this.#pack(value) }),
      (error: unknown) => this.#send({ kind: 'settle', id, ok: false, value: this.#pack(error) }),
    )
    return id
  }

  /** Works in place: what arrives is this world's own copy. */
  #unpack(value: unknown, seen = new Set<object>()): unknown {
    if (value === null || typeof value !== 'object' || seen.has(value)) return value
    if (Array.isArray(value)) {
      seen.add(value)
      value.forEach((item, at) => (value[at] = this.#unpack(item, seen)))
      return value
    }
    if (tagOf(value) !== '[object Object]') return value
    const record = value as Record<string, unknown>
    const kind = record[this.#token]
    // Read only of what is ours: anybody else's `id` may be anything, down to what cannot become a number.
    const id = kind === undefined ? 0 : Number(record['id'])
    if (kind === 'function') return (...args: unknown[]) => this.#call(id, args)
    if (kind === 'promise') return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    seen.add(record)
    for (const key of Object.keys(record)) record[key] = this.#unpack(record[key], seen)
    return record
  }
}
