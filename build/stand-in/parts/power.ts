/** `powerMonitor` and `powerSaveBlocker`: nothing happens by itself; tests emit the events. */
import { Emitter } from '../app/events.ts'
import { closed } from '../fidelity/not-here.ts'

class PowerMonitor extends Emitter {
  /** Seconds. */
  getSystemIdleTime(): number {
    return 0
  }
  getSystemIdleState(_idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown' {
    return 'active'
  }
}

export const powerMonitor = new PowerMonitor()

let lastBlocker = 0
const blockers = new Set<number>()

export const powerSaveBlocker = closed('powerSaveBlocker', {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    blockers.add(++lastBlocker)
    return lastBlocker
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
})
