/** `app.getPath`: the folders Electron knows by name. */
import os from 'node:os'
import path from 'node:path'
import { host } from './host.ts'
import { switches } from './command-line.ts'

const chosen = new Map<string, string>()

/** @throws Error if the path is not absolute */
export function setPath(name: string, value: string): void {
  if (!path.isAbsolute(value)) throw new Error('Path must be absolute')
  chosen.set(name, value)
}

/** @throws Error for a name Electron does not know */
export function getPath(name: string): string {
  return chosen.get(name) ?? standardPath(name)
}

function standardPath(name: string): string {
  switch (name) {
    case 'home':
      return os.homedir()
    case 'appData':
      return appData()
    case 'userData':
      return switches.get('user-data-dir') || path.join(getPath('appData'), host.identity.name)
    case 'sessionData':
      return getPath('userData')
    case 'logs':
      return path.join(getPath('userData'), 'logs')
    case 'crashDumps':
      return path.join(getPath('userData'), 'Crashpad')
    case 'temp':
      return os.tmpdir()
    case 'exe':
      return process.execPath
    case 'desktop':
    case 'documents':
    case 'downloads':
      return path.join(os.homedir(), name.charAt(0).toUpperCase() + name.slice(1))
    default:
      throw new Error(`Failed to get '${name}' path`)
  }
}

function appData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? path.join(os.homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? path.join(os.homedir(), '.config')
}
