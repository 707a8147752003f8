/** This computer's appearance: theme and hidden details. Written onto <html>, where the styles read them. */
import { create } from 'zustand'
import type { Preferences } from '#app/contract/people/people.ts'
import { call, on, type Undo } from '#renderer/bridge.ts'

type State = Preferences & { readonly change: (part: Partial<Preferences>) => Promise<void> }

export const usePreferences = create<State>((set) => ({
  theme: 'system',
  hideDetails: false,
  change: async (part) => {
    set(part)
    const outcome = await call('preferences.change', part)
    if (outcome.ok) set(outcome.value)
  },
}))

/** The theme to draw, where `system` asks the computer. */
export const themeFor = (theme: Preferences['theme'], systemDark: boolean): 'light' | 'dark' =>
  theme === 'system' ? (systemDark ? 'dark' : 'light') : theme

async function read(): Promise<void> {
  const outcome = await call('preferences.read', {})
  if (outcome.ok) usePreferences.setState(outcome.value)
}

/** Reads the preferences, follows their changes and the system's, and marks <html> with what to draw. */
export function followPreferences(): Undo {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const mark = (): void => {
    const { theme, hideDetails } = usePreferences.getState()
    document.documentElement.dataset['theme'] = themeFor(theme, system.matches)
    document.documentElement.dataset['details'] = hideDetails ? 'hidden' : 'shown'
  }
  const undos = [
    usePreferences.subscribe(mark),
    on('preferences.changed', (preferences) => usePreferences.setState(preferences)),
    () => system.removeEventListener('change', mark),
  ]
  system.addEventListener('change', mark)
  mark()
  void read()
  return () => undos.forEach((undo) => undo())
}
