/** The system's lock, sleep and wake. A switch to another user's desk counts as the system's lock. */
import { powerMonitor } from 'electron'
import type { Power, PowerEvent } from '../ports.ts'

/** Call once Electron is ready. */
export function systemPower(): Power {
  const listeners = new Set<(event: PowerEvent) => void>()
  const tell = (event: PowerEvent) => () => listeners.forEach((listener) => listener(event))
  powerMonitor.on('lock-screen', tell('system-lock'))
  if (process.platform === 'darwin') powerMonitor.on('user-did-resign-active', tell('system-lock'))
  powerMonitor.on('suspend', tell('suspend'))
  powerMonitor.on('resume', tell('resume'))
  if (process.platform !== 'win32') powerMonitor.on('shutdown', tell('shutdown'))
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
