/**
 * The stand-in has only what the product and its tests use. Anything else must say so by name
 * instead of being silently undefined, or a test would pass here on code that never ran.
 *
 * The check sits at the far end of the prototype chain, where only a name that nothing defines arrives;
 * objects stay themselves, so private fields, `instanceof` and tests that replace a method keep working.
 */

/** Asked of any object by the language, by loaders and by inspectors; their absence is an answer. */
const ASKED_IN_PASSING = new Set([
  '__esModule',
  'asymmetricMatch',
  'captureRejections', // Node asks an emitter's options
  'default',
  'inspect',
  'length',
  'module.exports',
  'nodeType',
  'splice',
  'then',
  'toJSON',
])

function refuse(owner: string, key: string | symbol): undefined {
  if (typeof key === 'symbol' || ASKED_IN_PASSING.has(key)) return undefined
  throw new Error(`${owner}.${key} is not in the stand-in`)
}

function nameOf(receiver: unknown): string {
  if (typeof receiver === 'function') return receiver.name
  const { name } = (receiver as object).constructor
  return name.slice(0, 1).toLowerCase() + name.slice(1)
}

/**
 * A prototype that behaves as `end` and throws "<owner>.<member> is not in the stand-in" for what `end` does not have.
 * @param owner said in the error; without it, the class of the object that was asked
 */
export function endingAt<T extends object>(end: T, owner?: string): T {
  return new Proxy(end, {
    get: (target, key, receiver) =>
      key in target ? Reflect.get(target, key, receiver) : refuse(owner ?? nameOf(receiver), key),
    getPrototypeOf: () => end, // so that `instanceof` finds it
  })
}

/** The same object, refusing members it does not have. */
export function closed<T extends object>(owner: string, members: T): T {
  return Object.setPrototypeOf(members, endingAt(Object.prototype, owner)) as T
}

/** What an import of a whole Electron module gives that the stand-in does not have: it may be imported, not used. */
export function absent(name: string): unknown {
  const fail = (): never => {
    throw new Error(`${name} is not in the stand-in`)
  }
  return new Proxy(function notInTheStandIn() {}, {
    get: (_target, key) => (typeof key === 'symbol' || ASKED_IN_PASSING.has(key) ? undefined : fail()),
    set: fail,
    apply: fail,
    construct: fail,
  })
}
