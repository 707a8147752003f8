/** Events the way Electron emits them: an event object first, which a listener may prevent. */
import { EventEmitter } from 'node:events'
import { endingAt } from '../fidelity/not-here.ts'

/** The base of everything in the stand-in that emits; members nobody defined are refused by name. */
export class Emitter extends EventEmitter {}
Object.setPrototypeOf(Emitter.prototype, endingAt(EventEmitter.prototype))
Object.setPrototypeOf(Emitter, endingAt(EventEmitter))

/** The first argument of most listeners. */
export class StandInEvent {
  defaultPrevented = false

  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** An event object with the fields of this particular event. */
export function eventWith<T extends object>(fields: T): StandInEvent & T {
  return Object.assign(new StandInEvent(), fields)
}

/** Emits, and says whether a listener called `preventDefault()`. */
export function emitPreventable(
  emitter: EventEmitter,
  name: string,
  fields: object = {},
  ...args: readonly unknown[]
): boolean {
  const event = eventWith(fields)
  emitter.emit(name, event, ...args)
  return event.defaultPrevented
}
