/** A destroyed window or page answers every call with the error Electron throws: code that outlives its window must notice. */

interface Destroyable {
  isDestroyed(): boolean
}

type Method = (this: Destroyable, ...args: unknown[]) => unknown

/** Wraps the methods of a prototype, all but `isDestroyed` itself. */
export function refusingOnceDestroyed(prototype: Destroyable): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === 'isDestroyed' || name === 'constructor' || typeof value !== 'function') continue
    const method = value as Method
    Object.defineProperty(prototype, name, {
      value: function (this: Destroyable, ...args: unknown[]): unknown {
        alive(this)
        return method.apply(this, args)
      },
    })
  }
}

/** @throws TypeError as Electron's native objects do */
export function alive(object: Destroyable): void {
  if (object.isDestroyed()) throw new TypeError('Object has been destroyed')
}
