/**
 * Window place and appearance, in electron-store: a plain file. It must never hold a secret, a name or anything about a
 * fax. A file that cannot be read is replaced by the defaults.
 */
import Store from 'electron-store'
import { Preferences } from '#app/contract/people/people.ts'
import type { PreferenceFile } from '../ports.ts'
import type { Bounds } from './windows.ts'

type Kept = Preferences & { readonly window?: Bounds }

const defaults: Preferences = { theme: 'system', hideDetails: false }

export type Appearance = PreferenceFile & {
  readonly window: () => Bounds | undefined
  readonly keepWindow: (bounds: Bounds) => void
}

/** @param folder absolute path of the data folder */
export function openPreferences(folder: string): Appearance {
  const file = new Store<Kept>({ cwd: folder, name: 'preferences', defaults, clearInvalidConfig: true })
  const read = (): Preferences => {
    const parsed = Preferences.safeParse({ theme: file.get('theme'), hideDetails: file.get('hideDetails') })
    return parsed.success ? parsed.data : defaults
  }
  return {
    read,
    change: (part) => {
      file.set({ ...read(), ...part })
      return read()
    },
    window: () => file.get('window'),
    keepWindow: (bounds) => file.set('window', bounds),
  }
}
