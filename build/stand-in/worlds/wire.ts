/**
 * Values on their way between a page and the main process: what structured clone carries, as a JSON tree,
 * with binary data collected apart. Runs on both sides, in Node and (as text) in the page, so it uses only the language.
 */

/** A value ready to travel: `tree` is JSON, a node `{ $: kind, v }` stands for what JSON cannot say; `bins` are the bytes. */
export interface Encoded {
  readonly tree: unknown
  readonly bins: readonly Uint8Array[]
}

interface Node {
  readonly $: string
  readonly v: unknown
}

const VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
}
const ERRORS = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)
const isView = (name: string): name is keyof typeof VIEWS => Object.hasOwn(VIEWS, name)
const isError = (name: string): name is keyof typeof ERRORS => Object.hasOwn(ERRORS, name)

function refuseToClone(): never {
  throw new Error('An object could not be cloned.')
}

class Encoder {
  readonly bins: Uint8Array[] = []
  readonly #seen = new Map<object, number>()

  walk(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value
      case 'number':
        if (Object.is(value, -0)) return { $: 'n', v: '-0' }
        return Number.isFinite(value) ? value : { $: 'n', v: String(value) }
      case 'undefined':
        return { $: 'u', v: 0 }
      case 'bigint':
        return { $: 'i', v: String(value) }
      case 'object':
        return value === null ? null : this.#object(value)
      default:
        return refuseToClone()
    }
  }

  #object(value: object): unknown {
    const earlier = this.#seen.get(value)
    if (earlier !== undefined) return { $: 'r', v: earlier }
    this.#seen.set(value, this.#seen.size)
    if (Array.isArray(value)) return Array.from(value as unknown[], (item) => this.walk(item))
    if (ArrayBuffer.isView(value)) {
      const kind = kindOf(value)
      return this.#bytes(
        new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
        isView(kind) ? kind : 'Uint8Array',
      )
    }
    return this.#builtIn(value)
  }

  #bytes(bytes: Uint8Array, kind: string): Node {
    return { $: 'b', v: [this.bins.push(bytes) - 1, kind] }
  }

  #builtIn(value: object): unknown {
    switch (kindOf(value)) {
      case 'ArrayBuffer':
        return this.#bytes(new Uint8Array(value as ArrayBuffer), 'ArrayBuffer')
      case 'Date':
        return { $: 'd', v: (value as Date).getTime() }
      case 'RegExp':
        return { $: 'x', v: [(value as RegExp).source, (value as RegExp).flags] }
      case 'Map':
        return {
          $: 'm',
          v: Array.from(value as Map<unknown, unknown>, ([key, item]) => [this.walk(key), this.walk(item)]),
        }
      case 'Set':
        return { $: 's', v: Array.from(value as Set<unknown>, (item) => this.walk(item)) }
      case 'Error': {
        const { name, message, stack } = value as Error
        return { $: 'e', v: [name, message, stack ?? ''] }
      }
      case 'Object':
        return { $: 'o', v: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.walk(item)])) }
      default: // Promise, Blob, File, DOM nodes, WeakMap …
        return refuseToClone()
    }
  }
}

class Decoder {
  readonly #bins: readonly Uint8Array[]
  readonly #made: unknown[] = []

  constructor(bins: readonly Uint8Array[]) {
    this.#bins = bins
  }

  walk(tree: unknown): unknown {
    if (tree === null || typeof tree !== 'object') return tree
    if (Array.isArray(tree)) {
      const list = this.#note<unknown[]>([])
      for (const item of tree as unknown[]) list.push(this.walk(item))
      return list
    }
    const { $: kind, v } = tree as Node
    switch (kind) {
      case 'u':
        return undefined
      case 'n':
        return Number(v)
      case 'i':
        return BigInt(v as string)
      case 'r':
        return this.#made[v as number]
      default:
        return this.#object(kind, v)
    }
  }

  #note<T>(value: T): T {
    this.#made.push(value)
    return value
  }

  #object(kind: string, v: unknown): unknown {
    switch (kind) {
      case 'b':
        return this.#note(this.#bytes(v as [number, string]))
      case 'd':
        return this.#note(new Date(v as number))
      case 'x':
        return this.#note(new RegExp(...(v as [string, string])))
      case 'm': {
        const map = this.#note(new Map<unknown, unknown>())
        for (const [key, item] of v as [unknown, unknown][]) map.set(this.walk(key), this.walk(item))
        return map
      }
      case 's': {
        const set = this.#note(new Set<unknown>())
        for (const item of v as unknown[]) set.add(this.walk(item))
        return set
      }
      case 'e':
        return this.#note(this.#error(v as [string, string, string]))
      default:
        return this.#record(v as Record<string, unknown>)
    }
  }

  #bytes([index, kind]: [number, string]): unknown {
    const bytes = this.#bins[index] ?? new Uint8Array()
    // A pooled Buffer shares its memory with others: only a view of all of it may be handed on as it is.
    const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
    if (!isView(kind)) return whole.buffer
    const View: new (buffer: ArrayBufferLike) => ArrayBufferView = VIEWS[kind]
    return new View(whole.buffer)
  }

  #error([name, message, stack]: [string, string, string]): Error {
    const error = new (isError(name) ? ERRORS[name] : Error)(message)
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
    return error
  }

  #record(v: Record<string, unknown>): unknown {
    const record = this.#note<Record<string, unknown>>({})
    for (const [key, item] of Object.entries(v)) {
      // Defined, not assigned: a member called __proto__ stays a member.
      Object.defineProperty(record, key, {
        value: this.walk(item),
        configurable: true,
        enumerable: true,
        writable: true,
      })
    }
    return record
  }
}

/** @throws Error "An object could not be cloned." for what structured clone refuses */
export function encodeValue(value: unknown): Encoded {
  const encoder = new Encoder()
  return { tree: encoder.walk(value), bins: encoder.bins }
}

/** The value that `encodeValue` was given, made anew: cycles and shared references kept. */
export function decodeValue({ tree, bins }: Encoded): unknown {
  return new Decoder(bins).walk(tree)
}
