/** Which shell and which system this is. */
import { app } from 'electron'
import type { Surroundings } from '../ports.ts'

/** Whether this is the stand-in for development and tests: then the keychain is not real and people are told so. */
export const standIn = (): boolean => Object.hasOwn(process.versions, 'electron-stand-in')

export function surroundings(): Surroundings {
  const platform = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'mac' : 'linux'
  return { shell: standIn() ? 'stand-in' : 'electron', platform, version: app.getVersion() }
}
