import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { Emitter } from '../app/events.ts'
import { refusingOnceDestroyed } from '../fidelity/destroyed.ts'
import { absent, closed } from '../fidelity/not-here.ts'

class PowerMonitor extends Emitter {
  readonly #seconds = 3
  static count(): number {
    return 1
  }
  idle(): number {
    return this.#seconds
  }
}

const ask = (object: object, key: string): unknown => Reflect.get(object, key, object)

test('an emitter has what it has, private fields included, and refuses the rest by name', async () => {
  const monitor = new PowerMonitor()
  expect(monitor.idle()).toBe(3)
  expect(monitor).toBeInstanceOf(EventEmitter)
  expect(() => ask(monitor, 'isOnBattery')).toThrow('powerMonitor.isOnBattery is not in the stand-in')
  expect(() => ask(PowerMonitor, 'fromId')).toThrow('PowerMonitor.fromId is not in the stand-in')
  expect(await Promise.resolve(monitor)).toBe(monitor) // asked for `then` in passing
  const heard: number[] = []
  monitor.once('resume', (value: number) => heard.push(value))
  monitor.emit('resume', 7)
  expect(heard).toEqual([7])
})

test('a plain object too, and a test may replace its members', () => {
  const dialog = closed('dialog', { ask: (): string => 'no' })
  expect(() => ask(dialog, 'showCertificate')).toThrow('dialog.showCertificate is not in the stand-in')
  dialog.ask = () => 'yes'
  expect(dialog.ask()).toBe('yes')
})

test('a whole absent module may be imported, not used', () => {
  const tray = absent('Tray') as new () => object
  expect(() => ask(tray, 'anything')).toThrow('Tray is not in the stand-in')
  expect(() => new tray()).toThrow('Tray is not in the stand-in')
})

test('a destroyed object answers only that it is destroyed', () => {
  class Win {
    destroyed = false
    isDestroyed(): boolean {
      return this.destroyed
    }
    show(): string {
      return 'shown'
    }
  }
  refusingOnceDestroyed(Win.prototype)
  const win = new Win()
  expect(win.show()).toBe('shown')
  win.destroyed = true
  expect(win.isDestroyed()).toBe(true)
  expect(() => win.show()).toThrow(new TypeError('Object has been destroyed'))
})
