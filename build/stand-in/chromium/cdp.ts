/**
 * The DevTools protocol over the two extra pipes that Chromium was started with.
 * Here: framing, matching replies to calls, events by session. Not here: what any of the calls mean.
 */
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { decodeMessage, encodeMessage, messageLength } from './cbor.ts'
import type { EventName, Method, Params, Payload, Reply } from './protocol.ts'

interface Call {
  readonly method: string
  readonly resolve: (reply: unknown) => void
  readonly reject: (error: Error) => void
}

interface Incoming {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Where commands can be sent and events heard: the whole browser, or one attached page. */
export interface Peer {
  /** @throws Error "<method>: <what Chromium said>", or "<method>: Chromium is gone" */
  send<M extends Method>(method: M, params?: Params<M>): Promise<Reply<M>>
  on<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void
}

export class Cdp implements Peer {
  readonly #input: Writable
  readonly #events = new EventEmitter().setMaxListeners(0)
  readonly #calls = new Map<number, Call>()
  #lastId = 0
  #pending: Buffer[] = []
  #pendingBytes = 0
  #gone = false

  constructor(input: Writable, output: Readable) {
    this.#input = input
    input.on('error', () => {}) // the output's end tells
    output.on('error', () => {})
    output.on('data', (chunk: Buffer) => this.#read(chunk))
    output.on('close', () => this.#ended())
  }

  send<M extends Method>(method: M, params?: Params<M>): Promise<Reply<M>> {
    return this.#call(method, params ?? {}, undefined)
  }

  on<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void {
    return this.#subscribe(event, listener)
  }

  /** The commands and events of one attached target. */
  session(sessionId: string): Peer {
    return {
      send: (method, params) => this.#call(method, params ?? {}, sessionId),
      on: (event, listener) => this.#subscribe(`${sessionId}:${event}`, listener),
    }
  }

  #subscribe<E extends EventName>(name: string, listener: (payload: Payload<E>) => void): () => void {
    this.#events.on(name, listener)
    return () => this.#events.off(name, listener)
  }

  #call<M extends Method>(method: M, params: object, sessionId: string | undefined): Promise<Reply<M>> {
    if (this.#gone) return Promise.reject(new Error(`${method}: Chromium is gone`))
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { method, resolve: resolve as (reply: unknown) => void, reject })
      this.#input.cork()
      for (const chunk of encodeMessage({ id, method, params, sessionId })) this.#input.write(chunk)
      this.#input.uncork()
    })
  }

  #read(chunk: Buffer): void {
    this.#pending.push(chunk)
    this.#pendingBytes += chunk.length
    while (this.#pendingBytes > 0) {
      if ((this.#pending[0]?.length ?? 0) < 7) this.#pending = [Buffer.concat(this.#pending)]
      const length = messageLength(this.#pending[0] ?? Buffer.alloc(0))
      if (length === undefined || this.#pendingBytes < length) return
      const all = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending)
      if (all === undefined) return
      this.#pending = all.length > length ? [all.subarray(length)] : []
      this.#pendingBytes = all.length - length
      this.#dispatch(decodeMessage(all.subarray(0, length)) as Incoming)
    }
  }

  #dispatch(message: Incoming): void {
    if (message.id === undefined) {
      this.#events.emit(
        message.sessionId ? `${message.sessionId}:${message.method}` : String(message.method),
        message.params,
      )
      return
    }
    const call = this.#calls.get(message.id)
    this.#calls.delete(message.id)
    if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`))
    else call?.resolve(message.result)
  }

  #ended(): void {
    this.#gone = true
    for (const call of this.#calls.values()) call.reject(new Error(`${call.method}: Chromium is gone`))
    this.#calls.clear()
  }
}

/** What the protocol's types call a base64 string arrives as bytes on this pipe. */
export function bytesOf(binary: string): Buffer {
  const value: unknown = binary
  return Buffer.isBuffer(value) ? value : Buffer.from(binary, 'base64')
}

/** Bytes where the protocol's types ask for a base64 string. */
export function asBinary(bytes: Uint8Array): string {
  const value: unknown = bytes
  return value as string
}
